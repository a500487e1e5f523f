import { formatNumber } from '../format/number.ts';
import { toCyrillic } from '../script/to-cyrillic.ts';
import type { Locale } from './locale.ts';
import { pluralRule } from './plural.ts';

/** Forms keyed by the parameter `count`; Russian needs one, few and many. */
export type PluralForms = { one?: string; few?: string; many?: string; other: string };
/** Text with `{name}` placeholders. */
export type Phrase = string | PluralForms;
type Phrases = Record<string, Phrase>;

/** What people read in one area, in every language. Made by `defineWords` only. */
export type Words<W extends Phrases> = {
  'uz-Latn': W;
  ru: Record<keyof W, Phrase>;
  en: Record<keyof W, Phrase>;
  /** Only what the transliteration gets wrong. */
  'uz-Cyrl'?: Partial<Record<keyof W, Phrase>>;
};

type FormsOf<P> = P extends string ? P : P[keyof P];
type Placeholder<S> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
/** The names of a phrase's placeholders; a plural always needs `count`. */
type NamesOf<P> = Placeholder<FormsOf<P>> | (P extends string ? never : 'count');
export type Params = Record<string, string | number>;
type ParamsOf<P> = [NamesOf<P>] extends [never]
  ? [params?: Params]
  : [params: { [Name in NamesOf<P>]: string | number }];

/** Gives the text of a key; numbers among the parameters are grouped by the locale's rules. */
export type Translate<W extends Phrases> = <K extends keyof W>(
  key: K,
  ...params: ParamsOf<W[K]>
) => string;
/** The translator of a bundle: `TranslateOf<typeof posWords>`. */
export type TranslateOf<B> = B extends Words<infer W> ? Translate<W> : never;

/** States the words of an area. Uzbek in Latin script is the source; its keys bind the others. */
export function defineWords<const W extends Phrases>(words: Words<W>): Words<W> {
  return words;
}

const made = new WeakMap<object, Map<Locale, unknown>>();

/** The translator of an area for a locale. The same one each time, so that React may rely on it. */
export function wordsOf<W extends Phrases>(bundle: Words<W>, locale: Locale): Translate<W> {
  const ofBundle = made.get(bundle) ?? new Map<Locale, unknown>();
  made.set(bundle, ofBundle);
  const known = ofBundle.get(locale);
  if (known) return known as Translate<W>;
  const translate: Translate<W> = (key, ...[params]) =>
    fill(formOf(phraseOf(bundle, key, locale), params ?? {}, locale), params ?? {}, locale);
  ofBundle.set(locale, translate);
  return translate;
}

function phraseOf<W extends Phrases>(bundle: Words<W>, key: keyof W, locale: Locale): Phrase {
  if (locale !== 'uz-Cyrl') return bundle[locale][key] ?? bundle['uz-Latn'][key] ?? String(key);
  const own = bundle['uz-Cyrl']?.[key];
  return own ?? phraseToCyrillic(bundle['uz-Latn'][key] ?? String(key));
}

function phraseToCyrillic(phrase: Phrase): Phrase {
  if (typeof phrase === 'string') return templateToCyrillic(phrase);
  const forms: PluralForms = { other: templateToCyrillic(phrase.other) };
  if (phrase.one !== undefined) forms.one = templateToCyrillic(phrase.one);
  return forms;
}

/** Placeholders keep their names; what stands around them changes script. */
function templateToCyrillic(template: string): string {
  return template.replace(/\{[^}]*\}|[^{]+/g, (part) =>
    part.startsWith('{') ? part : toCyrillic(part),
  );
}

function formOf(phrase: Phrase, params: Params, locale: Locale): string {
  if (typeof phrase === 'string') return phrase;
  const count = typeof params.count === 'number' ? params.count : Number.NaN;
  return phrase[pluralRule(count, locale)] ?? phrase.other;
}

function fill(template: string, params: Params, locale: Locale): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = params[name];
    if (value === undefined) return placeholder;
    return typeof value === 'number' ? formatNumber(value, locale) : value;
  });
}
