import { type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';

/** The price lists that the chain's open stores sell by; the first is the one of its first store. */
export async function liveLists(tx: TenantTx): Promise<{ id: string; currency: string }[]> {
  const stores = await tx.store.findMany({
    where: { tenantId: tx.tenantId, archivedAt: null },
    orderBy: { code: 'asc' },
    select: { priceListId: true, currency: true },
  });
  const lists = new Map(stores.map((store) => [store.priceListId, store.currency]));
  return Array.from(lists, ([id, currency]) => ({ id, currency }));
}

/** Prices that hold now in one list (the chain's first unless told); an open price has no amount. */
export async function pricesNow(
  tx: TenantTx,
  skuIds: readonly string[],
  listId?: string,
): Promise<Map<string, { amount: Tiyin | null }>> {
  const list = listId ?? (await liveLists(tx))[0]?.id;
  if (!list || skuIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ sku_id: string; amount: bigint | null }[]>`
    select distinct on (sku_id) sku_id, amount from price
    where tenant_id = ${tx.tenantId}::uuid and price_list_id = ${list}::uuid
      and sku_id = any(${skuIds}::uuid[])
    order by sku_id, n desc`;
  return new Map(
    rows.map((row) => [row.sku_id, { amount: row.amount === null ? null : toNumber(row.amount) }]),
  );
}

/** The newest cost of each SKU. */
export async function costsNow(
  tx: TenantTx,
  skuIds: readonly string[],
): Promise<Map<string, Tiyin>> {
  if (skuIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ sku_id: string; amount: bigint }[]>`
    select distinct on (sku_id) sku_id, amount from sku_cost
    where tenant_id = ${tx.tenantId}::uuid and sku_id = any(${skuIds}::uuid[])
    order by sku_id, "from" desc, id desc`;
  return new Map(rows.map((row) => [row.sku_id, toNumber(row.amount)]));
}
