import { setTimeout as sleep } from 'node:timers/promises';
import { OsonError } from '@oson/contract';
import { type Database, enqueueJob, type TenantTx, toNumber } from '@oson/db';
import { writeAudit } from '../audit/write-audit.ts';
import { isMomentary, sqlStateOf } from '../sync/faults.ts';
import { type Batch, loadBatch, lockBatch } from './batch.ts';
import { ROWS_PER_CHUNK_MAX } from './limits.ts';
import { loadPlaces } from './places.ts';
import { planForMany } from './plan-for-many.ts';
import { planImport } from './plan-import.ts';
import type { Problem } from './problem.ts';
import { type KeptRowData, rowDataOf } from './row-as-read.ts';
import type { OpenRow, WriteContext } from './write-context.ts';
import { writeRows } from './write-rows.ts';

const WAIT_MS = 250;
const ROWS_PER_CHUNK_MIN = 20;

export type ImportProgress = {
  status: Batch['status'];
  rowsTotal: number;
  rowsDone: number;
  rowsFailed: number;
  /** From the pace so far; null before there is one. */
  secondsLeft: number | null;
};

/**
 * Lets the worker write a planned import.
 * @throws OsonError NOT_FOUND; BAD_INPUT when it is running, undone or not planned
 */
export async function startImport(
  tx: TenantTx,
  batchId: string,
  userId: string | null = null,
): Promise<void> {
  const batch = await lockBatch(tx, batchId);
  if (!['ready', 'done', 'failed'].includes(batch.status)) {
    throw new OsonError('BAD_INPUT', { status: batch.status });
  }
  await tx.importBatch.update({
    where: { tenantId_id: { tenantId: tx.tenantId, id: batchId } },
    data: { status: 'queued', error: null },
  });
  await writeAudit(tx, {
    actorKind: userId ? 'user' : 'system',
    actorId: userId,
    action: 'import.started',
    subject: batch.fileName,
  });
  await enqueueJob(tx, { name: 'import/requested', data: { batchId } });
}

/** Ends an import that could not be written, so that a person can start it again. */
export async function failImport(tx: TenantTx, batchId: string, error: string): Promise<void> {
  await tx.importBatch.updateMany({
    where: { tenantId: tx.tenantId, id: batchId, status: { in: ['queued', 'running'] } },
    data: { status: 'failed', error: error.slice(0, 500) },
  });
}

/**
 * Writes a planned import to its end, chunk by chunk. Called again after a break anywhere, it goes
 * on where it stood; called on a finished one, it changes nothing.
 */
export async function runImport(
  db: Database,
  tenantId: string,
  batchId: string,
  onProgress?: (progress: ImportProgress) => void | Promise<void>,
): Promise<ImportProgress> {
  await replanIfStale(db, tenantId, batchId);
  for (;;) {
    const progress = await runImportChunk(db, tenantId, batchId);
    await onProgress?.(progress);
    if (progress.status !== 'running') return progress;
  }
}

/** The catalogue may have changed between the plan and the run: then the plan is made anew. */
async function replanIfStale(db: Database, tenantId: string, batchId: string): Promise<void> {
  const stale = await db.inTenant(tenantId, async (tx) => {
    const batch = await loadBatch(tx, batchId);
    if (batch.status === 'uploaded') return true;
    if (batch.status !== 'queued' || batch.rowsDone > 0) return false;
    const [changed] = await tx.$queryRaw<{ n: bigint }[]>`
      select n from change_row
      where tenant_id = ${tenantId}::uuid and n > ${batch.counts?.plannedAtN ?? 0}
        and kind in ('sku', 'barcode', 'price') limit 1`;
    return changed !== undefined;
  });
  if (stale) await planImport(db, tenantId, batchId);
}

/**
 * Writes the next rows of an import in one transaction and counts them in the same. Two runners of
 * one batch, and two imports of one chain, wait for each other.
 */
export async function runImportChunk(
  db: Database,
  tenantId: string,
  batchId: string,
): Promise<ImportProgress> {
  for (;;) {
    const progress = await writeNext(db, tenantId, batchId, ROWS_PER_CHUNK_MAX);
    if (progress) return progress;
    // Another runner is writing. Waiting inside a transaction would use up its time.
    await sleep(WAIT_MS);
  }
}

/** Null while another import of the chain is being written. */
async function writeNext(
  db: Database,
  tenantId: string,
  batchId: string,
  limit: number,
): Promise<ImportProgress | null> {
  try {
    return await db.inTenant(tenantId, (tx) => writeChunk(tx, batchId, limit));
  } catch (error) {
    if (isFaultOfData(error)) {
      if (limit > 1) return writeNext(db, tenantId, batchId, Math.ceil(limit / 10));
      return db.inTenant(tenantId, (tx) => setAside(tx, batchId));
    }
    // A slow machine gets less to do at once; a lost connection is met by the next try.
    if (!isMomentary(error) || limit < ROWS_PER_CHUNK_MIN) throw error;
    return writeNext(db, tenantId, batchId, Math.ceil(limit / 3));
  }
}

