import type { Tiyin } from '../units.ts';
import { priceSale, RULES_VERSION } from './price-sale.ts';
import type { Discount, SaleLine, SaleTotals, Tender } from './sale-types.ts';

/** A figure that a sale states, and what the arithmetic makes of it. */
export type Difference = { field: string; sent: number; stands: number };

export type StatedSale = {
  lines: readonly SaleLine[];
  saleDiscount: Discount | null;
  taxIncluded: boolean;
  totals: SaleTotals;
  tenders: readonly Pick<Tender, 'kind' | 'amount'>[];
  cashRounding: Tiyin;
  changeGiven: Tiyin;
  rules: number;
};

const LINE_FIELDS = ['discount', 'net', 'tax', 'gross'] as const;
const TOTAL_FIELDS = ['gross', 'discount', 'net', 'tax'] as const;
/** No store rounds cash to more than 1 000 so'm, so rounding moves a total by at most half of it. */
const CASH_ROUNDING_MAX: Tiyin = 50_000;

/**
 * Computes a stated sale again from its quantities, prices and discounts under the rules version
 * that it names, and lists each figure that differs: empty when the arithmetic holds. Figures that
 * cannot be computed with (not whole, out of range) are a difference too, never an exception.
 */
export function checkSaleArithmetic(sale: StatedSale): Difference[] {
  if (sale.rules !== RULES_VERSION) {
    return [{ field: 'rules', sent: sale.rules, stands: RULES_VERSION }];
  }
  const unusable = unusableFigures(sale);
  if (unusable.length > 0) return unusable;
  const again = repriced(sale);
  if (!again) return [{ field: 'totals.gross', sent: sale.totals.gross, stands: 0 }];

  const differences = sale.lines.flatMap((line, at) =>
    LINE_FIELDS.map((field) => ({
      field: `lines.${at}.${field}`,
      sent: line[field],
      stands: (again.lines[at] as SaleLine)[field],
    })),
  );
  for (const field of TOTAL_FIELDS) {
    const [sent, stands] = [sale.totals[field], again.totals[field]];
    differences.push({ field: `totals.${field}`, sent, stands });
  }
  differences.push(...settlementFigures(sale, again.totals.gross));
  return differences.filter(({ sent, stands }) => sent !== stands);
}

function repriced(sale: StatedSale) {
  const lines = sale.lines.map(({ discounts, ...line }, at) => ({
    ...line,
    lineId: String(at),
    discounts: discounts.filter(({ scope }) => scope === 'line'),
  }));
  try {
    return priceSale({ lines, discount: sale.saleDiscount, taxIncluded: sale.taxIncluded });
  } catch (error) {
    // Out of range: the caller reports it as a difference; anything else is a bug of ours.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function settlementFigures(sale: StatedSale, gross: Tiyin): Difference[] {
  const given = sale.tenders.reduce((sum, tender) => sum + tender.amount, 0);
  const cash = sale.tenders.filter((tender) => tender.kind === 'cash');
  const cashGiven = cash.reduce((sum, tender) => sum + tender.amount, 0);
  const nearest = Math.min(Math.max(sale.cashRounding, -CASH_ROUNDING_MAX), CASH_ROUNDING_MAX);
  const rounding = cash.length > 0 ? nearest : 0;
  const change = Math.min(Math.max(sale.changeGiven, 0), Math.max(cashGiven, 0));
  return [
    { field: 'cashRounding', sent: sale.cashRounding, stands: rounding },
    { field: 'changeGiven', sent: sale.changeGiven, stands: change },
    { field: 'tenders', sent: given - sale.changeGiven, stands: gross + sale.cashRounding },
  ];
}

function unusableFigures(sale: StatedSale): Difference[] {
  const figures: [string, number][] = [
    ['cashRounding', sale.cashRounding],
    ['changeGiven', sale.changeGiven],
    ...TOTAL_FIELDS.map((field): [string, number] => [`totals.${field}`, sale.totals[field]]),
    ...sale.tenders.map((tender, at): [string, number] => [`tenders.${at}.amount`, tender.amount]),
    ...sale.lines.flatMap((line, at): [string, number][] => [
      [`lines.${at}.quantity`, line.quantity],
      [`lines.${at}.price`, line.price],
      [`lines.${at}.taxRateBp`, line.taxRateBp],
    ]),
  ];
  const bad: Difference[] = [];
  for (const [field, sent] of figures) {
    if (!Number.isSafeInteger(sent)) bad.push({ field, sent, stands: 0 });
  }
  return bad;
}
