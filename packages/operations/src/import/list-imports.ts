import type { TenantTx } from '@oson/db';
import type { BatchCounts, ImportStatus } from './batch.ts';

export type ImportSummary = {
  batchId: string;
  fileName: string;
  status: ImportStatus;
  createdAt: Date;
  rowsDone: number;
  rowsTotal: number;
  held: number;
};

const IMPORTS_SHOWN = 20;

/** The chain's latest imports, newest first. */
export async function listImports(tx: TenantTx): Promise<ImportSummary[]> {
  const batches = await tx.importBatch.findMany({
    where: { tenantId: tx.tenantId },
    orderBy: { createdAt: 'desc' },
    take: IMPORTS_SHOWN,
  });
  return batches.map((batch) => ({
    batchId: batch.id,
    fileName: batch.fileName,
    status: batch.status as ImportStatus,
    createdAt: batch.createdAt,
    rowsDone: batch.rowsDone,
    rowsTotal: batch.rowsTotal,
    held: (batch.counts as BatchCounts | null)?.held ?? 0,
  }));
}
