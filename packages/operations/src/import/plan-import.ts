import { OsonError } from '@oson/contract';
import { type Database, type TenantTx, toNumber } from '@oson/db';
import { insertRows } from '../catalog/insert-rows.ts';
import { type Batch, type BatchCounts, loadBatch, lockBatch } from './batch.ts';
import { loadExistingGoods } from './load-existing-goods.ts';
import { loadPlaces } from './places.ts';
import { noneIgnored, readRows } from './parse/parse-sheets.ts';
import { OutcomeCounter } from './plan/count-outcomes.ts';
import { RowPlanner } from './plan/plan-rows.ts';
import type { PlannedRow, RowDecision } from './plan/planned-row.ts';
import { readImportFile } from './read/read-file.ts';
import type { SourceFile } from './read/sheet.ts';
import { type IdentifiedRow, RowIdentifier } from './row-as-read.ts';

/** Planned rows kept in one statement and transaction. */
const ROWS_PER_SAVE = 500;

/**
 * Decides anew what becomes of each row of a batch, against the catalogue as it is, with the
 * mapping, rate and answers given so far, and keeps the plan in `import_row`. Rows that are written
 * already are left alone. Safe to break off and to repeat at any point.
 */
export async function planImport(
  db: Database,
  tenantId: string,
  batchId: string,
  source?: SourceFile,
): Promise<BatchCounts> {
  const state = await db.inTenant(tenantId, (tx) =>
    loadPlanState(tx, batchId, source === undefined),
  );
  const file = source ?? (await readImportFile(state.bytes ?? new Uint8Array()));
  const keep = state.written.size === 0 ? replaceRows : updateOpenRows;
  const ignored = noneIgnored();
  const planner = new RowPlanner({ ...state, usdRate: state.batch.usdRate });
  const counter = new OutcomeCounter();
  const identifier = new RowIdentifier(state.storeIds);
  let part: PlannedRow[] = [];
  const flush = async () => {
    await keep(db, tenantId, batchId, identifier.identify(part), state);
    part = [];
  };
  for (const parsed of readRows(file, state.batch.mapping.sheets, ignored)) {
    // Variants of one product stay together: they share its id.
    const follows = parsed.handle !== null && parsed.handle === part.at(-1)?.handle;
    if (part.length >= ROWS_PER_SAVE && !follows) await flush();
    const row = planner.plan(parsed);
    counter.add(row);
    part.push(row);
  }
  await flush();
  const { encoding } = file;
  const counts = { ...counter.total(), ignored, encoding, plannedAtN: state.n };
  await db.inTenant(tenantId, (tx) => finishPlan(tx, batchId, counts, state));
  return counts;
}

type PlanState = {
  batch: Batch;
  bytes: Uint8Array | null;
  existing: Awaited<ReturnType<typeof loadExistingGoods>>;
  storeIds: Map<string, string>;
  decisions: Map<number, RowDecision>;
  /** Rows that are in the catalogue already. */
  written: Set<number>;
  /** Rows of an earlier plan are there. */
  isPlanned: boolean;
  /** Rows that wait for a person, or were passed over or refused. */
  open: Set<number>;
  n: number;
};

type MarkedRow = { row: number; decision: RowDecision | null; done: boolean; open: boolean };

