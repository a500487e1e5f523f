/** What a chain's goods come to: counts and sums of all that an import writes. */
import type { Database } from '@oson/db';

export type ImportFigures = Record<
  | 'products'
  | 'skus'
  | 'barcodes'
  | 'categories'
  | 'prices'
  | 'priceSum'
  | 'costs'
  | 'costSum'
  | 'movements'
  | 'moved'
  | 'onHand'
  | 'changes'
  /** Rows that say the same of the same thing twice. */
  | 'doubled',
  number
>;

/** Counts and sums over one chain; of one that was empty, they are the import's own. */
export async function readImportFigures(db: Database, tenantId: string): Promise<ImportFigures> {
  const [row] = await db.inTenant(
    tenantId,
    (tx) => tx.$queryRaw<Record<keyof ImportFigures, bigint | null>[]>`
      select
        (select count(*) from product where archived_at is null) as products,
        (select count(*) from sku where archived_at is null) as skus,
        (select count(*) from barcode where archived_at is null) as barcodes,
        (select count(*) from category where archived_at is null) as categories,
        (select count(*) from price) as prices,
        (select sum(amount) from price) as "priceSum",
        (select count(*) from sku_cost) as costs,
        (select sum(amount) from sku_cost) as "costSum",
        (select count(*) from stock_movement) as movements,
        (select sum(quantity) from stock_movement) as moved,
        (select sum(quantity) from stock_level) as "onHand",
        (select count(*) from change_row where kind in ('sku', 'barcode', 'price', 'stock'))
          as changes,
        (select count(*) - count(distinct (price_list_id, sku_id)) from price)
          + (select count(*) - count(distinct code) from barcode)
          + (select count(*) - count(distinct code) from sku where code is not null)
          + (select count(*) - count(distinct sku_id) from sku_cost)
          + (select count(*) - count(distinct (store_id, sku_id)) from stock_movement) as doubled`,
  );
  const entries = Object.entries(row ?? {}).map(([name, value]) => [name, Number(value ?? 0)]);
  return Object.fromEntries(entries) as ImportFigures;
}
