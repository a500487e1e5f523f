import type { PullKind } from '@oson/contract';
import { byId, idsOf, type RowReader } from './pull-row-reader.ts';

type Row = { id: string; gone: boolean; data: object };

const category: RowReader = async (tx, _sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select id, archived_at is not null as gone,
      jsonb_build_object('name', name, 'names', names, 'hue', hue, 'position', position) as data
    from category
    where tenant_id = ${tx.tenantId}::uuid and id = any(${idsOf(pointers)}::uuid[])`;
  return byId(rows);
};

/** Cost is not among the columns, and a store gets only what it carries. */
const sku: RowReader = async (tx, sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select k.id, k.archived_at is not null or p.archived_at is not null
        or coalesce(not c.carried, false) as gone,
      jsonb_build_object('productId', k.product_id, 'categoryId', p.category_id, 'name', k.name,
        'names', coalesce(k.names, p.names), 'code', k.code, 'kind', k.kind, 'unit', k.unit,
        'tracked', k.tracked, 'taxRateBp', k.tax_rate_bp, 'favourite', k.favourite,
        'sample', p.sample, 'mxik', p.mxik, 'marked', p.marked_group is not null) as data
    from sku k
    join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
    left join store_sku c on c.tenant_id = k.tenant_id and c.sku_id = k.id
      and c.store_id = ${sender.storeId}::uuid
    where k.tenant_id = ${tx.tenantId}::uuid and k.id = any(${idsOf(pointers)}::uuid[])`;
  return byId(rows);
};

const barcode: RowReader = async (tx, _sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select id, archived_at is not null as gone, jsonb_build_object('skuId', sku_id, 'code', code,
      'kind', kind, 'packQuantity', pack_quantity) as data
    from barcode
    where tenant_id = ${tx.tenantId}::uuid and id = any(${idsOf(pointers)}::uuid[])`;
  return byId(rows);
};

/** Prices of the own store's list; other lists are none of this terminal's business. */
const price: RowReader = async (tx, sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select r.id, false as gone, jsonb_build_object('skuId', r.sku_id, 'amount', r.amount,
      'currency', r.currency, 'from', (extract(epoch from r."from") * 1000)::bigint,
      'n', r.n) as data
    from price r
    join store s on s.tenant_id = r.tenant_id and s.id = ${sender.storeId}::uuid
    where r.tenant_id = ${tx.tenantId}::uuid and r.id = any(${idsOf(pointers)}::uuid[])
      and r.price_list_id = s.price_list_id`;
  return byId(rows);
};

/** On-hand of the own store, with the feed position that it was written at. */
const stock: RowReader = async (tx, sender, pointers) => {
  const rows = await tx.$queryRaw<Row[]>`
    select sku_id as id, false as gone, jsonb_build_object('skuId', sku_id,
      'quantity', quantity, 'counted', counted, 'n', n) as data
    from stock_level
    where tenant_id = ${tx.tenantId}::uuid and store_id = ${sender.storeId}::uuid
      and sku_id = any(${idsOf(pointers)}::uuid[])`;
  return byId(rows);
};

/** Rows of the catalogue and the shelf. */
export const GOODS_READERS: Partial<Record<PullKind, RowReader>> = {
  category,
  sku,
  barcode,
  price,
  stock,
};
