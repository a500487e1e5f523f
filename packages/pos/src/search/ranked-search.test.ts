import { expect, test } from 'vitest';
import { RankedSearch } from './ranked-search.ts';
import type { SearchRow } from './term-index.ts';

const NAMES = [
  'Sut Sutli Yaylov 3,2% 0,9 l Молоко',
  'Non Oq Bulut oq 500 g',
  'Shampun Sof 400 ml',
  'Шампунь Чистая линия 250 мл',
  'Goʻsht mol lahm',
  'Кўк чой Кўк Пиёла 100 г',
  'Koʻk choy Oq Bulut 90 g',
  'Kartoshka mahalliy Картофель',
  'Газировка кола 0,5 л',
  'Bugʻdoy uni oliy nav 2 kg',
];
const rows: SearchRow[] = NAMES.map((text, i) => ({
  id: String(i),
  text,
  codes: [`478000100${String(i).padStart(4, '0')}`, `KOD-${i}`],
}));
const search = new RankedSearch(rows);
const found = (query: string) => search.find(query, 5).map((id) => NAMES[Number(id)] as string);

test.each([
  ['Latin finds Cyrillic', 'kok choy', 'Кўк чой Кўк Пиёла 100 г'],
  ['Cyrillic finds Latin', 'кўк чой', 'Koʻk choy Oq Bulut 90 g'],
  ['Russian finds Uzbek', 'шампунь', 'Shampun Sof 400 ml'],
  ['Uzbek finds Russian', 'shampun', 'Шампунь Чистая линия 250 мл'],
  ['any apostrophe', "go'sht", 'Goʻsht mol lahm'],
  ['no apostrophe', 'bugdoy', 'Bugʻdoy uni oliy nav 2 kg'],
  ['a slip of the finger', 'kartoska', 'Kartoshka mahalliy Картофель'],
  ['the beginning of a word', 'shamp', 'Shampun Sof 400 ml'],
  ['words in another order', 'bulut non', 'Non Oq Bulut oq 500 g'],
  ['a size', 'kola 0.5', 'Газировка кола 0,5 л'],
  ['a name in the other language', 'молоко', 'Sut Sutli Yaylov 3,2% 0,9 l Молоко'],
])('%s: %s', (_why, query, wanted) => {
  expect(found(query)).toContain(wanted);
});

test('the likeliest comes first', () => {
  expect(found('kok choy oq bulut')[0]).toBe('Koʻk choy Oq Bulut 90 g');
});

test('the last digits of a barcode, its head and an own code are enough', () => {
  expect(search.find('0003', 5)).toEqual(['3']);
  expect(search.find('4780001000', 20)).toHaveLength(10);
  expect(search.find('KOD-7', 5)).toEqual(['7']);
});

test('nothing typed and nothing meant find nothing', () => {
  expect(search.find('', 5)).toEqual([]);
  expect(search.find('zvezdolyot', 5)).toEqual([]);
  expect(new RankedSearch([]).find('non', 5)).toEqual([]);
});
