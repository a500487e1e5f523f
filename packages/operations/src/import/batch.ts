import { OsonError } from '@oson/contract';
import type { TenantTx } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import type { SheetMapping } from './columns/role.ts';
import type { IgnoredRows } from './parse/parse-sheets.ts';
import type { ImportCounts } from './plan/count-outcomes.ts';

/**
 * uploaded: not planned yet; ready: planned, nothing written; queued and running: a job writes;
 * failed: a fault stopped it, it can be started again; undone: taken back.
 */
export type ImportStatus =
  | 'uploaded'
  | 'ready'
  | 'queued'
  | 'running'
  | 'done'
  | 'failed'
  | 'undone';

export type ImportMapping = {
  sheets: SheetMapping[];
  /** The tenant's store by the file's store name; null leaves that store's columns out. */
  stores: Record<string, string | null>;
};

export type BatchCounts = ImportCounts & {
  ignored: IgnoredRows;
  encoding: string | null;
  /** Feed position at which the plan was made; a later change of the catalogue makes it stale. */
  plannedAtN: number;
};

export type Batch = {
  id: string;
  fileName: string;
  fileHash: string;
  status: ImportStatus;
  mapping: ImportMapping;
  counts: BatchCounts | null;
  rowsTotal: number;
  rowsDone: number;
  rowsFailed: number;
  storeId: string;
  usdRate: Tiyin | null;
  byUser: string | null;
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

/** @throws OsonError NOT_FOUND */
export async function loadBatch(tx: TenantTx, batchId: string): Promise<Batch> {
  const row = await tx.importBatch.findUnique({
    where: { tenantId_id: { tenantId: tx.tenantId, id: batchId } },
  });
  if (!row?.storeId) throw new OsonError('NOT_FOUND');
  return {
    ...row,
    storeId: row.storeId,
    status: row.status as ImportStatus,
    mapping: (row.mapping ?? { sheets: [], stores: {} }) as ImportMapping,
    counts: row.counts as BatchCounts | null,
    usdRate: row.usdRate === null ? null : Number(row.usdRate),
  };
}

/** Loads a batch and keeps every other writer of it waiting until this transaction ends. */
export async function lockBatch(tx: TenantTx, batchId: string): Promise<Batch> {
  await tx.$executeRaw`
    select 1 from import_batch
    where tenant_id = ${tx.tenantId}::uuid and id = ${batchId}::uuid for update`;
  return loadBatch(tx, batchId);
}
