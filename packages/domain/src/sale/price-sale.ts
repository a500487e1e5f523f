import { allocate } from '../money/allocate.ts';
import { assertTiyin, mulDiv } from '../money/mul-div.ts';
import type { BasisPoints, Tiyin } from '../units.ts';
import { ONE } from '../units.ts';
import type {
  AppliedDiscount,
  Discount,
  DraftLine,
  PricedSale,
  SaleDraft,
  SaleLine,
  SaleTotals,
} from './sale-types.ts';

/** Version of the arithmetic in this package; a sale names the one that computed it. */
export const RULES_VERSION = 1;

const WHOLE: BasisPoints = 10_000;

/**
 * Prices a cart by the one rounding policy (POLICY.md): each line's price × quantity, its own
 * discounts, its part of the sale's discount, then its tax, each rounded once.
 * Throws RangeError on figures that are not whole or out of any range.
 */
export function priceSale(draft: SaleDraft): PricedSale {
  const bases = draft.lines.map(lineBase);
  const own = draft.lines.map((line, at) => applyInTurn(line.discounts, bases[at] as Tiyin));
  const afterOwn = bases.map((base, at) => base - sumOf(own[at] as AppliedDiscount[]));
  const parts = saleDiscountParts(draft.discount, afterOwn);

  const lines = draft.lines.map((line, at) => {
    const applied = [...(own[at] as AppliedDiscount[])];
    const part = parts[at] as Tiyin;
    if (draft.discount && part > 0) {
      applied.push({ ...draft.discount, scope: 'sale', amount: part });
    }
    return priceLine(line, bases[at] as Tiyin, applied, draft.taxIncluded);
  });
  return { lines, totals: sumTotals(lines) };
}

/** Price × quantity before any discount, rounded once. */
export function lineBase(line: Pick<DraftLine, 'price' | 'quantity'>): Tiyin {
  assertTiyin(line.price, 'price');
  if (line.price < 0 || line.quantity < 0) throw new RangeError('a line sells, it never gives');
  return mulDiv(line.price, line.quantity, ONE);
}

/** What a discount comes to on an amount; never more than the amount, never below zero. */
export function discountAmount(discount: Discount, on: Tiyin): Tiyin {
  assertTiyin(discount.value, 'discount');
  const asked = discount.kind === 'percent' ? mulDiv(on, discount.value, WHOLE) : discount.value;
  return Math.min(Math.max(asked, 0), on);
}

/** Tax inside an amount (included) or on it (on top), at a rate in basis points. */
export function taxOf(amount: Tiyin, rateBp: BasisPoints, included: boolean): Tiyin {
  return included ? mulDiv(amount, rateBp, WHOLE + rateBp) : mulDiv(amount, rateBp, WHOLE);
}

function applyInTurn(discounts: readonly Discount[], base: Tiyin): AppliedDiscount[] {
  let left = base;
  return discounts.map((discount) => {
    const amount = discountAmount(discount, left);
    left -= amount;
    return { ...discount, scope: 'line', amount };
  });
}

function saleDiscountParts(discount: Discount | null, afterOwn: readonly Tiyin[]): Tiyin[] {
  if (!discount || afterOwn.length === 0) return afterOwn.map(() => 0);
  const whole = afterOwn.reduce((sum, amount) => sum + amount, 0);
  return allocate(discountAmount(discount, whole), afterOwn);
}

function priceLine(
  line: DraftLine,
  base: Tiyin,
  discounts: AppliedDiscount[],
  taxIncluded: boolean,
): SaleLine {
  const { lineId: _ofTheCart, ...sold } = line;
  const discount = sumOf(discounts);
  const paid = base - discount;
  const tax = taxOf(paid, line.taxRateBp, taxIncluded);
  const gross = taxIncluded ? paid : paid + tax;
  return { ...sold, discounts, discount, net: gross - tax, tax, gross };
}

/** Sums the figures of lines; cash rounding is no part of them. */
export function sumTotals(lines: readonly SaleTotals[]): SaleTotals {
  const totals: SaleTotals = { gross: 0, discount: 0, net: 0, tax: 0 };
  for (const line of lines) {
    totals.gross += line.gross;
    totals.discount += line.discount;
    totals.net += line.net;
    totals.tax += line.tax;
  }
  assertTiyin(totals.gross, 'total');
  return totals;
}

function sumOf(discounts: readonly AppliedDiscount[]): Tiyin {
  return discounts.reduce((sum, discount) => sum + discount.amount, 0);
}
