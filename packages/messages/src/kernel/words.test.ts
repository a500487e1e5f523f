import { expect, expectTypeOf, test } from 'vitest';
import { defineWords, wordsOf } from './words.ts';

const bundle = defineWords({
  'uz-Latn': {
    pay: 'Toʻlash',
    lines: { other: '{count} qator' },
    owes: '{terminal} {count} ta sotuv qarzdor',
    pin: 'PIN-kodni kiriting',
    sync: 'Sinxron',
  },
  ru: {
    pay: 'Оплата',
    lines: {
      one: '{count} строка',
      few: '{count} строки',
      many: '{count} строк',
      other: '{count} строки',
    },
    owes: 'Касса {terminal} должна {count}',
    pin: 'Введите PIN-код',
    sync: 'Обмен',
  },
  en: {
    pay: 'Pay',
    lines: { one: '{count} line', other: '{count} lines' },
    owes: '{terminal} owes {count}',
    pin: 'Enter the PIN',
    sync: 'Sync',
  },
  'uz-Cyrl': { sync: 'Синхронлаш' },
});

test('a text is filled and a number takes its plural form', () => {
  expect(wordsOf(bundle, 'uz-Latn')('lines', { count: 1528 })).toBe('1\u00a0528 qator');
  const ru = wordsOf(bundle, 'ru');
  expect([1, 3, 5, 21].map((count) => ru('lines', { count }))).toEqual([
    '1 строка',
    '3 строки',
    '5 строк',
    '21 строка',
  ]);
  expect(wordsOf(bundle, 'en')('lines', { count: 1 })).toBe('1 line');
});

test('Cyrillic is derived: placeholders, values and fixed words keep their script', () => {
  const t = wordsOf(bundle, 'uz-Cyrl');
  expect(t('pay')).toBe('Тўлаш');
  expect(t('owes', { terminal: 'Chilonzor 2', count: 3 })).toBe('Chilonzor 2 3 та сотув қарздор');
  expect(t('pin')).toBe('PIN-кодни киритинг');
  expect(t('sync')).toBe('Синхронлаш');
});

test('the translator of a locale is the same one each time', () => {
  expect(wordsOf(bundle, 'ru')).toBe(wordsOf(bundle, 'ru'));
  expect(wordsOf(bundle, 'ru')).not.toBe(wordsOf(bundle, 'en'));
});

test('keys and parameters are typed', () => {
  const t = wordsOf(bundle, 'en');
  expectTypeOf(t<'pay'>).parameters.toEqualTypeOf<
    ['pay', params?: Record<string, string | number>]
  >();
  expectTypeOf(t<'owes'>).parameters.toEqualTypeOf<
    ['owes', params: { terminal: string | number; count: string | number }]
  >();
});
