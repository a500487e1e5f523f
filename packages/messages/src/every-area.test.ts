import { expect, test } from 'vitest';
import { LOCALES } from './kernel/locale.ts';
import type { Phrase, Words } from './kernel/words.ts';

declare global {
  interface ImportMeta {
    /** Vite's: the modules of all areas, also of those that do not exist yet. */
    glob: <T>(pattern: string, options: { eager: true }) => Record<string, T>;
  }
}

type Bundle = Words<Record<string, Phrase>>;
type Entry = { where: string; locale: string; phrase: Phrase; source: Phrase };

const areas = import.meta.glob<Record<string, unknown>>('./*/index.ts', { eager: true });

const isBundle = (value: unknown): value is Bundle =>
  typeof value === 'object' && value !== null && 'uz-Latn' in value && 'ru' in value;

const entries: Entry[] = Object.entries(areas).flatMap(([file, door]) =>
  Object.values(door)
    .filter(isBundle)
    .flatMap((bundle) =>
      LOCALES.flatMap((locale) =>
        Object.entries(bundle[locale] ?? {}).map(([key, phrase]) => ({
          where: `${file} ${key} ${locale}`,
          locale,
          phrase: phrase ?? '',
          source: bundle['uz-Latn'][key] ?? '',
        })),
      ),
    ),
);

const formsOf = (phrase: Phrase) => (typeof phrase === 'string' ? [phrase] : Object.values(phrase));
const placeholders = (phrase: Phrase) =>
  [...new Set(formsOf(phrase).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort().join();
const failing = (check: (entry: Entry) => boolean) =>
  entries.filter((entry) => !check(entry)).map((entry) => entry.where);

test('the areas are found', () => {
  expect(entries.length).toBeGreaterThan(80);
});

test('no text is empty', () => {
  expect(failing(({ phrase }) => formsOf(phrase).every((form) => form.trim() !== ''))).toEqual([]);
});

test('a translation fills the same placeholders as its source', () => {
  expect(failing(({ phrase, source }) => placeholders(phrase) === placeholders(source))).toEqual(
    [],
  );
});

test('a Russian plural has one, few and many; an English one has one', () => {
  const wanted = { ru: ['one', 'few', 'many'], en: ['one'] } as const;
  expect(
    failing(({ locale, phrase }) => {
      if (typeof phrase === 'string' || (locale !== 'ru' && locale !== 'en')) return true;
      return wanted[locale].every((form) => phrase[form] !== undefined);
    }),
  ).toEqual([]);
});

test('Uzbek marks are U+02BB in oʻ and gʻ and U+02BC elsewhere', () => {
  const wrong = /[A-Za-z]['`\u2018\u2019\u00b4]|(?<![oOgG])\u02bb/;
  expect(
    failing(
      ({ locale, phrase }) =>
        locale !== 'uz-Latn' || !formsOf(phrase).some((form) => wrong.test(form)),
    ),
  ).toEqual([]);
});

test('no Latin letter hides in a Cyrillic word, and none the other way', () => {
  const mixed = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;
  expect(
    failing(({ phrase }) =>
      formsOf(phrase).every((form) => !mixed.test(form.replace(/\{\w+\}/g, ' '))),
    ),
  ).toEqual([]);
});
