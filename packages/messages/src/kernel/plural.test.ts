import { expect, test } from 'vitest';
import { pluralRule } from './plural.ts';

test.each([
  [0, 'many'],
  [1, 'one'],
  [2, 'few'],
  [4, 'few'],
  [5, 'many'],
  [11, 'many'],
  [12, 'many'],
  [14, 'many'],
  [21, 'one'],
  [22, 'few'],
  [25, 'many'],
  [100, 'many'],
  [101, 'one'],
  [111, 'many'],
  [112, 'many'],
  [1002, 'few'],
  [-3, 'few'],
  [1.5, 'other'],
] as const)('in Russian %d takes the form %s', (count, rule) => {
  expect(pluralRule(count, 'ru')).toBe(rule);
});

test('Uzbek and English tell one from the rest', () => {
  for (const locale of ['uz-Latn', 'uz-Cyrl', 'en'] as const) {
    expect([0, 1, 2, 21, 1.5].map((count) => pluralRule(count, locale))).toEqual([
      'other',
      'one',
      'other',
      'other',
      'other',
    ]);
  }
});
