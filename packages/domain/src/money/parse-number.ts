import type { Thousandths, Tiyin } from '../units.ts';

export type NumberProblem = 'empty' | 'not-a-number' | 'negative' | 'too-precise' | 'too-large';

/** Larger amounts than 100 billion so'm and 1 million kilograms are typing mistakes. */
export const MONEY_MAX: Tiyin = 10_000_000_000_000;
export const QUANTITY_MAX: Thousandths = 1_000_000_000;

type Parsed = { ok: true; value: number } | { ok: false; problem: NumberProblem };

/** Letters of so'm in the scripts that price lists use; the unit carries no information here. */
const MONEY_UNIT = /(so['ʻʼ‘’`´]?m|sum|сўм|сум|uzs)\.?$/iu;
const GROUP_SPACE = /(?<=\d)[\s\u00a0\u2009\u202f'’](?=\d{3}(?!\d))/gu;

/**
 * Reads an amount as people type it and files hold it: "12 500", "12500,50", "12 500.00",
 * "1,250,000", "12 500 soʻm". A lone separator before exactly three digits groups thousands.
 */
export function parseMoney(
  text: string,
): { ok: true; tiyin: Tiyin } | { ok: false; problem: NumberProblem } {
  const bare = text.trim().replace(MONEY_UNIT, '').trim();
  const parsed = parseScaled(withoutGroups(bare), 2, MONEY_MAX);
  return parsed.ok ? { ok: true, tiyin: parsed.value } : parsed;
}

/** Reads a quantity: "2", "0,735", "1.5", "1 250"; up to three decimals, point or comma. */
export function parseQuantity(
  text: string,
): { ok: true; quantity: Thousandths } | { ok: false; problem: NumberProblem } {
  const parsed = parseScaled(text.trim().replace(GROUP_SPACE, ''), 3, QUANTITY_MAX);
  return parsed.ok ? { ok: true, quantity: parsed.value } : parsed;
}

/** Drops the marks between thousands and leaves at most one decimal mark. */
function withoutGroups(text: string): string {
  const spaced = text.replace(GROUP_SPACE, '');
  const bothMarks = spaced.includes(',') && spaced.includes('.');
  if (bothMarks) {
    const group = spaced.lastIndexOf(',') > spaced.lastIndexOf('.') ? '.' : ',';
    const grouped = new RegExp(`^[-−]?\\d{1,3}([${group}]\\d{3})+[.,]\\d*$`, 'u');
    return grouped.test(spaced) ? spaced.replaceAll(group, '') : spaced;
  }
  return /^[-−]?(?!0)\d{1,3}([.,])\d{3}(\1\d{3})*$/u.test(spaced)
    ? spaced.replace(/[.,]/gu, '')
    : spaced;
}

function parseScaled(text: string, decimals: number, max: number): Parsed {
  if (text === '') return { ok: false, problem: 'empty' };
  const parts = /^([-−]?)(\d*)(?:[.,](\d*))?$/u.exec(text);
  const digits = parts ? `${parts[2]}${parts[3] ?? ''}` : '';
  if (!parts || digits === '') return { ok: false, problem: 'not-a-number' };
  const fraction = (parts[3] ?? '').replace(/0+$/u, '');
  if (fraction.length > decimals) return { ok: false, problem: 'too-precise' };
  const value = Number(`${parts[2]}${fraction.padEnd(decimals, '0')}`);
  if (value > max) return { ok: false, problem: 'too-large' };
  if (parts[1] !== '' && value !== 0) return { ok: false, problem: 'negative' };
  return { ok: true, value };
}
