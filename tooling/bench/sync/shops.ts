/** Chains for the benches of sync, made by direct SQL: 200 of them with their goods in seconds. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { uuidv7Now } from '@oson/db';
import pg from 'pg';

export type BenchTerminal = {
  terminalId: string;
  incarnationId: string;
  code: string;
  /** PKCS8, base64. */
  privateKey: string;
};
export type BenchShop = {
  tenantId: string;
  storeId: string;
  priceListId: string;
  staffId: string;
  cashId: string;
  cardId: string;
  skus: number;
  terminals: BenchTerminal[];
};

export type ShopPlan = { shops: number; terminals: number; skus: number };

/** The SKUs of a shop have ids and prices that every process can work out by itself. */
export function skuIdOf(shop: Pick<BenchShop, 'tenantId'>, index: number): string {
  const hex = createHash('md5').update(`${shop.tenantId}:${index}`).digest('hex');
  const part = (from: number, to: number) => hex.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`;
}

/** Tiyin. */
export const priceOf = (index: number) => 100_000 + (index % 97) * 50_000;

/** On-hand that no run can sell out, in thousandths. */
const PLENTY = '1000000000000';

export async function makeShops(ownerUrl: string, plan: ShopPlan): Promise<BenchShop[]> {
  const shops = Array.from({ length: plan.shops }, () => aShop(plan));
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const { text, of } of PLACES) {
      await client.query(text, [JSON.stringify(shops.flatMap(of))]);
    }
    for (const text of GOODS) await client.query(text, [JSON.stringify(shops)]);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
  return shops;
}

function aShop(plan: ShopPlan): BenchShop {
  return {
    tenantId: uuidv7Now(),
    storeId: uuidv7Now(),
    priceListId: uuidv7Now(),
    staffId: uuidv7Now(),
    cashId: uuidv7Now(),
    cardId: uuidv7Now(),
    skus: plan.skus,
    terminals: Array.from({ length: plan.terminals }, (_, index) => aTerminal(index)),
  };
}

function aTerminal(index: number): BenchTerminal & { publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    terminalId: uuidv7Now(),
    incarnationId: uuidv7Now(),
    code: `T${index}`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
  };
}

type Place = { text: string; of: (shop: BenchShop) => object[] };

const PLACES: Place[] = [
  {
    text: `insert into organization (id, name, slug)
      select "tenantId", 'Bench', "tenantId"::text
      from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid)`,
    of: (shop) => [shop],
  },
  {
    text: `with r as (select * from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid,
        "storeId" uuid, "priceListId" uuid, "staffId" uuid, "cashId" uuid, "cardId" uuid)),
      s as (insert into tenant_settings (tenant_id, name, trade)
        select "tenantId", 'Bench', 'grocery' from r),
      l as (insert into price_list (tenant_id, id, name) select "tenantId", "priceListId", 'Main' from r),
      t as (insert into store (tenant_id, id, code, name, price_list_id)
        select "tenantId", "storeId", 'A1', 'Bench', "priceListId" from r),
      f as (insert into staff (tenant_id, id, name, role)
        select "tenantId", "staffId", 'Cashier', 'cashier' from r),
      c as (insert into tender_type (tenant_id, id, name, kind)
        select "tenantId", "cashId", 'Naqd', 'cash' from r
        union all select "tenantId", "cardId", 'Karta', 'card' from r)
      insert into tenant_seq (tenant_id, n) select "tenantId", 1 from r`,
    of: (shop) => [shop],
  },
  {
    text: `insert into terminal (tenant_id, id, store_id, name, state)
      select "tenantId", "terminalId", "storeId", code, 'live' from jsonb_to_recordset($1::jsonb)
        as r("tenantId" uuid, "terminalId" uuid, "storeId" uuid, code text)`,
    of: terminalRows,
  },
  {
    text: `insert into terminal_incarnation (tenant_id, id, terminal_id, store_id, code, public_key)
      select "tenantId", "incarnationId", "terminalId", "storeId", code, "publicKey"
      from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid, "incarnationId" uuid,
        "terminalId" uuid, "storeId" uuid, code text, "publicKey" text)`,
    of: terminalRows,
  },
];

function terminalRows(shop: BenchShop): object[] {
  const { tenantId, storeId } = shop;
  return shop.terminals.map((terminal) => ({ tenantId, storeId, ...terminal }));
}

const EACH_SKU = `from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid, "storeId" uuid,
    "priceListId" uuid, skus int),
  generate_series(0, skus - 1) as i,
  lateral (select md5("tenantId"::text || ':' || i)::uuid as id) as k`;

const GOODS = [
  `insert into product (tenant_id, id, name) select "tenantId", id, 'Mahsulot ' || i ${EACH_SKU}`,
  `insert into sku (tenant_id, id, product_id, name)
    select "tenantId", id, id, 'Mahsulot ' || i ${EACH_SKU}`,
  `insert into sku_cost (tenant_id, id, sku_id, amount)
    select "tenantId", id, id, 50000 + (i % 97) * 25000 ${EACH_SKU}`,
  `insert into price (tenant_id, id, price_list_id, sku_id, amount, n, "from")
    select "tenantId", id, "priceListId", id, 100000 + (i % 97) * 50000, 1, now() - interval '1 day'
    ${EACH_SKU}`,
  `insert into stock_level (tenant_id, store_id, sku_id, quantity, counted, n)
    select "tenantId", "storeId", id, ${PLENTY}, true, 1 ${EACH_SKU}`,
  `insert into change (tenant_id, n, "check")
    select "tenantId", 1, '\\x0102030405060708' from jsonb_to_recordset($1::jsonb)
      as r("tenantId" uuid)`,
  `insert into change_row (tenant_id, n, line, kind, row_id)
    select "tenantId", 1, i, 'sku', id::text ${EACH_SKU}`,
];
