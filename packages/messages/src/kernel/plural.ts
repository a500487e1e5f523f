import type { Locale } from './locale.ts';

export type PluralRule = 'one' | 'few' | 'many' | 'other';

/** Which form of a phrase a number takes. Numbers with a fraction are `other`. */
export function pluralRule(count: number, locale: Locale): PluralRule {
  const whole = Math.abs(count);
  if (!Number.isInteger(whole)) return 'other';
  if (locale !== 'ru') return whole === 1 ? 'one' : 'other';
  const lastTwo = whole % 100;
  if (lastTwo >= 11 && lastTwo <= 14) return 'many';
  const last = whole % 10;
  if (last === 1) return 'one';
  return last >= 2 && last <= 4 ? 'few' : 'many';
}
