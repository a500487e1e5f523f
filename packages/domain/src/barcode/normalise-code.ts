import { isEanCheckDigitRight, upcToEan13 } from './ean.ts';

/** AIM identifiers that scanners may put before a code: `]E0`, `]C1`, `]d2` … */
const AIM_PREFIX = /^\][A-Za-z]\d/u;

/**
 * The one form in which codes are stored and looked up, whatever typed, scanned or exported them:
 * no control characters or spaces, capital letters, UPC-A and a 0-padded GTIN-14 as EAN-13.
 * Empty when nothing is left.
 */
export function normaliseCode(text: string): string {
  const bare = text
    .normalize('NFKC')
    .replace(AIM_PREFIX, '')
    .replace(/[\p{Cc}\p{Cf}\s]/gu, '')
    .toUpperCase();
  const digits = bare.replaceAll('-', '');
  if (!/^\d+$/u.test(digits)) return bare;
  if (/^0\d{13}$/u.test(digits) && isEanCheckDigitRight(digits)) return digits.slice(1);
  return digits.length >= 8 ? upcToEan13(digits) : bare;
}
