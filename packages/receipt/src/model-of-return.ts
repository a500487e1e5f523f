import { mulDiv, ONE, type PricedReturn, type Tender, type Tiyin } from '@oson/domain';
import { circumstances, type ReceiptCircumstances, receiptTenders } from './model-of-sale.ts';
import type { ReceiptLine, ReceiptModel } from './receipt-model.ts';

/** A return's sealed body fits as it is. */
export type ReceiptReturn = PricedReturn & {
  receiptNumber: string;
  saleReceiptNumber: string | null;
  currency: string;
  tenders: readonly Tender[];
  cashRounding: Tiyin;
  reason: string;
  practice?: boolean;
};

/** Makes the receipt of a return. Lines show what was refunded, tax and discount included. */
export function receiptModelOfReturn(
  input: ReceiptCircumstances & { sold: ReceiptReturn },
): ReceiptModel {
  const { sold } = input;
  return {
    ...circumstances(input, sold.practice === true),
    kind: 'return',
    number: sold.receiptNumber,
    saleNumber: sold.saleReceiptNumber,
    currency: sold.currency,
    taxIncluded: true,
    lines: sold.lines.map(returnLine),
    saleDiscount: null,
    totals: {
      subtotal: sold.refund,
      lineDiscounts: 0,
      saleDiscounts: 0,
      taxOnTop: 0,
      gross: sold.refund,
      cashRounding: sold.cashRounding,
      due: sold.refund + sold.cashRounding,
    },
    taxes: [],
    tenders: receiptTenders(sold.tenders, input, sold.currency),
    change: 0,
    debtDueDate: null,
    note: sold.reason === '' ? null : sold.reason,
  };
}

function returnLine(line: PricedReturn['lines'][number]): ReceiptLine {
  return {
    name: line.name,
    code: null,
    quantity: line.quantity,
    unit: line.unit,
    price: line.quantity === 0 ? 0 : mulDiv(line.gross, ONE, line.quantity),
    base: line.gross,
    discounts: [],
    taxRateBp: 0,
    tax: line.tax,
    mxik: null,
    marking: [],
    note: null,
  };
}
