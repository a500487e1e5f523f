import { expect, test } from 'vitest';
import { type ImportPlace, matchStores } from './places.ts';

const place = (id: string, name: string): ImportPlace => ({
  id,
  code: id,
  name,
  priceListId: 'list',
  currency: 'UZS',
  utcOffsetMin: 300,
  cutoverHour: 0,
});
const chain = [place('a', 'Baraka Market Chilonzor'), place('b', 'Baraka Market Fargʻona')];

test('a store of the file is known by its whole name, or where it stands in one name only', () => {
  expect(matchStores(['chilonzor', "Farg'ona", 'Yunusobod'], chain, 'b')).toEqual({
    chilonzor: 'a',
    "Farg'ona": 'b',
    Yunusobod: null,
  });
  expect(matchStores(['Baraka Market'], chain, 'b')).toEqual({ 'Baraka Market': 'b' });
});

test('where no store is known the first takes the place that the import was started for', () => {
  expect(matchStores(['Samarqand', 'Buxoro'], chain, 'b')).toEqual({
    Samarqand: 'b',
    Buxoro: null,
  });
});
