import { lineBase, type SaleLine, type SoldSale, type Tender } from '@oson/domain';
import type {
  ReceiptFiscal,
  ReceiptLine,
  ReceiptModel,
  ReceiptShop,
  ReceiptTender,
} from './receipt-model.ts';
import { taxesByRate } from './taxes.ts';

/** A sale's sealed body fits as it is. */
export type ReceiptSale = Omit<SoldSale, 'rules'> & {
  receiptNumber: string;
  currency: string;
  practice?: boolean;
  debtDueDate?: string;
  note?: string;
};

/** What a receipt says beside the sale itself; all but shop and time may be missing. */
export type ReceiptCircumstances = {
  shop: ReceiptShop;
  atMs: number;
  utcOffsetMin: number;
  terminalName?: string | null;
  cashier?: string | null;
  customer?: string | null;
  /** Names of tender types by id. */
  tenderNames?: Readonly<Record<string, string>>;
  fiscal?: ReceiptFiscal | null;
  digitalUrl?: string | null;
};

export type SaleReceiptInput = ReceiptCircumstances & {
  sale: ReceiptSale;
  /** MXIK by SKU id, and identifications of marked pieces by place of the line. */
  mxik?: Readonly<Record<string, string>>;
  marking?: Readonly<Record<number, string[]>>;
};

/** Makes the receipt of a sale: figures are taken from the sealed sale, none is computed anew. */
export function receiptModelOfSale(input: SaleReceiptInput): ReceiptModel {
  const { sale } = input;
  const lines = sale.lines.map((line, at) => receiptLine(line, at, input));
  const subtotal = lines.reduce((sum, line) => sum + line.base, 0);
  const discountOf = (scope: 'line' | 'sale') =>
    sale.lines
      .flatMap((line) => line.discounts.filter((discount) => discount.scope === scope))
      .reduce((sum, discount) => sum + discount.amount, 0);
  return {
    ...circumstances(input, sale.practice === true),
    kind: 'sale',
    number: sale.receiptNumber,
    saleNumber: null,
    currency: sale.currency,
    taxIncluded: sale.taxIncluded,
    lines,
    saleDiscount: sale.saleDiscount,
    totals: {
      subtotal,
      lineDiscounts: discountOf('line'),
      saleDiscounts: discountOf('sale'),
      taxOnTop: sale.taxIncluded ? 0 : sale.totals.tax,
      gross: sale.totals.gross,
      cashRounding: sale.cashRounding,
      due: sale.totals.gross + sale.cashRounding,
    },
    taxes: taxesByRate(sale.lines),
    tenders: receiptTenders(sale.tenders, input, sale.currency),
    change: sale.changeGiven,
    debtDueDate: sale.debtDueDate ?? null,
    note: sale.note ?? null,
  };
}

/** The fields that do not depend on what was sold. Practice carries no sign and no signed QR. */
export function circumstances(input: ReceiptCircumstances, practice: boolean) {
  return {
    practice,
    shop: input.shop,
    atMs: input.atMs,
    utcOffsetMin: input.utcOffsetMin,
    terminalName: input.terminalName ?? null,
    cashier: input.cashier ?? null,
    customer: input.customer ?? null,
    fiscal: practice ? null : (input.fiscal ?? null),
    digitalUrl: practice ? null : (input.digitalUrl ?? null),
  };
}

export function receiptTenders(
  tenders: readonly Tender[],
  input: ReceiptCircumstances,
  currency: string,
): ReceiptTender[] {
  return tenders.map((tender) => ({
    kind: tender.kind,
    name: input.tenderNames?.[tender.tenderTypeId] ?? null,
    amount: tender.amount,
    foreign:
      tender.currency === currency
        ? null
        : {
            currency: tender.currency,
            amount: tender.foreignAmount ?? 0,
            rate: tender.rate ?? 0,
          },
  }));
}

function receiptLine(line: SaleLine, at: number, input: SaleReceiptInput): ReceiptLine {
  return {
    name: line.name,
    code: line.code,
    quantity: line.quantity,
    unit: line.unit,
    price: line.price,
    base: lineBase(line),
    discounts: line.discounts
      .filter((discount) => discount.scope === 'line' && discount.amount > 0)
      .map(({ kind, value, amount }) => ({ kind, value, amount })),
    taxRateBp: line.taxRateBp,
    tax: line.tax,
    mxik: input.mxik?.[line.skuId] ?? null,
    marking: input.marking?.[at] ?? [],
    note: line.note ?? null,
  };
}
