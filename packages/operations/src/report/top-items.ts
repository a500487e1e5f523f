import { type TenantTx, toNumber } from '@oson/db';
import type { Thousandths, Tiyin } from '@oson/domain';
import { type DayScope, inStores, notVoided } from './day-figures.ts';

export type TopItem = {
  skuId: string;
  name: string;
  unit: string;
  quantity: Thousandths;
  gross: Tiyin;
};

type Row = { skuId: string; name: string; unit: string; quantity: bigint; gross: bigint };

/** What brought most money on a day, best first. Names are the newest snapshot of the lines. */
export async function topItems(tx: TenantTx, scope: DayScope, limit = 10): Promise<TopItem[]> {
  const rows = await tx.$queryRaw<Row[]>`
    with best as (
      select sku_id, sum(quantity)::bigint as quantity, sum(gross)::bigint as gross,
        max(sale_id::text)::uuid as newest
      from sale_line line
      where tenant_id = ${tx.tenantId}::uuid and business_date = ${scope.date}::date
        ${inStores(scope.storeIds)} ${notVoided(tx.tenantId, 'line')}
      group by sku_id order by gross desc limit ${limit}
    )
    select b.sku_id as "skuId", l.name, l.unit, b.quantity, b.gross
    from best b cross join lateral (
      select name, unit from sale_line
      where tenant_id = ${tx.tenantId}::uuid and sale_id = b.newest and sku_id = b.sku_id limit 1
    ) l
    order by b.gross desc`;
  return rows.map((row) => ({
    ...row,
    quantity: toNumber(row.quantity),
    gross: toNumber(row.gross),
  }));
}
