import { expect, test } from 'vitest';
import { storeCodeFor } from './store-code.ts';

test.each([
  ['Baraka Market', [], 'BM'],
  ['Baraka Market', ['BM'], 'BM1'],
  ['Baraka Market', ['BM', 'BM1', 'BM2'], 'BM3'],
  ['Oʻrikzor', [], 'OR'],
  ['Рахмат', [], 'RA'],
  ['X', [], 'X1'],
  ['—', [], 'D1'],
])('the code of "%s" beside %j is %s', (name, taken, code) => {
  expect(storeCodeFor(name, taken)).toBe(code);
});

test('codes stay two or three signs long, however many stores there were', () => {
  const taken: string[] = [];
  for (let index = 0; index < 200; index++) {
    const code = storeCodeFor('Baraka Market', taken);
    expect(code).toMatch(/^[A-Z0-9]{2,3}$/);
    expect(taken).not.toContain(code);
    taken.push(code);
  }
});
