import { Prisma, type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';

/** One business date (YYYY-MM-DD) in all stores, or in some of them. */
export type DayScope = { date: string; storeIds?: readonly string[] | undefined };

export type DayFigures = {
  saleCount: number;
  gross: Tiyin;
  tax: Tiyin;
  discount: Tiyin;
  returnCount: number;
  refunds: Tiyin;
};
export type HourFigures = { hour: number; saleCount: number; gross: Tiyin };

/** Restricts a statement to the scope's stores; empty for the whole chain. */
export function inStores(storeIds: readonly string[] | undefined): Prisma.Sql {
  return storeIds ? Prisma.sql`and store_id = any(${[...storeIds]}::uuid[])` : Prisma.empty;
}

/** Leaves voided sales out of a statement over lines or tenders, or over the sales themselves. */
export function notVoided(tenantId: string, rows: 'line' | 'tender' | 'sale'): Prisma.Sql {
  const saleId = {
    line: Prisma.sql`line.sale_id`,
    tender: Prisma.sql`tender.sale_id`,
    sale: Prisma.sql`sale.id`,
  };
  return Prisma.sql`and not exists (select from sale_void v where v.tenant_id = ${tenantId}::uuid
    and v.sale_id = ${saleId[rows]})`;
}

type Sums = Record<keyof DayFigures, bigint>;

/** A day's sums from the hourly rollup, which is written with each sale. Practice is never in it. */
export async function dayFigures(tx: TenantTx, scope: DayScope): Promise<DayFigures> {
  const [row] = await tx.$queryRaw<Sums[]>`
    select coalesce(sum(sale_count), 0)::bigint as "saleCount",
      coalesce(sum(gross), 0)::bigint as gross, coalesce(sum(tax), 0)::bigint as tax,
      coalesce(sum(discount), 0)::bigint as discount,
      coalesce(sum(return_count), 0)::bigint as "returnCount",
      coalesce(sum(refunds), 0)::bigint as refunds
    from sales_hourly
    where tenant_id = ${tx.tenantId}::uuid and business_date = ${scope.date}::date
      ${inStores(scope.storeIds)}`;
  if (!row) throw new Error('an aggregate gives one row');
  return {
    saleCount: toNumber(row.saleCount),
    gross: toNumber(row.gross),
    tax: toNumber(row.tax),
    discount: toNumber(row.discount),
    returnCount: toNumber(row.returnCount),
    refunds: toNumber(row.refunds),
  };
}

/** The hours of a day in which something was sold, in order. */
export async function hourFigures(tx: TenantTx, scope: DayScope): Promise<HourFigures[]> {
  const rows = await tx.$queryRaw<{ hour: number; sales: bigint; gross: bigint }[]>`
    select hour, sum(sale_count)::bigint as sales, sum(gross)::bigint as gross
    from sales_hourly
    where tenant_id = ${tx.tenantId}::uuid and business_date = ${scope.date}::date
      ${inStores(scope.storeIds)}
    group by hour order by hour`;
  return rows.map((row) => ({
    hour: row.hour,
    saleCount: toNumber(row.sales),
    gross: toNumber(row.gross),
  }));
}
