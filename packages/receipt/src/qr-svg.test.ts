import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrSvg } from './qr-svg.ts';

/** Draws the path of an SVG of ours back into modules. */
function modulesOf(svg: string, quiet: number): boolean[][] {
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const modules = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  const black = /fill="#000" d="([^"]*)"/.exec(svg)?.[1] ?? '';
  for (const [, x, y, length] of black.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(length); step++) {
      (modules[Number(y)] as boolean[])[Number(x) + step] = true;
    }
  }
  return modules.slice(quiet, side - quiet).map((row) => row.slice(quiet, side - quiet));
}

test.each([
  ['a short text', 'OSON-7K2P', 4],
  ['a fiscal address', 'https://ofd.soliq.uz/check?t=UZ2211&r=1184&c=20261121143200&s=4810', 0],
  ['a long address', `https://osonsavdo.uz/r#1.${'A'.repeat(220)}`, 0],
  ['a Cyrillic text', 'Чек № 5', 2],
] as const)('%s: the drawing holds exactly the modules of the code', (_case, text, quiet) => {
  const ecc = text.length > 120 ? 'L' : 'M';
  expect(modulesOf(qrSvg(text, quiet), quiet)).toEqual(encode(text, { ecc, border: 0 }).data);
});

test('the rim is white and as wide as asked', () => {
  const { size } = encode('x', { ecc: 'M', border: 0 });
  expect(qrSvg('x')).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
  expect(qrSvg('x', 0)).toContain(`viewBox="0 0 ${size} ${size}"`);
  expect(qrSvg('x')).not.toMatch(/M[0-3] \d+h\d+v1/);
});

test('the longest digital receipt is still a code of modules above 0.4 mm on 30 mm', () => {
  const { size } = encode('a'.repeat(250), { ecc: 'L', border: 0 });
  expect(30 / size).toBeGreaterThan(0.4);
});

test('the text itself is not in the drawing: nothing of it can break out', () => {
  expect(qrSvg('"><script>alert(1)</script>')).not.toContain('script');
});
