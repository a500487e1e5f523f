import { Prisma, type TenantTx, toNumber } from '@oson/db';
import type { Thousandths, Tiyin } from '@oson/domain';
import { matchingGoods } from '../catalog/matching-goods.ts';
import { type Page, pageOf, type PageRequest, readCursor, writeCursor } from '../paging.ts';

export type StockFilter = PageRequest & {
  storeId: string;
  search?: string | undefined;
  /** low: at or below the minimum; negative: below zero. */
  only?: 'low' | 'negative' | undefined;
};

export type StockRow = {
  skuId: string;
  name: string;
  code: string | null;
  unit: string;
  quantity: Thousandths;
  counted: boolean;
  minStock: Thousandths;
  /** Average cost of one unit. */
  cost: Tiyin | null;
};

type Row = Omit<StockRow, 'quantity' | 'minStock' | 'cost'> & {
  quantity: bigint;
  minStock: bigint;
  cost: bigint | null;
};

/** Stock of one store by item name. */
export async function listStock(tx: TenantTx, filter: StockFilter): Promise<Page<StockRow>> {
  const after = readCursor(filter.cursor);
  const rows = await tx.$queryRaw<Row[]>`
    select k.id as "skuId", k.name, k.code, k.unit, coalesce(l.quantity, 0) as quantity,
      coalesce(l.counted, false) as counted,
      coalesce(c.min_stock, s.low_stock_threshold) as "minStock",
      (select amount from sku_cost o where o.tenant_id = k.tenant_id and o.sku_id = k.id
        order by o."from" desc, o.id desc limit 1) as cost
    from sku k
    join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
    join tenant_settings s on s.tenant_id = k.tenant_id
    left join stock_level l on l.tenant_id = k.tenant_id and l.sku_id = k.id
      and l.store_id = ${filter.storeId}::uuid
    left join store_sku c on c.tenant_id = k.tenant_id and c.sku_id = k.id
      and c.store_id = ${filter.storeId}::uuid
    where k.tenant_id = ${tx.tenantId}::uuid and k.archived_at is null and k.tracked
      and k.kind <> 'service' and not p.sample
      ${after ? Prisma.sql`and (k.name, k.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.empty}
      ${matchingGoods(filter.search)} ${narrowed(filter.only)}
    order by k.name, k.id limit ${pageOf(filter) + 1}`;
  const shown = rows.slice(0, pageOf(filter)).map((row) => ({
    ...row,
    quantity: toNumber(row.quantity),
    minStock: toNumber(row.minStock),
    cost: row.cost === null ? null : toNumber(row.cost),
  }));
  const last = shown.at(-1);
  const more = rows.length > shown.length && last;
  return { rows: shown, nextCursor: more ? writeCursor(last.name, last.skuId) : null };
}

function narrowed(only: StockFilter['only']): Prisma.Sql {
  if (only === 'negative') return Prisma.sql`and l.quantity < 0`;
  if (only !== 'low') return Prisma.empty;
  return Prisma.sql`and l.counted and l.quantity <= coalesce(c.min_stock, s.low_stock_threshold)`;
}
