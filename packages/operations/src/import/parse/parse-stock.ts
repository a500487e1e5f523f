import type { Thousandths } from '@oson/domain';
import type { Cell } from '../read/sheet.ts';
import { readDecimal } from './decimal-text.ts';
import { unitCodeOf } from './parse-unit.ts';

export type ParsedStock =
  | { is: 'none' }
  | { is: 'amount'; quantity: Thousandths; unit: string | null; approximate: boolean }
  | { is: 'unreadable' };

const NOTHING = /^[-–—]*$/;
const NONE_LEFT = /^(yo[ʻʼ‘’'`]?q|yok|йўқ|йук|нет|нету|tugagan|тугаган|no)$/;
const ABOUT = /^(~|≈|около|примерно|taxminan|тахминан)\s*|\s*(atrofida|атрофида|\+)$/;
const QUANTITY_MAX = 1e9;

/**
 * Reads a stock cell: "10 ta", "3,5 kg", "yo'q", "~20". A word that is neither pieces nor the row's
 * own unit ("3 blok") leaves the stock empty: how many are in a block is not known.
 */
export function parseStock(cell: Cell, rowUnit: string | null): ParsedStock {
  if (cell === null) return { is: 'none' };
  if (typeof cell === 'number') return amount(cell, null, false);
  const text = cell.normalize('NFKC').toLowerCase().trim();
  if (NOTHING.test(text)) return { is: 'none' };
  if (NONE_LEFT.test(text)) return amount(0, null, false);
  const bare = text.replace(ABOUT, '').trim();
  const match = /^([-−–]?\s*\d[\d\s.,]*)\s*(\p{L}*)\.?$/u.exec(bare);
  const figure = match ? readDecimal(match[1] ?? '', false) : null;
  if (!match || !figure) return { is: 'unreadable' };
  const unit = match[2] ? unitCodeOf(match[2]) : null;
  const known = !match[2] || unit === 'dona' || unit === 'kg' || unit === 'l' || unit === 'm';
  if (!known && !(unit === 'g' && rowUnit !== 'g') && unit !== rowUnit) return { is: 'unreadable' };
  const signed = figure.negative ? -figure.value : figure.value;
  const grams = unit === 'g' && rowUnit !== 'g';
  return amount(grams ? signed / 1000 : signed, grams ? 'kg' : unit, bare !== text);
}

function amount(value: number, unit: string | null, approximate: boolean): ParsedStock {
  if (!Number.isFinite(value) || Math.abs(value) > QUANTITY_MAX) return { is: 'unreadable' };
  return { is: 'amount', quantity: Math.round(value * 1000), unit, approximate };
}
