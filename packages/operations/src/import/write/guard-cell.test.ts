import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardCell, unguardCell } from './guard-cell.ts';

test('[S32] a cell that a spreadsheet would run gets an apostrophe in front', () => {
  for (const text of [
    '=1+1',
    '+998901234567',
    '-cmd|calc',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '"=1',
    '  =1',
    '＝1',
    "'=1",
  ]) {
    expect(guardCell(text)).toBe(`'${text}`);
  }
  for (const text of ['Non', '12500', '-2', '-1,250', '4 780', 'a=b', '«Sut»', '']) {
    expect(guardCell(text)).toBe(text);
  }
});

test('[S32] whatever a cell holds comes back as it was, and no guarded cell starts a formula', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `=${text}`),
      ),
      (text) => {
        const guarded = guardCell(text);
        expect(guarded.startsWith("'") || !/^[=+@]/.test(guarded)).toBe(true);
        // A text that looks guarded already is the one thing that cannot be told apart.
        fc.pre(!text.startsWith("'"));
        expect(unguardCell(guarded)).toBe(text);
      },
    ),
  );
});
