import type { Locale } from '../kernel/locale.ts';
import { formatScaled, NBSP } from './number.ts';

const SOUM: Record<Locale, string> = {
  'uz-Latn': 'soʻm',
  'uz-Cyrl': 'сўм',
  ru: 'сум',
  en: 'soʻm',
};

/** The word for a currency: so'm by name, every other by its code. */
export function currencyName(currency: string, locale: Locale): string {
  return currency === 'UZS' ? SOUM[locale] : currency;
}

export type MoneyOptions = {
  /** Say the currency after the figure; on unless told. A column says it once, in its head. */
  unit?: boolean;
  /** `auto`: hundredths only when there are any. `always`: both places, for documents. */
  tiyin?: 'auto' | 'always';
  /** ISO code, UZS unless told. */
  currency?: string;
};

/** Whole tiyin as text: 1250000 -> "12 500 soʻm", with no-break spaces and a real minus. */
export function formatMoney(tiyin: number, locale: Locale, options: MoneyOptions = {}): string {
  const always = options.tiyin === 'always' || tiyin % 100 !== 0;
  const figure = formatScaled(tiyin, 100, always ? 2 : 0, locale);
  if (options.unit === false) return figure;
  return figure + NBSP + currencyName(options.currency ?? 'UZS', locale);
}
