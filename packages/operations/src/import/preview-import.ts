import { Prisma, type TenantTx, toNumber } from '@oson/db';
import type { Thousandths, Tiyin } from '@oson/domain';
import { type Batch, type BatchCounts, type ImportMapping, loadBatch } from './batch.ts';
import { UNDO_WINDOW_MS } from './limits.ts';
import { loadPlaces } from './places.ts';
import type { RowDecision, RowOutcome } from './plan/planned-row.ts';
import { IMPORT_PROBLEMS, type Problem, type ProblemCode } from './problem.ts';
import { skuNameOf } from './plan/plan-rows.ts';
import { type ImportRowData, type KeptRowData, rowDataOf } from './row-as-read.ts';
import { type ImportProgress, progressOf } from './run-import.ts';

export const PREVIEW_ROWS = 100;

export type PreviewRow = {
  row: number;
  at: string;
  outcome: RowOutcome;
  /** `holds`: the row waits because of it. */
  problems: (Problem & { holds: boolean })[];
  decision: RowDecision | null;
  name: string;
  shown: ImportRowData['shown'];
  price: Tiyin | null;
  priceSuggestion: Tiyin | null;
  cost: Tiyin | null;
  stock: Thousandths | null;
  unit: string;
  barcodes: string[];
  changes: ImportRowData['changes'];
  sameAsAt: string | null;
  written: boolean;
};

export type ImportPreview = {
  batchId: string;
  fileName: string;
  createdAt: Date;
  finishedAt: Date | null;
  /** null: there is nothing to take back, or it is too late. */
  canUndoUntil: Date | null;
  error: string | null;
  mapping: ImportMapping;
  storeId: string;
  stores: { id: string; name: string }[];
  usdRate: Tiyin | null;
  counts: BatchCounts | null;
  /** Outcomes as they stand now, answers and the run included. */
  outcomes: Partial<Record<RowOutcome, number>>;
  progress: ImportProgress;
};

/**
 * An import as a person looks at it: how its columns were read, the figures before anything is
 * written, how far a run is. Nothing is written by looking.
 *
 * @throws OsonError NOT_FOUND
 */
export async function previewImport(tx: TenantTx, batchId: string): Promise<ImportPreview> {
  const batch = await loadBatch(tx, batchId);
  const places = await loadPlaces(tx);
  const outcomes = await tx.$queryRaw<{ outcome: RowOutcome; rows: bigint }[]>`
    select outcome, count(*) as rows from import_row
    where tenant_id = ${tx.tenantId}::uuid and batch_id = ${batchId}::uuid group by outcome`;
  return {
    batchId,
    fileName: batch.fileName,
    createdAt: batch.createdAt,
    finishedAt: batch.finishedAt,
    canUndoUntil: isOver(undoLimit(batch)) ? null : undoLimit(batch),
    error: batch.error,
    mapping: batch.mapping,
    storeId: batch.storeId,
    stores: places.map(({ id, name }) => ({ id, name })),
    usdRate: batch.usdRate,
    counts: batch.counts,
    outcomes: Object.fromEntries(outcomes.map((row) => [row.outcome, toNumber(row.rows)])),
    progress: progressOf(batch, Date.now()),
  };
}

const isOver = (limit: Date | null) => limit !== null && limit.getTime() < Date.now();

/** When the undo of a finished import closes; null where there is none. */
export function undoLimit(batch: Batch): Date | null {
  if (batch.status !== 'done' || !batch.startedAt || batch.rowsDone === 0) return null;
  return new Date(batch.startedAt.getTime() + UNDO_WINDOW_MS);
}

export type RowFilter = {
  /** Only rows of one outcome, or with one problem, or with any problem. */
  outcome?: RowOutcome | undefined;
  problem?: ProblemCode | 'any' | undefined;
  /** Rows after this one. */
  cursor?: number | undefined;
  limit?: number | undefined;
};

/** Rows of an import in the order of the file, a page at a time. */
export async function listImportRows(
  tx: TenantTx,
  batchId: string,
  filter: RowFilter = {},
): Promise<{ rows: PreviewRow[]; nextCursor: number | null }> {
  const limit = Math.min(filter.limit ?? PREVIEW_ROWS, 500);
  const conditions = [Prisma.sql`row > ${filter.cursor ?? 0}`];
  if (filter.outcome) conditions.push(Prisma.sql`outcome = ${filter.outcome}`);
  if (filter.problem === 'any') conditions.push(Prisma.sql`problems <> '[]'::jsonb`);
  else if (filter.problem) {
    const wanted = JSON.stringify([{ code: filter.problem }]);
    conditions.push(Prisma.sql`problems @> ${wanted}::jsonb`);
  }
  const found = await tx.$queryRaw<StoredRow[]>`
    select row, at, outcome, problems, decision, data, written_at is not null as written
    from import_row
    where tenant_id = ${tx.tenantId}::uuid and batch_id = ${batchId}::uuid
      and ${Prisma.join(conditions, ' and ')}
    order by row limit ${limit + 1}`;
  const rows = found.slice(0, limit).map(asPreview);
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.row ?? null) : null };
}

type StoredRow = {
  row: number;
  at: string;
  outcome: RowOutcome;
  problems: Problem[];
  decision: RowDecision | null;
  data: KeptRowData;
  written: boolean;
};

function asPreview({ data: kept, ...row }: StoredRow): PreviewRow {
  const data = rowDataOf(kept);
  const stocks = Object.values(data.stores).flatMap((store) => store.stock ?? []);
  const holds = (code: ProblemCode) => row.outcome === 'held' && IMPORT_PROBLEMS[code] === 'hold';
  return {
    ...row,
    problems: row.problems.map((problem) => ({ ...problem, holds: holds(problem.code) })),
    name: skuNameOf(data),
    shown: data.shown,
    price: data.price,
    priceSuggestion: data.priceSuggestion,
    cost: data.cost,
    stock: stocks.length === 0 ? null : stocks.reduce((sum, stock) => sum + stock, 0),
    unit: data.unit,
    barcodes: data.barcodes.map((barcode) => barcode.code),
    changes: data.changes,
    sameAsAt: data.sameAsAt,
  };
}
