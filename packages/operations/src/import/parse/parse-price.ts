import type { Tiyin } from '@oson/domain';
import type { Cell } from '../read/sheet.ts';
import { type DecimalText, readDecimal } from './decimal-text.ts';

export type ForeignCurrency = 'USD' | 'EUR' | 'RUB';
export type ParsedPrice =
  | { is: 'none' }
  /** Typed at the sale. */
  | { is: 'open' }
  | { is: 'amount'; tiyin: Tiyin }
  /** Means thousands to its writer, probably: never guessed, only suggested. */
  | { is: 'ambiguous'; suggestion: Tiyin }
  /** In hundredths of the foreign unit. */
  | { is: 'foreign'; currency: ForeignCurrency; minor: number }
  | { is: 'unreadable' };

const OPEN = /^(variable|open|erkin|ochiq( narx)?|свободная|переменная|очик)$/;
const NOTHING = /^[-–—.]*$/;
const SOM = /(so[ʻʼ‘’'`]?m|сум|сўм|sum|uzs)\.?\s*$/;
const THOUSANDS = /(ming|минг|тыс\.?|k|к)\s*$/;
const FOREIGN: readonly (readonly [ForeignCurrency, RegExp])[] = [
  ['USD', /\$|usd|у\.?\s?е\.?$|y\.?\s?e\.?$|dollar|доллар|долл/],
  ['EUR', /€|eur|евро/],
  ['RUB', /₽|руб|rub/],
];
/** No sales price is below the smallest coin. */
const SMALLEST_PRICE = 50;
const LARGEST_PRICE = 1e11;

/** Reads a price or cost cell in any spelling that shops use. Amounts are so'm; nothing is guessed. */
export function parsePrice(cell: Cell): ParsedPrice {
  if (cell === null) return { is: 'none' };
  if (typeof cell === 'number') {
    const rounded = Math.round(Math.abs(cell) * 100) / 100;
    const decimals = String(rounded).split('.')[1]?.length ?? 0;
    return fromDecimal({ value: rounded, decimals, negative: cell < 0 }, false);
  }
  const text = cell.normalize('NFKC').toLowerCase().trim();
  if (NOTHING.test(text)) return { is: 'none' };
  if (OPEN.test(text)) return { is: 'open' };
  for (const [currency, sign] of FOREIGN) {
    if (!sign.test(text)) continue;
    const figure = readDecimal(text.replace(/[^\d.,\s-]/g, '').replace(/[.,\s]+$/, ''), false);
    if (!figure || figure.negative) return { is: 'unreadable' };
    return { is: 'foreign', currency, minor: Math.round(figure.value * 100) };
  }
  const bare = text.replace(SOM, '').trim();
  const thousands = THOUSANDS.test(bare);
  const figure = readDecimal(bare.replace(THOUSANDS, ''), true);
  return figure ? fromDecimal(figure, thousands) : { is: 'unreadable' };
}

function fromDecimal(figure: DecimalText, thousands: boolean): ParsedPrice {
  const { value, decimals, negative } = figure;
  if (negative || value > LARGEST_PRICE) return { is: 'unreadable' };
  if (value === 0) return { is: 'amount', tiyin: 0 };
  const oneDecimal = decimals === 1 && value < 1000;
  if (thousands || oneDecimal || value < SMALLEST_PRICE || (decimals > 0 && value < 100)) {
    return { is: 'ambiguous', suggestion: Math.round(value * 1000) * 100 };
  }
  return { is: 'amount', tiyin: Math.round(value * 100) };
}
