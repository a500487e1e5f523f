import type { BasisPoints, Thousandths, Tiyin } from '../units.ts';

/** Percent and amount are different things: a percent is basis points, an amount is tiyin. */
export type Discount =
  | { kind: 'percent'; value: BasisPoints; approverId?: string }
  | { kind: 'amount'; value: Tiyin; approverId?: string };

/** Where the price of a line comes from: the list, a person, a scale's code, typed at the sale. */
export type PriceSource = 'list' | 'manual' | 'code' | 'open';

/** What a cashier puts into the cart. */
export type DraftLine = {
  /** Stable within the cart, so that undo and the screen can name the line. */
  lineId: string;
  skuId: string;
  name: string;
  code: string | null;
  unit: string;
  quantity: Thousandths;
  /** Price of one unit in the price list at the feed position of the cart. */
  listPrice: Tiyin;
  /** Price of one unit as sold. */
  price: Tiyin;
  priceSource: PriceSource;
  taxRateBp: BasisPoints;
  discounts: Discount[];
  approverId?: string;
  note?: string;
};

export type SaleDraft = {
  lines: DraftLine[];
  /** On the whole sale; allocated to the lines with no unit lost. */
  discount: Discount | null;
  taxIncluded: boolean;
};

/** A discount with the amount it came to; `scope` says whether the line or the sale bears it. */
export type AppliedDiscount = Discount & { scope: 'line' | 'sale'; amount: Tiyin };

/** A line as sold. gross = what is paid for it, tax included; net = gross - tax. */
export type SaleLine = Omit<DraftLine, 'lineId' | 'discounts'> & {
  discounts: AppliedDiscount[];
  /** Sum of the applied discounts. */
  discount: Tiyin;
  net: Tiyin;
  tax: Tiyin;
  gross: Tiyin;
};

/** Sums over the lines; cash rounding belongs to the cash tender and is not in here. */
export type SaleTotals = { gross: Tiyin; discount: Tiyin; net: Tiyin; tax: Tiyin };

export type PricedSale = { lines: SaleLine[]; totals: SaleTotals };

export type TenderKind =
  | 'cash'
  | 'card'
  | 'transfer'
  | 'payme'
  | 'click'
  | 'uzum'
  | 'debt'
  | 'credit';

/** What was given. `amount` is in the sale's currency; `rate` is so'm per 1 unit of a foreign one. */
export type Tender = {
  tenderTypeId: string;
  kind: TenderKind;
  amount: Tiyin;
  currency: string;
  /** What was handed over in `currency`, when that is not the sale's. */
  foreignAmount?: number;
  rate?: number;
};

/** How a sale is settled: due = gross + cashRounding = given - changeGiven - overpaid + missing. */
export type Settlement = {
  due: Tiyin;
  cashRounding: Tiyin;
  given: Tiyin;
  changeGiven: Tiyin;
  /** Still to be paid; 0 when the sale may be completed. */
  missing: Tiyin;
  /** What tenders without change hold above the total; 0 when the sale may be completed. */
  overpaid: Tiyin;
};
