import { isSettled, settle } from '../tender/settle.ts';
import type { Tiyin } from '../units.ts';
import { priceSale, RULES_VERSION } from './price-sale.ts';
import { type LimitProblem, limitBroken } from './sale-limits.ts';
import type { Discount, SaleDraft, SaleLine, SaleTotals, Tender } from './sale-types.ts';

/** The arithmetic of a finished sale, ready to be sealed. */
export type SoldSale = {
  rules: number;
  taxIncluded: boolean;
  lines: SaleLine[];
  saleDiscount: Discount | null;
  totals: SaleTotals;
  tenders: Tender[];
  cashRounding: Tiyin;
  changeGiven: Tiyin;
};

export type CompletionProblem = LimitProblem | 'no-lines' | 'no-quantity' | 'missing' | 'overpaid';

/**
 * Freezes a cart into the sale that is printed and queued. Prices come from the draft, never from
 * the catalogue again: the buyer has been told the amount. Tenders of 0 are left out, but for the cash that rounds
 * a total away.
 */
export function completeSale(
  draft: SaleDraft,
  tenders: readonly Tender[],
  cashStep: Tiyin,
): { ok: true; sale: SoldSale } | { ok: false; problem: CompletionProblem } {
  if (draft.lines.length === 0) return { ok: false, problem: 'no-lines' };
  if (draft.lines.some((line) => line.quantity <= 0)) return { ok: false, problem: 'no-quantity' };
  const priced = priceSale(draft);
  const limit = limitBroken(draft, priced, tenders);
  if (limit) return { ok: false, problem: limit };

  const settlement = settle(priced.totals.gross, tenders, cashStep);
  if (!isSettled(settlement)) {
    return { ok: false, problem: settlement.missing > 0 ? 'missing' : 'overpaid' };
  }
  const { cashRounding, changeGiven } = settlement;
  return {
    ok: true,
    sale: {
      rules: RULES_VERSION,
      taxIncluded: draft.taxIncluded,
      ...priced,
      saleDiscount: draft.discount,
      tenders: tenders.filter(
        (tender) => tender.amount !== 0 || (tender.kind === 'cash' && cashRounding !== 0),
      ),
      cashRounding,
      changeGiven,
    },
  };
}
