import { type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import { type DayScope, inStores, notVoided } from './day-figures.ts';

export type DayProfit = {
  /** Sales less what their goods cost, tiyin; lines of unknown cost are left out. */
  profit: Tiyin;
  /** Sales that the profit was made on: its share of them is the margin. */
  on: Tiyin;
};

type Row = { profit: bigint; on: bigint };

/** What a day's sales brought over the cost of their goods, less what came back. */
export async function dayProfit(tx: TenantTx, scope: DayScope): Promise<DayProfit> {
  const [row] = await tx.$queryRaw<Row[]>`
    select coalesce(sum(gross - round(quantity * cost / 1000.0)), 0)::bigint as profit,
      coalesce(sum(gross), 0)::bigint as on
    from (
      select gross, quantity, cost_at_sale as cost from sale_line line
      where tenant_id = ${tx.tenantId}::uuid and business_date = ${scope.date}::date
        ${inStores(scope.storeIds)} ${notVoided(tx.tenantId, 'line')}
      union all
      select -l.gross, -l.quantity, l.cost_at_sale from sale_return_line l
      join sale_return r on r.tenant_id = l.tenant_id and r.id = l.return_id
      where r.tenant_id = ${tx.tenantId}::uuid and r.business_date = ${scope.date}::date
        ${inStores(scope.storeIds)}
    ) goods where cost is not null`;
  return { profit: toNumber(row?.profit ?? 0n), on: toNumber(row?.on ?? 0n) };
}
