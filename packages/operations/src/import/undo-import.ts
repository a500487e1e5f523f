import { OsonError } from '@oson/contract';
import { type Database, type TenantTx, toNumber, uuidv7Now, withChange } from '@oson/db';
import { writeAudit } from '../audit/write-audit.ts';
import { insertRows } from '../catalog/insert-rows.ts';
import { type Batch, lockBatch } from './batch.ts';
import { ROWS_PER_CHUNK_MAX } from './limits.ts';
import { undoLimit } from './preview-import.ts';
import { restoreKnownGoods } from './restore-known-goods.ts';
import type { WrittenRow } from './write-context.ts';

export type UndoneImport = {
  undone: number;
  /** Goods that were sold, counted or changed meanwhile: they stay as they are. */
  kept: number;
};

/**
 * Takes a whole import back within 24 hours: what it made is archived, what it changed gets its old
 * price and cost again, its stock goes by counter-movements. A good that somebody has touched since
 * is left alone. Broken off anywhere, it can be called again.
 *
 * @throws OsonError NOT_FOUND; BAD_INPUT when there is nothing to take back, or too late
 */
export async function undoImport(
  db: Database,
  tenantId: string,
  batchId: string,
  userId: string | null = null,
): Promise<UndoneImport> {
  const undone: UndoneImport = { undone: 0, kept: 0 };
  for (;;) {
    const chunk = await db.inTenant(tenantId, (tx) => undoChunk(tx, batchId, userId));
    undone.undone += chunk.undone;
    undone.kept += chunk.kept;
    if (chunk.rows === 0) break;
  }
  return undone;
}

async function undoChunk(
  tx: TenantTx,
  batchId: string,
  userId: string | null,
): Promise<UndoneImport & { rows: number }> {
  const { tenantId } = tx;
  const batch = await lockBatch(tx, batchId);
  const limit = undoLimit(batch);
  if (!limit || limit.getTime() < Date.now()) {
    throw new OsonError('BAD_INPUT', { status: batch.status });
  }
  const rows = await tx.$queryRaw<WrittenRow[]>`
    select row, outcome, sku_id, before from import_row
    where tenant_id = ${tenantId}::uuid and batch_id = ${batchId}::uuid
      and written_at is not null and outcome in ('new', 'changed')
    order by row desc limit ${ROWS_PER_CHUNK_MAX}`;
  if (rows.length === 0) {
    await tx.importBatch.update({
      where: { tenantId_id: { tenantId, id: batchId } },
      data: { status: 'undone', undoneAt: new Date() },
    });
    await writeAudit(tx, {
      actorKind: userId ? 'user' : 'system',
      actorId: userId,
      action: 'import.undone',
      subject: batch.fileName,
    });
    return { undone: 0, kept: 0, rows: 0 };
  }
  const kept = await undoRows(tx, batch, rows);
  const numbers = rows.map((row) => row.row);
  await tx.$executeRaw`
    update import_row set outcome = 'skipped', written_at = null
    where tenant_id = ${tenantId}::uuid and batch_id = ${batchId}::uuid
      and row = any(${numbers}::int[])`;
  const goods = rows.filter((row) => row.sku_id !== null).length;
  return { undone: goods - kept, kept, rows: rows.length };
}

async function undoRows(tx: TenantTx, batch: Batch, rows: readonly WrittenRow[]): Promise<number> {
  const skuIds = [...new Set(rows.flatMap((row) => row.sku_id ?? []))];
  const touched = await touchedSkus(tx, batch, skuIds);
  const free = (row: WrittenRow) => row.sku_id !== null && !touched.has(row.sku_id);
  const fresh = rows.filter((row) => row.outcome === 'new' && free(row));
  const known = rows.filter((row) => row.outcome === 'changed' && free(row));
  const freshIds = fresh.flatMap((row) => row.sku_id ?? []);
  const now = new Date();
  const all = [...new Set([...freshIds, ...known.flatMap((row) => row.sku_id ?? [])])];
  const stocked = await takeStockBack(tx, batch, all);
  const codes = await archiveGoods(tx, freshIds);
  const restored = await restoreKnownGoods(tx, batch, known, now);
  const n = await withChange(tx, [
    ...all.map((id) => ({ kind: 'sku', id })),
    ...[...codes, ...restored.barcodes].map((id) => ({ kind: 'barcode', id })),
    ...restored.prices.map((price) => ({ kind: 'price', id: price.id })),
    ...stocked.map(({ storeId, skuId }) => ({ kind: 'stock', id: skuId, storeId })),
  ]);
  await insertRows(
    tx,
    'price',
    restored.prices.map((price) => ({ ...price, n, from: now.toISOString() })),
  );
  return rows.filter((row) => row.sku_id !== null && touched.has(row.sku_id)).length;
}

