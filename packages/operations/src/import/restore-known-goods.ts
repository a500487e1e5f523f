import { type TenantTx, uuidv7Now } from '@oson/db';
import { insertRows } from '../catalog/insert-rows.ts';
import type { Batch } from './batch.ts';
import type { WrittenRow } from './write-context.ts';

type OldPrice = {
  id: string;
  price_list_id: string;
  sku_id: string;
  amount: number | null;
  currency: string;
};

/**
 * Gives goods that an import changed their old price and cost again, as new rows, and takes the
 * barcodes away that it added. The prices are returned: they are written with their feed position.
 */
export async function restoreKnownGoods(
  tx: TenantTx,
  batch: Batch,
  rows: readonly WrittenRow[],
  now: Date,
): Promise<{ barcodes: string[]; prices: OldPrice[] }> {
  const { tenantId } = tx;
  const store = await tx.store.findUnique({
    where: { tenantId_id: { tenantId, id: batch.storeId } },
    select: { currency: true },
  });
  const currency = store?.currency ?? 'UZS';
  const prices = new Map<string, OldPrice>();
  for (const { sku_id, before } of rows) {
    for (const [list, amount] of Object.entries(before?.prices ?? {})) {
      if (!sku_id) continue;
      const price = { id: uuidv7Now(), price_list_id: list, sku_id, amount, currency };
      prices.set(`${list} ${sku_id}`, price);
    }
  }
  const costs = rows.flatMap(({ sku_id, before }) =>
    sku_id && typeof before?.cost === 'number'
      ? [{ id: uuidv7Now(), sku_id, amount: before.cost, currency, from: now.toISOString() }]
      : [],
  );
  await insertRows(tx, 'sku_cost', costs);
  const barcodes = rows.flatMap((row) => row.before?.barcodes ?? []);
  await tx.$executeRaw`
    update barcode set archived_at = now(), version = version + 1
    where tenant_id = ${tenantId}::uuid and id = any(${barcodes}::uuid[]) and archived_at is null`;
  await emptyProducts(tx, rows);
  return { barcodes, prices: [...prices.values()] };
}

/** What the import filled in is empty again. */
async function emptyProducts(tx: TenantTx, rows: readonly WrittenRow[]): Promise<void> {
  const { tenantId } = tx;
  const of = (test: (row: WrittenRow) => boolean) =>
    rows.filter(test).flatMap((row) => row.sku_id ?? []);
  const mxik = of((row) => row.before?.mxikWasEmpty === true);
  const category = of((row) => row.before?.categoryWasEmpty === true);
  if (mxik.length + category.length === 0) return;
  await tx.$executeRaw`
    update product p set version = p.version + 1,
      mxik = case when r.mxik then null else p.mxik end,
      category_id = case when r.category then null else p.category_id end
    from (
      select product_id, bool_or(id = any(${mxik}::uuid[])) as mxik,
        bool_or(id = any(${category}::uuid[])) as category
      from sku
      where tenant_id = ${tenantId}::uuid and id = any(${[...mxik, ...category]}::uuid[])
      group by product_id
    ) r
    where p.tenant_id = ${tenantId}::uuid and p.id = r.product_id`;
}
