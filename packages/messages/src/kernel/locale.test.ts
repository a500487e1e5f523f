import { expect, test } from 'vitest';
import { chooseLocale, LOCALE_NAMES, LOCALES, localeOf } from './locale.ts';

test.each([
  [['uz-UZ', 'ru'], 'uz-Latn'],
  [['uz-Cyrl-UZ'], 'uz-Cyrl'],
  [['de-DE', 'ru-RU', 'en'], 'ru'],
  [['en-GB'], 'en'],
  [['zh-CN'], 'uz-Latn'],
  [[], 'uz-Latn'],
] as const)('a browser that wants %j gets %s', (wanted, locale) => {
  expect(chooseLocale(wanted)).toBe(locale);
});

test('only a locale of ours is taken from kept text', () => {
  expect(localeOf('ru')).toBe('ru');
  expect([localeOf('uz'), localeOf(''), localeOf(null), localeOf(undefined)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('every locale has its own name', () => {
  expect(new Set(LOCALES.map((locale) => LOCALE_NAMES[locale])).size).toBe(LOCALES.length);
});
