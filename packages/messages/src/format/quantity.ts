import type { Locale } from '../kernel/locale.ts';
import { toCyrillic } from '../script/to-cyrillic.ts';
import { formatScaled, NBSP } from './number.ts';

/** Short names of the units goods are counted in; the key is what is stored. */
const UNITS: Record<string, { uz: string; ru: string; en: string }> = {
  dona: { uz: 'dona', ru: 'шт.', en: 'pcs' },
  kg: { uz: 'kg', ru: 'кг', en: 'kg' },
  g: { uz: 'g', ru: 'г', en: 'g' },
  l: { uz: 'l', ru: 'л', en: 'l' },
  ml: { uz: 'ml', ru: 'мл', en: 'ml' },
  m: { uz: 'm', ru: 'м', en: 'm' },
  m2: { uz: 'm²', ru: 'м²', en: 'm²' },
  quti: { uz: 'quti', ru: 'кор.', en: 'box' },
  paket: { uz: 'paket', ru: 'пак.', en: 'pack' },
  blok: { uz: 'blok', ru: 'блок', en: 'block' },
  juft: { uz: 'juft', ru: 'пара', en: 'pair' },
  toplam: { uz: 'toʻplam', ru: 'набор', en: 'set' },
};

/** The units a shop may choose from, in the order they are offered. */
export const UNIT_CODES: readonly string[] = Object.keys(UNITS);

/** A unit as people write it; one we do not know is shown as it was typed. */
export function unitName(unit: string, locale: Locale): string {
  const known = UNITS[unit.toLowerCase()];
  if (locale === 'uz-Cyrl') return toCyrillic(known?.uz ?? unit);
  if (!known) return unit;
  return locale === 'uz-Latn' ? known.uz : known[locale];
}

/** Whole thousandths as text: (2340, 'kg') -> "2,34 kg"; a null unit leaves the bare figure. */
export function formatQuantity(thousandths: number, unit: string | null, locale: Locale): string {
  const figure = formatScaled(thousandths, 1000, 0, locale);
  return unit === null ? figure : figure + NBSP + unitName(unit, locale);
}

/** A name in which a number and its unit stay on one line: "500 g", "0,9 л", "20 %". */
export function keepUnits(name: string): string {
  return name.replace(/(\d) (?=[\p{L}%]{1,4}(?:[\s,]|$))/gu, `$1${NBSP}`);
}
