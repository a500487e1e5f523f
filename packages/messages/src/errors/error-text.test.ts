import { ERROR_CODES } from '@oson/contract';
import { expect, test } from 'vitest';
import { LOCALES } from '../kernel/locale.ts';
import { errorText } from './error-text.ts';
import { errorWords } from './error-words.ts';

test('every code of the registry has its text in every language', () => {
  const missing = ERROR_CODES.flatMap((code) =>
    (['uz-Latn', 'ru', 'en'] as const)
      .filter((locale) => !errorWords[locale][code])
      .map((locale) => `${code} ${locale}`),
  );
  expect(missing).toEqual([]);
});

test('every text belongs to a code of the registry', () => {
  const codes = new Set<string>(ERROR_CODES);
  expect(
    Object.keys(errorWords['uz-Latn']).filter((key) => !codes.has(key.replace('.named', ''))),
  ).toEqual([]);
});

test('a named thing is said, and a missing name leaves no hole', () => {
  expect(errorText('BARCODE_TAKEN', { barcode: '4780001' }, 'uz-Latn')).toContain('4780001');
  for (const locale of LOCALES) {
    for (const code of ERROR_CODES) expect(errorText(code, {}, locale)).not.toMatch(/[{}]/);
  }
});

test('an unknown code reads as the unexpected one', () => {
  expect(errorText('NEW_CODE', null, 'ru')).toBe(errorText('UNEXPECTED', null, 'ru'));
  expect(errorText('toString', null, 'ru')).toBe(errorText('UNEXPECTED', null, 'ru'));
});
