import type { BasisPoints, Discount, TenderKind, Thousandths, Tiyin } from '@oson/domain';

/** Who sells: the head of the paper. Empty and null fields are not printed. */
export type ReceiptShop = {
  /** The chain's or shop's name, printed large. */
  name: string;
  storeName: string | null;
  legalName: string | null;
  tin: string | null;
  address: string | null;
  phone: string | null;
  /** Free text of the settings, above the lines and at the foot. */
  header: string | null;
  footer: string | null;
};

export type ReceiptDiscount = Pick<Discount, 'kind' | 'value'> & { amount: Tiyin };

export type ReceiptLine = {
  name: string;
  code: string | null;
  quantity: Thousandths;
  unit: string;
  price: Tiyin;
  /** Price × quantity before discounts: what stands at the right of the line. */
  base: Tiyin;
  /** Only what the line itself bears; the sale's discount stands under the lines. */
  discounts: ReceiptDiscount[];
  taxRateBp: BasisPoints;
  tax: Tiyin;
  /** 17 digits of the national catalogue. */
  mxik: string | null;
  /** Identification of each marked piece. */
  marking: string[];
  note: string | null;
};

/**
 * The sums as printed, top to bottom:
 * subtotal − lineDiscounts − saleDiscounts + taxOnTop + cashRounding = due.
 */
export type ReceiptTotals = {
  subtotal: Tiyin;
  lineDiscounts: Tiyin;
  saleDiscounts: Tiyin;
  taxOnTop: Tiyin;
  /** Sum of the sale before cash rounding; the tax is of this. */
  gross: Tiyin;
  cashRounding: Tiyin;
  due: Tiyin;
};

export type ReceiptTender = {
  kind: TenderKind;
  /** The tender type's own name; null: the kind's word. */
  name: string | null;
  amount: Tiyin;
  /** Money of another currency: its hundredths, and tiyin for one unit. */
  foreign: { currency: string; amount: number; rate: Tiyin } | null;
};

/** The answer of a fiscal module; `pending` while it is still owed; null: no module is used. */
export type ReceiptFiscal =
  | {
      state: 'signed';
      sign: string;
      module: string;
      receiptNumber: string | null;
      /** Address of the tax office's page, printed as QR of at least 30 mm. */
      qrUrl: string | null;
    }
  | { state: 'pending' };

/** All that a receipt says, as plain data: what is printed is computed from nothing else. */
export type ReceiptModel = {
  kind: 'sale' | 'return';
  practice: boolean;
  shop: ReceiptShop;
  number: string;
  /** A return's sale, when it is known. */
  saleNumber: string | null;
  /** The device's local time: ms since 1970 UTC, and minutes east of it. */
  atMs: number;
  utcOffsetMin: number;
  terminalName: string | null;
  cashier: string | null;
  customer: string | null;
  currency: string;
  taxIncluded: boolean;
  lines: ReceiptLine[];
  /** The sale's own discount as it was asked for; null when there is none. */
  saleDiscount: Pick<Discount, 'kind' | 'value'> | null;
  totals: ReceiptTotals;
  /** Tax by rate, highest rate first. */
  taxes: { rateBp: BasisPoints; tax: Tiyin }[];
  tenders: ReceiptTender[];
  change: Tiyin;
  /** A debt sale: YYYY-MM-DD. */
  debtDueDate: string | null;
  note: string | null;
  fiscal: ReceiptFiscal | null;
  /** Address of the digital receipt for the QR; practice has none. */
  digitalUrl: string | null;
};
