import type { Locale } from '../kernel/locale.ts';

/** No font of ours draws U+202F, so groups and units are joined by the no-break space. */
export const NBSP = '\u00a0';
/** A real minus; a hyphen is too short beside figures. */
export const MINUS = '\u2212';

/** Decimal mark of a language. */
export function decimalMark(locale: Locale): string {
  return locale === 'en' ? '.' : ',';
}

/** Groups of three from the right: "1250000" -> "1 250 000". */
export function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, NBSP);
}

/**
 * Writes units of 1/scale exactly, without floating point: (12345, 100) -> "123,45".
 * @param scale a power of ten; decimals beyond `keep` that are zero are dropped.
 */
export function formatScaled(units: number, scale: number, keep: number, locale: Locale): string {
  const whole = Math.trunc(Math.abs(units) / scale);
  const places = String(scale).length - 1;
  let rest = places === 0 ? '' : String(Math.abs(units) % scale).padStart(places, '0');
  while (rest.length > keep && rest.endsWith('0')) rest = rest.slice(0, -1);
  const sign = units < 0 ? MINUS : '';
  return sign + groupDigits(String(whole)) + (rest ? decimalMark(locale) + rest : '');
}

/** A plain number: groups of three, at most `decimals` places (3 unless told), no trailing zero. */
export function formatNumber(value: number, locale: Locale, decimals = 3): string {
  if (!Number.isFinite(value)) return '–';
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole = '0', rest = ''] = fixed.split('.');
  const kept = rest.replace(/0+$/, '');
  const isZero = Number(fixed) === 0;
  const sign = value < 0 && !isZero ? MINUS : '';
  return sign + groupDigits(whole) + (kept ? decimalMark(locale) + kept : '');
}

/** Basis points as percent: 1250 -> "12,5 %" (English: "12.5%"). */
export function formatPercent(basisPoints: number, locale: Locale): string {
  return formatScaled(basisPoints, 100, 0, locale) + (locale === 'en' ? '%' : `${NBSP}%`);
}
