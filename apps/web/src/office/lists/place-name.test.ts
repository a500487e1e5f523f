import { expect, test } from 'vitest';
import { shortStoreName, unbroken } from './place-name.ts';

test.each([
  ['Baraka Market Chilonzor', 'Baraka Market', 'Chilonzor'],
  ['Baraka Marketing', 'Baraka Market', 'Baraka Marketing'],
  ['Baraka Market', 'Baraka Market', 'Baraka Market'],
  ['Chilonzor', '', 'Chilonzor'],
])('%s of the chain "%s" is %s', (store, chain, short) => {
  expect(shortStoreName(store, chain)).toBe(short);
});

test('a terminal keeps its number on its line', () => {
  expect(unbroken('Kassa 2')).toBe('Kassa\u00A02');
  expect(unbroken('Katta kassa')).toBe('Katta kassa');
});
