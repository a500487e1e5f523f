/** The languages of the product. uz-Cyrl is derived from uz-Latn (docs/decisions/0004). */
export const LOCALES = ['uz-Latn', 'uz-Cyrl', 'ru', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'uz-Latn';

/** Each language by its own name, for the language switch. */
export const LOCALE_NAMES: Record<Locale, string> = {
  'uz-Latn': 'Oʻzbekcha',
  'uz-Cyrl': 'Ўзбекча',
  ru: 'Русский',
  en: 'English',
};

/** The locale a kept or sent text names, or null. */
export function localeOf(text: string | null | undefined): Locale | null {
  return LOCALES.find((locale) => locale === text) ?? null;
}

/** The best of our locales for a browser's wishes (`navigator.languages`), most wanted first. */
export function chooseLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const known = localeOf(tag);
    if (known) return known;
    const [language, second] = tag.toLowerCase().split('-');
    if (language === 'uz') return second === 'cyrl' ? 'uz-Cyrl' : 'uz-Latn';
    if (language === 'ru' || language === 'en') return language;
  }
  return DEFAULT_LOCALE;
}