/** Classes 22 and 23 of SQLSTATE: the row's own values, which no repetition cures. */
const isFaultOfData = (error: unknown) => /^2[23]/.test(sqlStateOf(error) ?? '');

async function writeChunk(
  tx: TenantTx,
  batchId: string,
  limit: number,
): Promise<ImportProgress | null> {
  const { tenantId } = tx;
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`import ${tenantId}`}, 0)) as free`;
  if (!lock?.free) return null;
  const batch = await lockBatch(tx, batchId);
  if (batch.status !== 'queued' && batch.status !== 'running') return progressOf(batch);
  // A new chain's first import: the checks of foreign keys were planned in this connection while the
  // tables were as good as empty, by an index that then reads all goods of the tenant for each row.
  await tx.$executeRaw`discard plans`;
  await planForMany(tx);
  const rows = await nextRows(tx, batchId, limit);
  const now = new Date();
  if (rows.length > 0) await writeRows(tx, rows, await contextOf(tx, batch, now));
  return countChunk(tx, batch, { written: rows.length, last: rows.at(-1)?.row ?? 0 }, now);
}

async function contextOf(tx: TenantTx, batch: Batch, now: Date): Promise<WriteContext> {
  const settings = await tx.tenantSettings.findUnique({ where: { tenantId: tx.tenantId } });
  const places = await loadPlaces(tx);
  return { batch, places, taxRateBp: settings?.taxRateBp ?? 0, now };
}

async function nextRows(tx: TenantTx, batchId: string, limit: number): Promise<OpenRow[]> {
  const rows = await tx.$queryRaw<(Omit<OpenRow, 'data'> & { data: KeptRowData })[]>`
    select row, outcome, problems, data, sku_id as "skuId" from import_row
    where tenant_id = ${tx.tenantId}::uuid and batch_id = ${batchId}::uuid
      and outcome in ('new', 'changed') and written_at is null
    order by row limit ${limit}`;
  return rows.map((row) => ({ ...row, data: rowDataOf(row.data) }));
}

async function countChunk(
  tx: TenantTx,
  batch: Batch,
  chunk: { written: number; last: number },
  now: Date,
): Promise<ImportProgress> {
  const { tenantId } = tx;
  const isOpen =
    (await hasOpenRow(tx, batch.id, chunk.last)) || (await hasOpenRow(tx, batch.id, 0));
  const [failed] = await tx.$queryRaw<{ rows: bigint }[]>`
    select count(*) as rows from import_row
    where tenant_id = ${tenantId}::uuid and batch_id = ${batch.id}::uuid and outcome = 'failed'`;
  const next = {
    status: isOpen ? ('running' as const) : ('done' as const),
    rowsDone: batch.rowsDone + chunk.written,
    rowsFailed: toNumber(failed?.rows ?? 0n),
    startedAt: batch.startedAt ?? now,
    finishedAt: isOpen ? null : now,
  };
  await tx.importBatch.update({
    where: { tenantId_id: { tenantId, id: batch.id } },
    data: next,
  });
  return progressOf({ ...batch, ...next }, now.getTime());
}

/** Whether a row behind this one waits to be written. */
async function hasOpenRow(tx: TenantTx, batchId: string, after: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from import_row
    where tenant_id = ${tx.tenantId}::uuid and batch_id = ${batchId}::uuid and row > ${after}
      and outcome in ('new', 'changed') and written_at is null
    order by row limit 1`;
  return rows.length > 0;
}

/** Sets one row aside that the database refuses, so that it does not hold back the others. */
async function setAside(tx: TenantTx, batchId: string): Promise<ImportProgress> {
  const batch = await lockBatch(tx, batchId);
  const [row] = await nextRows(tx, batchId, 1);
  if (row) {
    const problem: Problem = { code: 'write-failed', role: 'ignore' };
    const problems = [...row.problems, problem];
    await tx.$executeRaw`
      update import_row set outcome = 'failed', problems = ${JSON.stringify(problems)}::jsonb
      where tenant_id = ${tx.tenantId}::uuid and batch_id = ${batchId}::uuid and row = ${row.row}`;
  }
  return countChunk(tx, batch, { written: 0, last: row?.row ?? 0 }, new Date());
}

/** Progress as a person sees it: the time left comes from the pace so far. */
export function progressOf(batch: Batch, nowMs?: number): ImportProgress {
  const { status, rowsTotal, rowsDone, rowsFailed, startedAt } = batch;
  const elapsedMs = startedAt && nowMs !== undefined ? nowMs - startedAt.getTime() : 0;
  const left = Math.max(0, rowsTotal - rowsDone - rowsFailed);
  const known = status === 'running' && rowsDone > 0 && elapsedMs > 0;
  return {
    status,
    rowsTotal,
    rowsDone,
    rowsFailed,
    secondsLeft: known ? Math.ceil((elapsedMs / rowsDone / 1000) * left) : null,
  };
}
