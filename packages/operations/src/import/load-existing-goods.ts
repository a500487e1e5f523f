import { type TenantTx, toNumber } from '@oson/db';
import { planForMany } from './plan-for-many.ts';
import { type ExistingGood, ExistingGoods } from './plan/existing-goods.ts';

type Row = {
  sku_id: string;
  product_id: string;
  name: string;
  code: string | null;
  mxik: string | null;
  has_category: boolean;
  price: bigint | null;
  cost: bigint | null;
  barcodes: string[] | null;
  counted: string[] | null;
};

/**
 * The goods that an import compares with: neither archived nor sample. Prices are those of one
 * list, the newest; costs the newest.
 */
export async function loadExistingGoods(tx: TenantTx, priceListId: string): Promise<ExistingGoods> {
  await planForMany(tx);
  const rows = await tx.$queryRaw<Row[]>`
    with goods as (
      select s.id, s.product_id, s.name, s.code, p.mxik, p.category_id is not null as has_category
      from sku s join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
      where s.tenant_id = ${tx.tenantId}::uuid and s.archived_at is null and not p.sample
    ), prices as (
      select distinct on (sku_id) sku_id, amount from price
      where tenant_id = ${tx.tenantId}::uuid and price_list_id = ${priceListId}::uuid
      order by sku_id, n desc
    ), costs as (
      select distinct on (sku_id) sku_id, amount from sku_cost
      where tenant_id = ${tx.tenantId}::uuid order by sku_id, "from" desc, id desc
    ), codes as (
      select sku_id, array_agg(code order by id) as barcodes from barcode
      where tenant_id = ${tx.tenantId}::uuid and archived_at is null group by sku_id
    ), levels as (
      select sku_id, array_agg(store_id::text) as counted from stock_level
      where tenant_id = ${tx.tenantId}::uuid and counted group by sku_id
    )
    select g.id as sku_id, g.product_id, g.name, g.code, g.mxik, g.has_category,
      prices.amount as price, costs.amount as cost, codes.barcodes, levels.counted
    from goods g
    left join prices on prices.sku_id = g.id
    left join costs on costs.sku_id = g.id
    left join codes on codes.sku_id = g.id
    left join levels on levels.sku_id = g.id
    order by g.id`;
  return new ExistingGoods(rows.map(asGood));
}

function asGood(row: Row): ExistingGood {
  return {
    skuId: row.sku_id,
    productId: row.product_id,
    name: row.name,
    code: row.code,
    mxik: row.mxik,
    hasCategory: row.has_category,
    price: row.price === null ? null : toNumber(row.price),
    cost: row.cost === null ? null : toNumber(row.cost),
    barcodes: row.barcodes ?? [],
    countedStores: row.counted ?? [],
  };
}
