/** 50 000 goods of one shop as an import makes them, by direct SQL. */
import { type BenchShop, makeShops } from '../sync/shops.ts';
import { rowSet, uuidv7Now } from '@oson/db';
import pg from 'pg';

const WORDS = ['Non', 'Sut', 'Choy', 'Shakar', 'Yogʻ', 'Guruch', 'Makaron', 'Sharbat', 'Suv'];
const CYRILLIC = ['Сок', 'Молоко', 'Хлеб', 'Чай', 'Сахар', 'Масло', 'Рис', 'Кефир', 'Творог'];
const SIZES = ['1 l', '0.5 l', '200 g', '1 kg', '5 kg', '400 g', '250 ml', '10 dona'];
const BRANDS = 800;
const CHANGE_ROWS = 500;

export type Item = {
  id: string;
  product: string;
  barcode: string;
  price: string;
  name: string;
  code: string;
  amount: number;
  stock: number;
  n: number;
};

let state = 42;
/** The same catalogue each time. */
function draw(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state % below;
}

export function makeItems(count: number): Item[] {
  return Array.from({ length: count }, (_, index): Item => {
    const words = index % 5 < 2 ? CYRILLIC : WORDS;
    const brand = `Brand${draw(BRANDS).toString(36)}`;
    return {
      id: uuidv7Now(),
      product: uuidv7Now(),
      barcode: uuidv7Now(),
      price: uuidv7Now(),
      name: `${words[draw(words.length)]} ${brand} ${SIZES[draw(SIZES.length)]}`,
      code: String(4_780_000_000_000 + draw(1_000_000) * 9000 + draw(9000)),
      amount: 50_000 * (1 + draw(500)),
      stock: 1000 * draw(200),
      n: 2 + Math.floor(index / CHANGE_ROWS),
    };
  });
}

const ITEM = {
  id: 'uuid',
  product: 'uuid',
  barcode: 'uuid',
  price: 'uuid',
  name: 'text',
  code: 'text',
  amount: 'bigint',
  stock: 'bigint',
  n: 'bigint',
} as const;

/** Makes the shop and puts the items on its shelves. */
export async function makeCatalogue(ownerUrl: string, items: readonly Item[]): Promise<BenchShop> {
  const [shop] = await makeShops(ownerUrl, { shops: 1, terminals: 1, skus: 1 });
  if (!shop) throw new Error('no shop was made');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { text, values } = rowSet(ITEM, items);
    const [tenant, store, list] = [shop.tenantId, shop.storeId, shop.priceListId].map(
      (id) => `'${id}'::uuid`,
    );
    await client.query(`create temp table item as select * from ${text}`, values as unknown[]);
    await client.query(`
      insert into product (tenant_id, id, name) select ${tenant}, product, name from item;
      insert into sku (tenant_id, id, product_id, name) select ${tenant}, id, product, name from item;
      insert into barcode (tenant_id, id, sku_id, code) select ${tenant}, barcode, id, code from item;
      insert into price (tenant_id, id, price_list_id, sku_id, amount, n, "from")
        select ${tenant}, price, ${list}, id, amount, n, timestamptz '2026-01-01' from item;
      insert into stock_level (tenant_id, store_id, sku_id, quantity, counted, n)
        select ${tenant}, ${store}, id, stock, true, n from item;
      insert into change (tenant_id, n, "check")
        select distinct ${tenant}, n, '\\x0102030405060708'::bytea from item;
      insert into change_row (tenant_id, n, line, kind, row_id, store_id)
        select ${tenant}, n, row_number() over (partition by n), kind, row_id, store
        from item, lateral (values ('sku', id, null), ('barcode', barcode, null),
          ('price', price, null), ('stock', id, ${store})) as r(kind, row_id, store);
      update tenant_seq set n = (select max(n) from item) where tenant_id = ${tenant};
      analyze`);
  } finally {
    await client.end();
  }
  return shop;
}