async function loadPlanState(
  tx: TenantTx,
  batchId: string,
  withBytes: boolean,
): Promise<PlanState> {
  const { tenantId } = tx;
  const batch = await loadBatch(tx, batchId);
  const places = await loadPlaces(tx);
  const place = places.find((candidate) => candidate.id === batch.storeId) ?? places[0];
  if (!place) throw new OsonError('NOT_FOUND');
  const storeIds = new Map<string, string>([['', place.id]]);
  for (const [name, storeId] of Object.entries(batch.mapping.stores)) {
    if (storeId !== null && places.some((known) => known.id === storeId)) {
      storeIds.set(name, storeId);
    }
  }
  const file = withBytes
    ? await tx.importFile.findUnique({ where: { tenantId_batchId: { tenantId, batchId } } })
    : null;
  if (withBytes && !file) throw new OsonError('NOT_FOUND');
  const marked = await tx.$queryRaw<MarkedRow[]>`
    select row, decision, written_at is not null as done,
      written_at is null and outcome in ('held', 'skipped', 'failed') as open
    from import_row
    where tenant_id = ${tenantId}::uuid and batch_id = ${batchId}::uuid
      and (decision is not null or written_at is not null
        or outcome in ('held', 'skipped', 'failed'))`;
  const planned = await tx.importRow.findFirst({ where: { tenantId, batchId } });
  const seq = await tx.tenantSeq.findUnique({ where: { tenantId } });
  return {
    batch,
    bytes: file?.bytes ?? null,
    existing: await loadExistingGoods(tx, place.priceListId),
    storeIds,
    decisions: new Map(marked.flatMap((row) => (row.decision ? [[row.row, row.decision]] : []))),
    written: new Set(marked.flatMap((row) => (row.done ? row.row : []))),
    isPlanned: planned !== null,
    open: new Set(marked.flatMap((row) => (row.open ? row.row : []))),
    n: toNumber(seq?.n ?? 0n),
  };
}

const asSetRow = (batchId: string, row: IdentifiedRow, state: PlanState) => ({
  batch_id: batchId,
  row: row.planned.row,
  at: row.planned.at,
  outcome: row.planned.outcome,
  problems: row.planned.problems,
  data: row.data,
  decision: state.decisions.get(row.planned.row) ?? null,
  sku_id: row.skuId,
});

/** Before a run every row is planned anew; its answer travels with it, so that a break loses none. */
async function replaceRows(
  db: Database,
  tenantId: string,
  batchId: string,
  rows: readonly IdentifiedRow[],
  state: PlanState,
): Promise<void> {
  const [first, last] = [rows[0]?.planned.row ?? 0, rows.at(-1)?.planned.row ?? 0];
  await db.inTenant(tenantId, async (tx) => {
    if (state.isPlanned) {
      await tx.$executeRaw`
        delete from import_row where tenant_id = ${tenantId}::uuid and batch_id = ${batchId}::uuid
          and row between ${first} and ${last}`;
    }
    const set = rows.map((row) => asSetRow(batchId, row, state));
    await insertRows(tx, 'import_row', set);
  });
}

/** After a run only rows that wait for an answer can still change. */
async function updateOpenRows(
  db: Database,
  tenantId: string,
  batchId: string,
  rows: readonly IdentifiedRow[],
  state: PlanState,
): Promise<void> {
  const open = rows.filter(({ planned }) => state.open.has(planned.row));
  if (open.length === 0) return;
  const set = open.map((row) => asSetRow(batchId, row, state));
  await db.inTenant(
    tenantId,
    (tx) => tx.$executeRaw`
      update import_row i
      set outcome = r.outcome, problems = r.problems, data = r.data, sku_id = r.sku_id
      from jsonb_to_recordset(${JSON.stringify(set)}::jsonb)
        as r(row int, outcome text, problems jsonb, data jsonb, sku_id uuid)
      where i.tenant_id = ${tenantId}::uuid and i.batch_id = ${batchId}::uuid and i.row = r.row
        and i.written_at is null`,
  );
}

async function finishPlan(
  tx: TenantTx,
  batchId: string,
  counts: BatchCounts,
  state: PlanState,
): Promise<void> {
  const { tenantId } = tx;
  const batch = await lockBatch(tx, batchId);
  // Another reading of the columns may have found fewer rows.
  await tx.$executeRaw`
    delete from import_row where tenant_id = ${tenantId}::uuid and batch_id = ${batchId}::uuid
      and row > ${counts.rows} and written_at is null`;
  const [open] = await tx.$queryRaw<{ rows: bigint }[]>`
    select count(*) as rows from import_row
    where tenant_id = ${tenantId}::uuid and batch_id = ${batchId}::uuid
      and outcome in ('new', 'changed')`;
  await tx.importBatch.update({
    where: { tenantId_id: { tenantId, id: batchId } },
    data: {
      // After a run the counts of the plan stay as the person saw them.
      ...(state.written.size === 0 ? { counts } : {}),
      rowsTotal: toNumber(open?.rows ?? 0n),
      status: batch.status === 'uploaded' ? 'ready' : batch.status,
    },
  });
}
