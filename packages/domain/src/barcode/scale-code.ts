import { eanCheckDigit, isEanCheckDigitRight } from './ean.ts';

/**
 * How a shop's scales write their labels: digits as they stand, P = item number, W = weight in
 * grams (or V = price in so'm), C = check digit.
 */
export type ScaleTemplate = string;

export const DEFAULT_SCALE_TEMPLATE: ScaleTemplate = '27PPPPPWWWWWC';

export type ScaleReading = { plu: string; grams: number | null; priceSom: number | null };

/** Reads a scale label by a template; null when the code is not such a label. */
export function readScaleCode(template: ScaleTemplate, code: string): ScaleReading | null {
  if (!/^(?=.*P)(?=.*[WV])\d{0,11}[PWV]+C$/u.test(template)) {
    throw new RangeError(`not a scale template: ${template}`);
  }
  if (code.length !== template.length || !isEanCheckDigitRight(code)) return null;
  const fixed = /^\d*/u.exec(template)?.[0] ?? '';
  if (!code.startsWith(fixed)) return null;
  const pick = (letter: string) =>
    Array.from(code)
      .filter((_digit, at) => template[at] === letter)
      .join('');
  const weight = pick('W');
  const price = pick('V');
  return {
    plu: pick('P'),
    grams: weight === '' ? null : Number(weight),
    priceSom: price === '' ? null : Number(price),
  };
}

/** Reads the default label "27 PPPPP WWWWW C"; weight in grams, which are thousandths of a kg. */
export function parseScaleCode(code: string): { plu: string; grams: number } | null {
  const reading = readScaleCode(DEFAULT_SCALE_TEMPLATE, code);
  if (!reading || reading.grams === null) return null;
  return { plu: reading.plu, grams: reading.grams };
}

/** The code under which a weighed item is stored: its label with a weight of zero. */
export function scaleItemCode(plu: string): string {
  if (!/^\d{1,5}$/u.test(plu)) throw new RangeError(`not an item number of a scale: ${plu}`);
  const digits = `27${plu.padStart(5, '0')}00000`;
  return digits + eanCheckDigit(digits);
}
