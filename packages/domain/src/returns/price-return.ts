import { lineBase, taxOf } from '../sale/price-sale.ts';
import { SALE_LIMITS } from '../sale/sale-limits.ts';
import { cashRoundingOf } from '../tender/settle.ts';
import type { BasisPoints, Thousandths, Tiyin } from '../units.ts';
import {
  partOfLine,
  type ReturnableLine,
  type ReturnedPart,
  returnable,
  type SoldLine,
} from './returnable.ts';

/** A line of a return; fits the operation's body. */
export type PricedReturnLine = {
  skuId: string;
  name: string;
  unit: string;
  saleLine: number | null;
  quantity: Thousandths;
  gross: Tiyin;
  tax: Tiyin;
};

/** A return with its sums; `refund` is before cash rounding. */
export type PricedReturn = { lines: PricedReturnLine[]; refund: Tiyin; tax: Tiyin };

export type ReturnProblem = 'nothing-picked' | 'unknown-line' | 'more-than-sold' | 'too-many-lines';

export type ReturnResult =
  | { ok: true; priced: PricedReturn }
  | { ok: false; problem: ReturnProblem; at: number | null };

/** Prices a return against its sale, `at` of a problem is the place in `picks`. */
export function priceReturn(input: {
  saleLines: readonly SoldLine[];
  returned: readonly ReturnedPart[];
  picks: readonly { saleLine: number; quantity: Thousandths }[];
}): ReturnResult {
  const left = returnable(input.saleLines, input.returned);
  const lines: PricedReturnLine[] = [];
  for (const [at, { saleLine, quantity }] of input.picks.entries()) {
    const sold = input.saleLines[saleLine];
    const rest = left[saleLine];
    if (!sold || !rest) return { ok: false, problem: 'unknown-line', at };
    if (quantity <= 0) continue;
    if (quantity > rest.quantity) return { ok: false, problem: 'more-than-sold', at };
    const part = partOfLine(rest, quantity);
    take(rest, quantity, part);
    const { skuId, name, unit } = sold;
    lines.push({ skuId, name, unit, saleLine, quantity, ...part });
  }
  return summed(lines);
}

/**
 * Prices a return whose sale is not at hand (another terminal's receipt, offline): goods picked by
 * the cashier, together not above the total printed on the receipt. Whether the person may do it
 * is a question of ceilings.
 */
export function priceOpenReturn(input: {
  printedTotal: Tiyin;
  taxIncluded: boolean;
  picks: readonly {
    skuId: string;
    name: string;
    unit: string;
    quantity: Thousandths;
    price: Tiyin;
    taxRateBp: BasisPoints;
  }[];
}): ReturnResult {
  const lines = input.picks
    .filter(({ quantity }) => quantity > 0)
    .map(({ skuId, name, unit, quantity, price, taxRateBp }) => {
      const base = lineBase({ price, quantity });
      const tax = taxOf(base, taxRateBp, input.taxIncluded);
      const gross = input.taxIncluded ? base : base + tax;
      return { skuId, name, unit, saleLine: null, quantity, gross, tax };
    });
  const result = summed(lines);
  if (!result.ok || result.priced.refund <= input.printedTotal) return result;
  return { ok: false, problem: 'more-than-sold', at: null };
}

/** What is handed out for a refund in cash: rounded as a sale in cash is, and never below zero. */
export function cashRefund(
  refund: Tiyin,
  cashStep: Tiyin,
): { paidOut: Tiyin; cashRounding: Tiyin } {
  const cashRounding = cashRoundingOf(refund, cashStep);
  return { paidOut: refund + cashRounding, cashRounding };
}

function take(rest: ReturnableLine, quantity: Thousandths, part: { gross: Tiyin; tax: Tiyin }) {
  rest.quantity -= quantity;
  rest.gross -= part.gross;
  rest.tax -= part.tax;
}

function summed(lines: PricedReturnLine[]): ReturnResult {
  if (lines.length === 0) return { ok: false, problem: 'nothing-picked', at: null };
  if (lines.length > SALE_LIMITS.lines) return { ok: false, problem: 'too-many-lines', at: null };
  const refund = lines.reduce((sum, line) => sum + line.gross, 0);
  const tax = lines.reduce((sum, line) => sum + line.tax, 0);
  return { ok: true, priced: { lines, refund, tax } };
}
