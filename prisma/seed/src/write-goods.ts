import { type Database, type TenantTx, withChange } from '@oson/db';
import { addDays, businessDate } from '@oson/domain';
import {
  DEMO_TENANT_ID,
  HISTORY_DAYS,
  PRICE_LIST_ID,
  STORES,
  TAX_RATE_ID,
  UTC_OFFSET_MIN,
  VAT_BP,
} from './demo-chain.ts';
import type { DemoGoods, GoodsSku } from './demo-goods.ts';
import { insertSet } from './insert-set.ts';
import { stableId } from './stable.ts';

const DAY_MS = 86_400_000;
const FAVOURITES = 24;
const OPENING_HOUR_MS = 20 * 3_600_000;

/** The catalogue with prices, costs and counted stock, as it was before the history's first day. */
export async function writeGoods(db: Database, goods: DemoGoods, nowMs: number): Promise<void> {
  await db.inTenant(DEMO_TENANT_ID, async (tx) => {
    if ((await tx.product.count()) > 0) return;
    await writeDescriptions(tx, goods);
    const levels = await writeOpening(tx, goods.skus, nowMs);
    const prices = goods.skus.map((sku) => ({ id: stableId('price', sku.code), sku }));
    const n = await withChange(tx, [
      { kind: 'tax-rate', id: TAX_RATE_ID },
      ...goods.categories.map(({ id }) => ({ kind: 'category', id })),
      ...goods.skus.map(({ id }) => ({ kind: 'sku', id })),
      ...goods.skus.flatMap(({ barcodes }) => barcodes.map(({ id }) => ({ kind: 'barcode', id }))),
      ...levels.map(({ skuId: id, storeId }) => ({ kind: 'stock', id, storeId })),
      ...prices.map(({ id }) => ({ kind: 'price', id })),
    ]);
    const from = new Date(nowMs - (HISTORY_DAYS + 1) * DAY_MS);
    await insertSet(tx, 'tax_rate', [{ id: TAX_RATE_ID, name: 'QQS', rate_bp: VAT_BP, from, n }]);
    await insertSet(
      tx,
      'price',
      prices.map(({ id, sku }) => ({
        id,
        price_list_id: PRICE_LIST_ID,
        sku_id: sku.id,
        amount: sku.price,
        currency: 'UZS',
        from,
        n,
      })),
    );
  });
}

async function writeDescriptions(tx: TenantTx, goods: DemoGoods): Promise<void> {
  await insertSet(
    tx,
    'category',
    goods.categories.map((row) => ({ ...row, ...ours })),
  );
  await insertSet(
    tx,
    'product',
    goods.products.map((product) => ({
      ...ours,
      id: product.id,
      category_id: product.categoryId,
      name: product.name,
      names: product.names,
      mxik: product.mxik,
      package_code: product.packageCode,
      marked_group: product.markedGroup,
      owner_type: 0,
      search_key: product.searchKey,
      created_at: new Date(),
    })),
  );
  await insertSet(tx, 'sku', skuRows(goods));
  await insertSet(
    tx,
    'barcode',
    goods.skus.flatMap((sku) =>
      sku.barcodes.map(({ id, code, kind, packQuantity }) => ({
        id,
        sku_id: sku.id,
        code,
        kind,
        pack_quantity: packQuantity,
        version: 1,
      })),
    ),
  );
  await insertSet(
    tx,
    'sku_cost',
    goods.skus.map((sku) => ({
      id: stableId('cost', sku.code),
      sku_id: sku.id,
      amount: sku.cost,
      currency: 'UZS',
      from: new Date(0),
    })),
  );
}

const ours = { sample: false, version: 1 };

function skuRows({ products, skus }: DemoGoods) {
  const best = [...skus].sort((a, b) => b.popularity - a.popularity).slice(0, FAVOURITES);
  return products.flatMap((product) =>
    product.skus.map((sku) => ({
      id: sku.id,
      product_id: product.id,
      code: sku.code,
      name: sku.name,
      names: sku.names,
      options: sku.options,
      kind: sku.weighed ? 'weighed' : 'piece',
      unit: sku.unit,
      tracked: true,
      draft: false,
      favourite: best.includes(sku) ? best.indexOf(sku) : null,
      version: 1,
    })),
  );
}

/** Deliveries of the history replace exactly what it sells, so the opening count is today's figure. */
async function writeOpening(tx: TenantTx, skus: readonly GoodsSku[], nowMs: number) {
  const today = businessDate(nowMs, UTC_OFFSET_MIN, 0);
  const day = addDays(today, -HISTORY_DAYS);
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + OPENING_HOUR_MS - UTC_OFFSET_MIN * 60_000);
  const levels = STORES.flatMap(({ id: storeId, key }) =>
    skus.flatMap((sku) => {
      const quantity = sku.stock.get(key);
      return quantity === undefined
        ? []
        : [{ storeId, skuId: sku.id, code: sku.code, quantity, cost: sku.cost }];
    }),
  );
  await insertSet(
    tx,
    'stock_level',
    levels.map(({ storeId, skuId, quantity }) => ({
      store_id: storeId,
      sku_id: skuId,
      quantity,
      counted: true,
      n: 0,
      updated_at: at,
    })),
  );
  await insertSet(
    tx,
    'stock_movement',
    levels.map(({ storeId, skuId, code, quantity, cost }) => ({
      id: stableId('opening', `${storeId} ${code}`, at.getTime()),
      store_id: storeId,
      sku_id: skuId,
      kind: 'count',
      quantity,
      unit_cost: cost,
      reason: 'opening',
      at,
      business_date: day,
    })),
  );
  return levels;
}
