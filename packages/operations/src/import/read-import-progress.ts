import type { TenantTx } from '@oson/db';
import { loadBatch } from './batch.ts';
import { type ImportProgress, progressOf } from './run-import.ts';

/**
 * How far an import is, from the one row that its writer counts in: true whichever process writes.
 *
 * @throws OsonError NOT_FOUND
 */
export async function readImportProgress(
  tx: TenantTx,
  batchId: string,
  nowMs: number,
): Promise<ImportProgress> {
  return progressOf(await loadBatch(tx, batchId), nowMs);
}
