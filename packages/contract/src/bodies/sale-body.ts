import type { Discount, SaleLine, SaleTotals, Tender, Thousandths, Tiyin } from '@oson/domain';

/** Marks an operation of practice: own number series, no stock, no money, in no report. */
export type PracticeMark = { practice?: true };

/** A sale: ids and a snapshot, never a customer's name or phone. */
export type SaleBody = PracticeMark & {
  saleId: string;
  receiptNumber: string;
  shiftId: string | null;
  staffId: string | null;
  customerId: string | null;
  currency: string;
  taxIncluded: boolean;
  /** Version of the arithmetic in packages/domain that computed it. */
  rules: number;
  /** Feed position of the catalogue that it was priced from, and its epoch. */
  priceN: number;
  priceEpoch: number;
  lines: SaleLine[];
  saleDiscount: Discount | null;
  totals: SaleTotals;
  tenders: Tender[];
  cashRounding: Tiyin;
  changeGiven: Tiyin;
  /** Who allowed a debt above the customer's limit; null when nobody had to. Since version 2. */
  debtApproverId: string | null;
  /**
   * Minutes by which the device's local time, as the receipt prints it, is ahead of UTC; null: sealed by
   * an older build. Since version 3.
   */
  utcOffsetMin: number | null;
  /** Debt sales: when the rest is due, YYYY-MM-DD. */
  debtDueDate?: string;
  note?: string;
};

export type ReturnLine = {
  skuId: string;
  name: string;
  unit: string;
  /** Line of the sale, counted from 0; null for goods without a receipt. */
  saleLine: number | null;
  quantity: Thousandths;
  gross: Tiyin;
  tax: Tiyin;
};

export type ReturnBody = PracticeMark & {
  returnId: string;
  /** null: a return without a receipt. */
  saleId: string | null;
  saleOpId: string | null;
  saleReceiptNumber: string | null;
  receiptNumber: string;
  shiftId: string | null;
  staffId: string | null;
  approverId: string | null;
  currency: string;
  lines: ReturnLine[];
  refund: Tiyin;
  tax: Tiyin;
  tenders: Tender[];
  cashRounding: Tiyin;
  reason: string;
};

export type VoidBody = PracticeMark & {
  voidId: string;
  saleId: string;
  saleOpId: string;
  shiftId: string | null;
  staffId: string | null;
  approverId: string | null;
  reason: string;
};