/** SKUs that were sold, moved, edited or repriced after the import wrote them. */
async function touchedSkus(
  tx: TenantTx,
  batch: Batch,
  skuIds: readonly string[],
): Promise<Set<string>> {
  const { tenantId } = tx;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select s.id from sku s
    join import_row i on i.tenant_id = s.tenant_id and i.batch_id = ${batch.id}::uuid
      and i.sku_id = s.id and i.written_at is not null
    where s.tenant_id = ${tenantId}::uuid and s.id = any(${skuIds}::uuid[])
      and (
        (i.outcome = 'new' and (s.version > 1 or s.archived_at is not null))
        or exists (select 1 from stock_movement m
          where m.tenant_id = s.tenant_id and m.sku_id = s.id and m.at >= i.written_at
            and m.document_id is distinct from ${batch.id}::uuid)
        or exists (select 1 from sale_line l
          where l.tenant_id = s.tenant_id and l.sku_id = s.id and l.sold_at >= i.written_at)
        or exists (select 1 from price p
          where p.tenant_id = s.tenant_id and p.sku_id = s.id and p."from" > i.written_at)
      )`;
  return new Set(rows.map((row) => row.id));
}

/** Counter-movements for what the import put on the shelves; nobody has counted it any more. */
async function takeStockBack(
  tx: TenantTx,
  batch: Batch,
  skuIds: readonly string[],
): Promise<{ storeId: string; skuId: string }[]> {
  const { tenantId } = tx;
  const moved = await tx.$queryRaw<
    { store_id: string; sku_id: string; quantity: bigint; business_date: Date }[]
  >`
    select store_id, sku_id, sum(quantity) as quantity, max(business_date) as business_date
    from stock_movement
    where tenant_id = ${tenantId}::uuid and sku_id = any(${skuIds}::uuid[])
      and kind = 'import' and document_id = ${batch.id}::uuid
    group by store_id, sku_id order by sku_id, store_id`;
  if (moved.length === 0) return [];
  await insertRows(
    tx,
    'stock_movement',
    moved.map((row) => ({
      id: uuidv7Now(),
      store_id: row.store_id,
      sku_id: row.sku_id,
      kind: 'import',
      quantity: -toNumber(row.quantity),
      reason: 'undo',
      document_id: batch.id,
      by_user: batch.byUser,
      at: new Date().toISOString(),
      business_date: row.business_date.toISOString().slice(0, 10),
    })),
  );
  const stores = moved.map((row) => row.store_id);
  const skus = moved.map((row) => row.sku_id);
  const quantities = moved.map((row) => toNumber(row.quantity));
  await tx.$executeRaw`
    update stock_level l set quantity = l.quantity - r.quantity, counted = false, updated_at = now()
    from unnest(${stores}::uuid[], ${skus}::uuid[], ${quantities}::bigint[])
      as r(store_id, sku_id, quantity)
    where l.tenant_id = ${tenantId}::uuid and l.store_id = r.store_id and l.sku_id = r.sku_id`;
  return moved.map((row) => ({ storeId: row.store_id, skuId: row.sku_id }));
}

/** Archives what the import made; a product goes when none of its SKUs is left. */
async function archiveGoods(tx: TenantTx, skuIds: readonly string[]): Promise<string[]> {
  const { tenantId } = tx;
  if (skuIds.length === 0) return [];
  await tx.$executeRaw`
    update sku set archived_at = now(), version = version + 1
    where tenant_id = ${tenantId}::uuid and id = any(${skuIds}::uuid[]) and archived_at is null`;
  await tx.$executeRaw`
    update product p set archived_at = now(), version = version + 1
    where p.tenant_id = ${tenantId}::uuid and p.archived_at is null
      and p.id in (select product_id from sku
        where tenant_id = ${tenantId}::uuid and id = any(${skuIds}::uuid[]))
      and not exists (select 1 from sku s
        where s.tenant_id = p.tenant_id and s.product_id = p.id and s.archived_at is null)`;
  const codes = await tx.$queryRaw<{ id: string }[]>`
    update barcode set archived_at = now(), version = version + 1
    where tenant_id = ${tenantId}::uuid and sku_id = any(${skuIds}::uuid[])
      and archived_at is null returning id`;
  return codes.map((row) => row.id);
}
