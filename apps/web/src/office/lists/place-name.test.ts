import { expect, test } from 'vitest';
import { shortStoreName } from './place-name.ts';

test.each([
  ['Baraka Market Chilonzor', 'Baraka Market', 'Chilonzor'],
  ['Baraka Marketing', 'Baraka Market', 'Baraka Marketing'],
  ['Baraka Market', 'Baraka Market', 'Baraka Market'],
  ['Chilonzor', '', 'Chilonzor'],
])('%s of the chain "%s" is %s', (store, chain, short) => {
  expect(shortStoreName(store, chain)).toBe(short);
});
