import { OsonError } from '@oson/contract';
import { type TenantTx, withChange } from '@oson/db';
import {
  ensureCategories,
  fillKnownProducts,
  writeBarcodes,
  writeNewGoods,
  writeStoreSkus,
} from './write-goods.ts';
import type { Before, GoodsRow, OpenRow, WriteContext } from './write-context.ts';
import { pricesOf, writeCosts, writePrices } from './write-money.ts';
import { writeStock } from './write-stock.ts';

/**
 * Writes a chunk of rows: categories, products, SKUs, barcodes, costs, stock, prices, and the change
 * rows for the terminals, each as one set. The mark that a row is written stands in the same
 * transaction, so that a run broken off anywhere goes on without a gap and without doubling.
 */
export async function writeRows(
  tx: TenantTx,
  open: readonly OpenRow[],
  context: WriteContext,
): Promise<void> {
  const rows = open.filter((row): row is GoodsRow => row.skuId !== null);
  const fresh = rows.filter((row) => row.outcome === 'new');
  const known = rows.filter((row) => row.outcome === 'changed');
  const before: Before = new Map(known.map((row) => [row.row, {}]));
  const currency = context.places[0]?.currency;
  if (!currency) throw new OsonError('NOT_FOUND', { what: 'store' });
  const categories = await ensureCategories(tx, rows);
  await writeNewGoods(tx, fresh, categories, context);
  await fillKnownProducts(tx, known, categories, before);
  const barcodes = await writeBarcodes(tx, rows, before);
  await writeCosts(tx, rows, before, { currency, now: context.now });
  await writeStoreSkus(tx, rows);
  const stocked = await writeStock(tx, rows, context);
  const prices = await pricesOf(tx, rows, before, context);
  await markWritten(tx, context, open, before);
  if (rows.length === 0) return;
  const n = await withChange(tx, [
    ...categories.added.map((id) => ({ kind: 'category', id })),
    ...[...new Set(rows.map((row) => row.skuId))].map((id) => ({ kind: 'sku', id })),
    ...barcodes.map((id) => ({ kind: 'barcode', id })),
    ...prices.map((price) => ({ kind: 'price', id: price.id })),
    ...stocked.map(({ skuId, storeId }) => ({ kind: 'stock', id: skuId, storeId })),
  ]);
  await writePrices(tx, prices, { currency, now: context.now, n });
}

async function markWritten(
  tx: TenantTx,
  context: WriteContext,
  rows: readonly OpenRow[],
  before: Before,
): Promise<void> {
  const set = rows.map(({ row, problems }) => ({
    row,
    problems,
    before: before.get(row) ?? null,
  }));
  await tx.$executeRaw`
    update import_row i
    set written_at = ${context.now}, problems = r.problems, before = r.before
    from jsonb_to_recordset(${JSON.stringify(set)}::jsonb)
      as r(row int, problems jsonb, before jsonb)
    where i.tenant_id = ${tx.tenantId}::uuid and i.batch_id = ${context.batch.id}::uuid
      and i.row = r.row`;
}
