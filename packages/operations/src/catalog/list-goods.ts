import { Prisma, type TenantTx, toNumber } from '@oson/db';
import type { Thousandths, Tiyin } from '@oson/domain';
import { type Page, pageOf, type PageRequest, readCursor, writeCursor } from '../paging.ts';
import type { ItemNames } from './goods-types.ts';
import { matchingGoods } from './matching-goods.ts';

export type GoodsFilter = PageRequest & {
  search?: string | undefined;
  /** 'none': goods without one. */
  categoryId?: string | undefined;
  /** Prices and stock of this store; absent: of the chain's first price list, stock of all. */
  storeId?: string | undefined;
  low?: boolean | undefined;
  archived?: boolean | undefined;
};

export type GoodsRow = {
  skuId: string;
  productId: string;
  name: string;
  names: ItemNames | null;
  code: string | null;
  unit: string;
  kind: string;
  categoryId: string | null;
  categoryName: string | null;
  barcodes: string[];
  price: Tiyin | null;
  cost: Tiyin | null;
  stocks: { storeId: string; quantity: Thousandths; counted: boolean; low: boolean }[];
  hasMxik: boolean;
  marked: boolean;
  tracked: boolean;
  sample: boolean;
  draft: boolean;
  archived: boolean;
};

type Row = Omit<GoodsRow, 'price' | 'cost' | 'barcodes' | 'stocks'> & {
  price: bigint | null;
  cost: bigint | null;
  barcodes: string[] | null;
  stocks: GoodsRow['stocks'] | null;
};

/** The chain's goods by name, a row a SKU, a page at a time. */
export async function listGoods(tx: TenantTx, filter: GoodsFilter): Promise<Page<GoodsRow>> {
  const after = readCursor(filter.cursor);
  const start = after
    ? Prisma.sql`and (k.name, k.id) > (${after[0]}, ${after[1]}::uuid)`
    : Prisma.empty;
  const rows = await tx.$queryRaw<Row[]>`
    with page as (
      select k.* from sku k
      join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
      where k.tenant_id = ${tx.tenantId}::uuid ${start} ${conditions(filter)}
      order by k.name, k.id limit ${pageOf(filter) + 1}
    )
    select k.id as "skuId", k.product_id as "productId", k.name,
      coalesce(k.names, p.names) as names, k.code, k.unit, k.kind, c.id as "categoryId",
      c.name as "categoryName", p.mxik is not null as "hasMxik",
      p.marked_group is not null as marked, k.tracked, p.sample, k.draft,
      k.archived_at is not null as archived,
      (select array_agg(b.code order by b.id) from barcode b where b.tenant_id = k.tenant_id
        and b.sku_id = k.id and (b.archived_at is null or k.archived_at is not null)) as barcodes,
      (select r.amount from price r where r.tenant_id = k.tenant_id
        and r.price_list_id = (${priceListOf(tx, filter.storeId)}) and r.sku_id = k.id
        order by r.n desc limit 1) as price,
      (select o.amount from sku_cost o where o.tenant_id = k.tenant_id and o.sku_id = k.id
        order by o."from" desc, o.id desc limit 1) as cost,
      ${stocksOf(filter.storeId)} as stocks
    from page k
    join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
    join tenant_settings t on t.tenant_id = k.tenant_id
    left join category c on c.tenant_id = p.tenant_id and c.id = p.category_id
      and c.archived_at is null
    order by k.name, k.id`;
  const shown = rows.slice(0, pageOf(filter)).map(asGoodsRow);
  const last = shown.at(-1);
  const more = rows.length > shown.length && last;
  return { rows: shown, nextCursor: more ? writeCursor(last.name, last.skuId) : null };
}

function asGoodsRow(row: Row): GoodsRow {
  return {
    ...row,
    price: row.price === null ? null : toNumber(row.price),
    cost: row.cost === null ? null : toNumber(row.cost),
    barcodes: row.barcodes ?? [],
    stocks: row.stocks ?? [],
  };
}

/** How many SKUs there are, and how many the filter leaves. */
export async function countGoods(
  tx: TenantTx,
  filter: GoodsFilter,
): Promise<{ total: number; filtered: number }> {
  const [count] = await tx.$queryRaw<{ total: bigint; filtered: bigint }[]>`
    select
      (select count(*) from sku where tenant_id = ${tx.tenantId}::uuid
        and archived_at is null) as total,
      (select count(*) from sku k
        join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
        where k.tenant_id = ${tx.tenantId}::uuid ${conditions(filter)}) as filtered`;
  return { total: toNumber(count?.total ?? 0n), filtered: toNumber(count?.filtered ?? 0n) };
}

/** The price list of a store; without one, of the chain's first store. */
function priceListOf(tx: TenantTx, storeId: string | undefined): Prisma.Sql {
  return storeId
    ? Prisma.sql`select price_list_id from store
        where tenant_id = ${tx.tenantId}::uuid and id = ${storeId}::uuid`
    : Prisma.sql`select price_list_id from store where tenant_id = ${tx.tenantId}::uuid
        and archived_at is null order by code limit 1`;
}

function stocksOf(storeId: string | undefined): Prisma.Sql {
  const here = storeId ? Prisma.sql`and l.store_id = ${storeId}::uuid` : Prisma.empty;
  return Prisma.sql`(
    select jsonb_agg(jsonb_build_object('storeId', l.store_id, 'quantity', l.quantity,
      'counted', l.counted,
      'low', l.counted and l.quantity <= coalesce(m.min_stock, t.low_stock_threshold)))
    from stock_level l
    left join store_sku m on m.tenant_id = l.tenant_id and m.store_id = l.store_id
      and m.sku_id = l.sku_id
    where l.tenant_id = k.tenant_id and l.sku_id = k.id ${here})`;
}

function conditions(filter: GoodsFilter): Prisma.Sql {
  const parts = [
    filter.archived
      ? Prisma.sql`and k.archived_at is not null`
      : Prisma.sql`and k.archived_at is null`,
    categoryIs(filter.categoryId),
    filter.low ? isLow(filter.storeId) : Prisma.empty,
    matchingGoods(filter.search),
  ];
  return Prisma.join(parts, ' ');
}

function categoryIs(categoryId: string | undefined): Prisma.Sql {
  if (!categoryId) return Prisma.empty;
  if (categoryId !== 'none') return Prisma.sql`and p.category_id = ${categoryId}::uuid`;
  return Prisma.sql`and not exists (select from category c where c.tenant_id = p.tenant_id
    and c.id = p.category_id and c.archived_at is null)`;
}

function isLow(storeId: string | undefined): Prisma.Sql {
  const here = storeId ? Prisma.sql`and l.store_id = ${storeId}::uuid` : Prisma.empty;
  return Prisma.sql`and exists (
    select from stock_level l
    join tenant_settings t on t.tenant_id = l.tenant_id
    left join store_sku m on m.tenant_id = l.tenant_id and m.store_id = l.store_id
      and m.sku_id = l.sku_id
    where l.tenant_id = k.tenant_id and l.sku_id = k.id and l.counted ${here}
      and l.quantity <= coalesce(m.min_stock, t.low_stock_threshold))`;
}
