import type { TenantTx } from '@oson/db';
import { inStores } from './day-figures.ts';

/** How many SKUs run low in all stores, and the store that has most of them. */
export type LowStock = { count: number; storeId: string | null };

/**
 * Counts as the stock list filters: counted goods of a store at or below their own minimum, or the
 * chain's threshold. Sample and archived goods and services do not count.
 */
export async function lowStock(
  tx: TenantTx,
  storeIds: readonly string[] | undefined,
): Promise<LowStock> {
  const rows = await tx.$queryRaw<{ storeId: string; n: number }[]>`
    select store_id as "storeId", count(*)::int as n from (
      select l.store_id from stock_level l
      join sku k on k.tenant_id = l.tenant_id and k.id = l.sku_id
      join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
      join tenant_settings s on s.tenant_id = l.tenant_id
      left join store_sku c
        on c.tenant_id = l.tenant_id and c.store_id = l.store_id and c.sku_id = l.sku_id
      where l.tenant_id = ${tx.tenantId}::uuid and l.counted
        and l.quantity <= coalesce(c.min_stock, s.low_stock_threshold)
        and k.archived_at is null and k.tracked and k.kind <> 'service' and not p.sample
    ) low
    where true ${inStores(storeIds)}
    group by store_id order by n desc, store_id`;
  return {
    count: rows.reduce((sum, row) => sum + row.n, 0),
    storeId: rows[0]?.storeId ?? null,
  };
}
