export { checkBooks, type Checked, checkDatabase, readOpenings } from './check-books.ts';
export type { Finding, Invariant, PrintedReceipt } from './finding.ts';
export { readReceiptLog } from './receipt-log.ts';
export type { Sql } from './sql.ts';
