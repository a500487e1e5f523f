/**
 * An Uzbek phone as E.164 (+998 and nine digits), from what people type: nine digits, 8…, spaces,
 * brackets, dashes. Operator codes are not judged: new ones come. Null when it is none.
 */
export function normalisePhone(text: string): string | null {
  if (!/^\+?[\d\s().\u00a0\u2010-\u2015-]+$/u.test(text.trim())) return null;
  const digits = text.replace(/\D/gu, '');
  const national = /^(?:00998|998|8)?(\d{9})$/u.exec(digits)?.[1];
  if (!national || national.startsWith('0')) return null;
  if (text.trim().startsWith('+') && !digits.startsWith('998')) return null;
  return `+998${national}`;
}

/** A code of the national goods catalogue (MXIK): exactly 17 digits, a text with leading zeros. */
export function isMxik(text: string): boolean {
  return /^\d{17}$/u.test(text);
}
