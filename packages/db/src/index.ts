export { Prisma } from './generated/client.ts';
export {
  type AuthClient,
  type Database,
  type DatabaseUrls,
  type JobsClient,
  openDatabase,
  type SupportRead,
  type SupportTx,
  type TenantTx,
} from './database.ts';
export { enqueueJob, type OutboxJob } from './enqueue-job.ts';
export { arrayOf, idSet, rowSet } from './sql/row-set.ts';
export type { ColumnType } from './sql/array-param.ts';
export type { SqlTx } from './sql/sql-tx.ts';
export { toNumber } from './to-number.ts';
export { uuidv7Now } from './uuidv7-now.ts';
export { type ChangedRow, withChange } from './with-change.ts';
