import { type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import { type DayScope, inStores, notVoided } from './day-figures.ts';

export type TenderFigures = { kind: string; amount: Tiyin };

/** What a day's sales were paid with, net of change, most first. */
export async function tenderFigures(tx: TenantTx, scope: DayScope): Promise<TenderFigures[]> {
  const rows = await tx.$queryRaw<{ kind: string; amount: bigint }[]>`
    select kind, sum(amount)::bigint as amount from (
      select kind, amount, store_id from tender
      where tenant_id = ${tx.tenantId}::uuid and business_date = ${scope.date}::date
        ${notVoided(tx.tenantId, 'tender')}
      union all
      select 'cash', -change_given, store_id from sale
      where tenant_id = ${tx.tenantId}::uuid and business_date = ${scope.date}::date
        and change_given <> 0 ${notVoided(tx.tenantId, 'sale')}
    ) paid
    where true ${inStores(scope.storeIds)}
    group by kind having sum(amount) <> 0 order by amount desc`;
  return rows.map((row) => ({ kind: row.kind, amount: toNumber(row.amount) }));
}
