/** The check digit of an EAN's digits without it (7, 11, 12 or 13 of them). */
export function eanCheckDigit(digits: string): number {
  if (!/^\d+$/u.test(digits)) throw new RangeError('a check digit is computed from digits');
  const sum = Array.from(digits)
    .toReversed()
    .reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether a code is an EAN-8, UPC-A, EAN-13 or GTIN-14 with its right check digit. */
export function isEanCheckDigitRight(code: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/u.test(code)) return false;
  return eanCheckDigit(code.slice(0, -1)) === Number(code.at(-1));
}

/** A UPC-A (12 digits) as the EAN-13 that it is; anything else stays as it is. */
export function upcToEan13(code: string): string {
  return /^\d{12}$/u.test(code) && isEanCheckDigitRight(code) ? `0${code}` : code;
}

const INTERNAL_PREFIX = '20';
export const INTERNAL_CODES_MAX = 9_999_999_999;

/** A shop's own EAN-13 for goods without one, from a running number that is never reused. */
export function internalEan13(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number > INTERNAL_CODES_MAX) {
    throw new RangeError(`no internal code for ${number}`);
  }
  const digits = INTERNAL_PREFIX + String(number).padStart(10, '0');
  return digits + eanCheckDigit(digits);
}
