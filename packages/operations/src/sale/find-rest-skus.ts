import { type SqlTx, toNumber } from '@oson/db';
import { normaliseCode } from '@oson/domain';
import type { Place } from '../sync/place.ts';
import { idOfBytes } from '../sync/store-raw.ts';
import type { RestSale, RestSku } from './rest-sale.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Row = {
  wanted: string;
  sku_id: string;
  name: string;
  code: string | null;
  unit: string;
  tax_rate_bp: number | null;
  list_price: bigint | null;
};

/**
 * The SKUs that the lines of an integration name by id, code or barcode, each with the price in
 * force. What the catalogue does not have gets an id of its own from its name: the sale stands, and
 * posting flags it as unknown.
 */
export async function findRestSkus(tx: SqlTx, place: Place, sale: RestSale): Promise<RestSku[]> {
  const wanted = sale.lines.map(({ sku }) => sku.trim());
  const ids = wanted.filter((text) => UUID.test(text));
  const codes = wanted.filter((text) => !UUID.test(text));
  const barcodes = codes.map(normaliseCode);
  const rows = await tx.$queryRaw<Row[]>`
    select w.wanted, k.id as sku_id, k.name, b.code, k.unit, k.tax_rate_bp,
      (select r.amount from price r where r.tenant_id = k.tenant_id and r.sku_id = k.id
        and r.price_list_id = ${place.store.priceListId}::uuid and r."from" <= now()
        order by r."from" desc, r.n desc limit 1) as list_price
    from (
      select id as sku_id, id::text as wanted, 0 as rank from sku
        where tenant_id = ${tx.tenantId}::uuid and id = any(${ids}::uuid[])
      union all
      select b.sku_id, c.wanted, 1 from unnest(${codes}::text[], ${barcodes}::text[])
          as c(wanted, code)
        join barcode b on b.tenant_id = ${tx.tenantId}::uuid and b.code = c.code
          and b.archived_at is null
      union all
      select id, code, 2 from sku
        where tenant_id = ${tx.tenantId}::uuid and code = any(${codes}::text[])
    ) w
    join sku k on k.tenant_id = ${tx.tenantId}::uuid and k.id = w.sku_id
    left join lateral (select code from barcode x where x.tenant_id = k.tenant_id
      and x.sku_id = k.id and x.archived_at is null order by x.id limit 1) b on true
    order by (k.archived_at is not null), w.rank`;
  const found = new Map<string, Row>();
  for (const row of rows) if (!found.has(row.wanted)) found.set(row.wanted, row);
  return wanted.map((text) => skuOf(text, found.get(text)));
}

function skuOf(wanted: string, row: Row | undefined): RestSku {
  if (!row) {
    const skuId = UUID.test(wanted) ? wanted : idOfBytes(`rest-sku|${wanted}`);
    const unknown = { code: wanted, unit: 'dona', taxRateBp: null, listPrice: null };
    return { skuId, name: wanted, ...unknown };
  }
  return {
    skuId: row.sku_id,
    name: row.name,
    code: row.code,
    unit: row.unit,
    taxRateBp: row.tax_rate_bp,
    listPrice: row.list_price === null ? null : toNumber(row.list_price),
  };
}
