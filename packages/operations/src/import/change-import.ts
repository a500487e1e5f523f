import { OsonError } from '@oson/contract';
import type { Database, TenantTx } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import { type Batch, type BatchCounts, type ImportMapping, lockBatch } from './batch.ts';
import type { ColumnRole } from './columns/role.ts';
import { REPEATABLE_ROLES } from './columns/role.ts';
import { planImport } from './plan-import.ts';
import type { RowDecision } from './plan/planned-row.ts';

export type ImportSettings = {
  /** New meanings of columns, by sheet name and column index. */
  columns?: { sheet: string; index: number; role: ColumnRole }[] | undefined;
  /** Which of the chain's stores a store of the file is; null leaves it out. */
  stores?: Record<string, string | null> | undefined;
  /** Where the stock of a plain stock column goes. */
  storeId?: string | undefined;
  /** So'm in tiyin for one US dollar; null holds dollar rows. */
  usdRate?: Tiyin | null | undefined;
};

/**
 * Changes how a file is read and plans it anew. Columns and stores can be changed until something is
 * written, a dollar rate also afterwards, for the rows that are still held.
 *
 * @throws OsonError NOT_FOUND; BAD_INPUT while a run is on, or for columns once rows are written
 */
export async function changeImport(
  db: Database,
  tenantId: string,
  batchId: string,
  settings: ImportSettings,
): Promise<BatchCounts> {
  await db.inTenant(tenantId, async (tx) => {
    const batch = await lockBatch(tx, batchId);
    assertOpen(batch);
    const layout = settings.columns ?? settings.stores ?? settings.storeId;
    if (layout !== undefined && batch.rowsDone > 0) {
      throw new OsonError('BAD_INPUT', { status: batch.status });
    }
    await tx.importBatch.update({
      where: { tenantId_id: { tenantId, id: batchId } },
      data: {
        mapping: mappingWith(batch.mapping, settings),
        ...(settings.storeId ? { storeId: settings.storeId } : {}),
        ...(settings.usdRate === undefined
          ? {}
          : { usdRate: settings.usdRate === null ? null : BigInt(settings.usdRate) }),
      },
    });
  });
  return planImport(db, tenantId, batchId);
}

function assertOpen(batch: Batch): void {
  if (['queued', 'running', 'undone'].includes(batch.status)) {
    throw new OsonError('BAD_INPUT', { status: batch.status });
  }
}

/** A role moves: the column that had it before is left out, unless several may have it. */
function mappingWith(mapping: ImportMapping, settings: ImportSettings): ImportMapping {
  const sheets = mapping.sheets.map((sheet) => {
    let columns = sheet.columns;
    for (const change of settings.columns ?? []) {
      if (change.sheet !== sheet.sheet) continue;
      const target = columns.find((column) => column.index === change.index);
      columns = columns.map((column) => {
        if (column.index === change.index) return { ...column, role: change.role };
        const gives =
          column.role === change.role &&
          column.store === (target?.store ?? null) &&
          !REPEATABLE_ROLES.has(change.role);
        return gives ? { ...column, role: 'ignore' as const } : column;
      });
    }
    return { ...sheet, columns };
  });
  return { sheets, stores: { ...mapping.stores, ...settings.stores } };
}

/**
 * Takes a person's answers to held rows (null takes one back) and plans anew. After a run the
 * answered rows wait for the next start.
 *
 * @throws OsonError NOT_FOUND, BAD_INPUT while a run is on
 */
export async function answerImportRows(
  db: Database,
  tenantId: string,
  batchId: string,
  answers: readonly { row: number; decision: RowDecision | null }[],
): Promise<BatchCounts> {
  await db.inTenant(tenantId, async (tx) => {
    assertOpen(await lockBatch(tx, batchId));
    await keepAnswers(tx, batchId, answers);
  });
  return planImport(db, tenantId, batchId);
}

async function keepAnswers(
  tx: TenantTx,
  batchId: string,
  answers: readonly { row: number; decision: RowDecision | null }[],
): Promise<void> {
  await tx.$executeRaw`
    update import_row i set decision = nullif(r.decision, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as r(row int, decision jsonb)
    where i.tenant_id = ${tx.tenantId}::uuid and i.batch_id = ${batchId}::uuid and i.row = r.row
      and i.written_at is null`;
}

/** Answers every row that holds a suggestion with that suggestion, in one tap. */
export async function takeAllSuggestions(
  db: Database,
  tenantId: string,
  batchId: string,
): Promise<BatchCounts> {
  const rows = await db.inTenant(
    tenantId,
    (tx) => tx.$queryRaw<{ row: number }[]>`
      select row from import_row
      where tenant_id = ${tenantId}::uuid and batch_id = ${batchId}::uuid and outcome = 'held'
        and written_at is null and data ->> 'priceSuggestion' is not null`,
  );
  const answers = rows.map(({ row }) => ({ row, decision: { take: 'suggestion' as const } }));
  return answerImportRows(db, tenantId, batchId, answers);
}
