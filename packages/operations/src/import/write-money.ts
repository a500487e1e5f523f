import { type TenantTx, toNumber, uuidv7Now } from '@oson/db';
import { insertRows } from '../catalog/insert-rows.ts';
import type { ImportRowData } from './row-as-read.ts';
import type { Before, GoodsRow, WriteContext } from './write-context.ts';

type Priced = { id: string; price_list_id: string; sku_id: string; amount: number | null };

/**
 * The prices that rows set, by list; the last row of a SKU counts. They are written after the feed
 * position is taken, because a price holds from its position on.
 */
export async function pricesOf(
  tx: TenantTx,
  rows: readonly GoodsRow[],
  before: Before,
  context: WriteContext,
): Promise<Priced[]> {
  const lists = priceLists(context);
  const prices = new Map<string, Priced>();
  const replaced: { row: GoodsRow; key: string; list: string }[] = [];
  for (const row of rows) {
    if (row.outcome === 'changed' && !row.data.changes.includes('price')) continue;
    if (row.data.price === null && !row.data.openPrice) continue;
    for (const [list, storeIds] of lists) {
      const key = `${list} ${row.skuId}`;
      const amount = amountFor(row.data, storeIds);
      prices.set(key, { id: uuidv7Now(), price_list_id: list, sku_id: row.skuId, amount });
      if (row.outcome === 'changed') replaced.push({ row, key, list });
    }
  }
  await noteOldPrices(tx, replaced, before);
  return [...prices.values()];
}

/** Lists that stores sell by, each with its stores in this import. */
function priceLists(context: WriteContext): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const place of context.places) {
    lists.set(place.priceListId, [...(lists.get(place.priceListId) ?? []), place.id]);
  }
  return lists;
}

/** A list of one store takes that store's own price; a shared list takes the price of the file. */
function amountFor(data: ImportRowData, storeIds: readonly string[]): number | null {
  if (data.openPrice) return null;
  const [only, ...others] = storeIds;
  const own = only !== undefined && others.length === 0 ? data.stores[only]?.price : null;
  return own ?? data.price;
}

async function noteOldPrices(
  tx: TenantTx,
  replaced: readonly { row: GoodsRow; key: string; list: string }[],
  before: Before,
): Promise<void> {
  if (replaced.length === 0) return;
  const skuIds = [...new Set(replaced.map(({ row }) => row.skuId))];
  const old = await tx.$queryRaw<
    { price_list_id: string; sku_id: string; amount: bigint | null }[]
  >`
    select distinct on (price_list_id, sku_id) price_list_id, sku_id, amount from price
    where tenant_id = ${tx.tenantId}::uuid and sku_id = any(${skuIds}::uuid[])
    order by price_list_id, sku_id, n desc`;
  const amounts = new Map(old.map((row) => [`${row.price_list_id} ${row.sku_id}`, row.amount]));
  for (const { row, key, list } of replaced) {
    const was = before.get(row.row);
    const amount = amounts.get(key);
    if (!was || amount === undefined) continue;
    was.prices = { ...was.prices, [list]: amount === null ? null : toNumber(amount) };
  }
}

/** Writes prices that hold from a feed position on. */
export async function writePrices(
  tx: TenantTx,
  prices: readonly Priced[],
  at: { currency: string; now: Date; n: number },
): Promise<void> {
  const { currency, now, n } = at;
  const set = prices.map((price) => ({ ...price, currency, n, from: now.toISOString() }));
  await insertRows(tx, 'price', set);
}

/** Costs are dated rows; a known good gets one only when its cost differs. */
export async function writeCosts(
  tx: TenantTx,
  rows: readonly GoodsRow[],
  before: Before,
  at: { currency: string; now: Date },
): Promise<void> {
  const costed = rows.filter(
    ({ outcome, data }) =>
      data.cost !== null && (outcome === 'new' || data.changes.includes('cost')),
  );
  const known = costed.filter((row) => row.outcome === 'changed');
  if (known.length > 0) {
    const skuIds = known.map((row) => row.skuId);
    const old = await tx.$queryRaw<{ sku_id: string; amount: bigint }[]>`
      select distinct on (sku_id) sku_id, amount from sku_cost
      where tenant_id = ${tx.tenantId}::uuid and sku_id = any(${skuIds}::uuid[])
      order by sku_id, "from" desc, id desc`;
    const costs = new Map(old.map((row) => [row.sku_id, toNumber(row.amount)]));
    for (const row of known) {
      const was = before.get(row.row);
      if (was) was.cost = costs.get(row.skuId) ?? null;
    }
  }
  const set = costed.map((row) => ({
    id: uuidv7Now(),
    sku_id: row.skuId,
    amount: row.data.cost,
    currency: at.currency,
    from: at.now.toISOString(),
  }));
  await insertRows(tx, 'sku_cost', set);
}
