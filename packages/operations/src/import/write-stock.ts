import { type TenantTx, toNumber, uuidv7Now } from '@oson/db';
import { businessDate, type Thousandths } from '@oson/domain';
import { insertRows } from '../catalog/insert-rows.ts';
import type { GoodsRow, WriteContext } from './write-context.ts';

export type StockedSku = { storeId: string; skuId: string };
type Wanted = StockedSku & { quantity: Thousandths; unitCost: number | null };

/**
 * Sets on-hand to the file's figure and writes the movement that explains the difference. From then
 * on the SKU counts as counted there. Known goods are only touched where nobody has counted them.
 */
export async function writeStock(
  tx: TenantTx,
  rows: readonly GoodsRow[],
  context: WriteContext,
): Promise<StockedSku[]> {
  const wanted = wantedOf(rows, context);
  if (wanted.length === 0) return [];
  const levels = await lockLevels(tx, wanted);
  const open = wanted.filter((stock) => !levels.get(keyOf(stock))?.counted);
  await insertRows(
    tx,
    'stock_movement',
    open.map((stock) => movementOf(stock, levels.get(keyOf(stock))?.quantity ?? 0, context)),
  );
  const set = open.map(({ storeId, skuId, quantity }) => ({ storeId, skuId, quantity }));
  await tx.$executeRaw`
    insert into stock_level as l (tenant_id, store_id, sku_id, quantity, counted)
    select ${tx.tenantId}::uuid, "storeId", "skuId", quantity, true
    from jsonb_to_recordset(${JSON.stringify(set)}::jsonb)
      as r("storeId" uuid, "skuId" uuid, quantity bigint)
    on conflict (tenant_id, store_id, sku_id) do update
    set quantity = excluded.quantity, counted = true, updated_at = now()`;
  return open.map(({ storeId, skuId }) => ({ storeId, skuId }));
}

function wantedOf(rows: readonly GoodsRow[], context: WriteContext): Wanted[] {
  const known = new Set(context.places.map((place) => place.id));
  const wanted = new Map<string, Wanted>();
  for (const { skuId, data, outcome } of rows) {
    if (!data.tracked || (outcome === 'changed' && !data.changes.includes('stock'))) continue;
    for (const [storeId, { stock }] of Object.entries(data.stores)) {
      if (stock === null || !known.has(storeId)) continue;
      const one = { storeId, skuId, quantity: stock, unitCost: data.cost };
      if (!wanted.has(keyOf(one))) wanted.set(keyOf(one), one);
    }
  }
  return [...wanted.values()].sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
}

const keyOf = ({ storeId, skuId }: StockedSku) => `${storeId} ${skuId}`;

/** On-hand as it is, held until the transaction ends, in SKU order as every writer locks it. */
async function lockLevels(tx: TenantTx, wanted: readonly StockedSku[]) {
  const skuIds = [...new Set(wanted.map((stock) => stock.skuId))];
  const rows = await tx.$queryRaw<
    { store_id: string; sku_id: string; quantity: bigint; counted: boolean }[]
  >`
    select store_id, sku_id, quantity, counted from stock_level
    where tenant_id = ${tx.tenantId}::uuid and sku_id = any(${skuIds}::uuid[])
    order by sku_id, store_id for update`;
  return new Map(
    rows.map((row) => [
      keyOf({ storeId: row.store_id, skuId: row.sku_id }),
      { quantity: toNumber(row.quantity), counted: row.counted },
    ]),
  );
}

function movementOf(stock: Wanted, onHand: Thousandths, context: WriteContext) {
  const place = context.places.find((candidate) => candidate.id === stock.storeId);
  const atMs = context.now.getTime();
  return {
    id: uuidv7Now(),
    store_id: stock.storeId,
    sku_id: stock.skuId,
    kind: 'import',
    quantity: stock.quantity - onHand,
    unit_cost: stock.unitCost,
    document_id: context.batch.id,
    by_user: context.batch.byUser,
    at: context.now.toISOString(),
    business_date: businessDate(atMs, place?.utcOffsetMin ?? 300, place?.cutoverHour ?? 0),
  };
}
