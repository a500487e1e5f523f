import type { Sql } from './sql.ts';

/** What an invariant of the protocol says of money and stock, by its number. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I8' | 'I11' | 'I12';
export type Finding = { invariant: Invariant; tenantId: string; what: string };

/** A receipt that was printed: a till writes one line a receipt, before it says "paid". */
export type PrintedReceipt = {
  tenantId: string;
  receiptNumber: string;
  opId?: string | null;
  /** Tiyin. */
  gross?: number | null;
};

export type Books = {
  sql: Sql;
  tenantId: string;
  /** Receipts of this tenant; empty: the log is not known here. */
  receipts: readonly PrintedReceipt[];
  /** On-hand before the first movement, in thousandths, by `store sku`; what is not named began at 0. */
  openings: ReadonlyMap<string, bigint>;
};
export type Check = (books: Books) => Promise<Finding[]>;
