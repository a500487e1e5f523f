import { ANY_KIND, type Cursor, type PullAnswer, type PullRow } from '@oson/contract';
import { PULL_DATA_SCHEMAS } from '@oson/contract/schema';
import { createHmac } from 'node:crypto';
import { uuidv7Now, withChange } from '@oson/db';
import {
  type ASku,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  aTerminal,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eraseCustomer } from '../recovery/erase-customer.ts';
import { NO_OUTSIDE_LEDGER } from '../recovery/outside-ledger.ts';
import { aPusher } from './a-pusher.ts';
import type { CursorProof } from './feed-cursor.ts';
import { pull } from './pull.ts';
import type { Sender } from './stored-operation.ts';

const proof: CursorProof = (tenantId, epoch, n, bytes) =>
  createHmac('sha256', 'a key of this test')
    .update(`${tenantId} ${epoch} ${n} `)
    .update(bytes)
    .digest();
const KINDS = Object.keys(PULL_DATA_SCHEMAS);
let at: TestDatabase;
let shop: ATenant;
let sender: Sender;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
  sender = { ...shop.terminal, tenantId: shop.tenantId, state: 'live' };
});

const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const ask = (cursor: Cursor | null, limit = 2000, kinds: readonly string[] = KINDS) =>
  inShop((tx) => {
    return pull(tx, sender, { cursor, kinds: [...kinds], limit }, { proof, nowMs: Date.now() });
  });
async function everything(cursor: Cursor | null, limit: number) {
  const rows: PullRow[] = [];
  let page: Omit<PullAnswer, 'nonce'>;
  do {
    page = await ask(cursor, limit);
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (page.more);
  return { rows, cursor };
}
const sku = (index: number) => shop.skus[index] as ASku;

test('[PULL9] [PULL1] no cursor gives everything, each row in the shape of its kind', async () => {
  const { tenantId, storeId } = shop;
  await inShop(async (tx) => {
    const taxRateId = uuidv7Now();
    await tx.barcode.findMany();
    const [barcodes, types] = [await tx.barcode.findMany(), await tx.tenderType.findMany()];
    const n = await withChange(tx, [
      { kind: 'settings', id: tenantId },
      { kind: 'store', id: storeId, storeId },
      { kind: 'category', id: shop.categoryId },
      { kind: 'staff', id: shop.staff.cashier },
      { kind: 'terminal', id: shop.terminal.incarnationId },
      { kind: 'tax-rate', id: taxRateId },
      ...barcodes.map(({ id }) => ({ kind: 'barcode', id })),
      ...types.map(({ id }) => ({ kind: 'tender-type', id })),
    ]);
    await tx.taxRate.create({
      data: { tenantId, id: taxRateId, name: 'QQS', rateBp: 1200, n: BigInt(n) },
    });
  });
  const { rows, more } = await ask(null);
  expect(more).toBe(false);
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(
    new Set([
      'settings',
      'store',
      'category',
      'staff',
      'terminal',
      'tax-rate',
      'barcode',
      'tender-type',
      'sku',
      'price',
      'stock',
    ]),
  );
  for (const row of rows) {
    const read = PULL_DATA_SCHEMAS[row.kind].safeParse(row.data);
    expect(read.error?.issues, row.kind).toBeUndefined();
  }
});

test('[PULL3] no cost, no other store’s stock or prices, no other terminal’s outcome', async () => {
  const { tenantId } = shop;
  const otherStore = uuidv7Now();
  await inShop(async (tx) => {
    const priceListId = uuidv7Now();
    await tx.priceList.create({ data: { tenantId, id: priceListId, name: 'Other' } });
    await tx.store.create({
      data: { tenantId, id: otherStore, code: 'B2', name: 'B', priceListId },
    });
    const { skuId } = sku(0);
    await tx.stockLevel.create({ data: { tenantId, storeId: otherStore, skuId, quantity: 777n } });
    const id = uuidv7Now();
    const n = await withChange(tx, [
      { kind: 'stock', id: skuId, storeId: otherStore },
      { kind: 'price', id },
      { kind: 'store', id: otherStore, storeId: otherStore },
    ]);
    await tx.price.create({
      data: { tenantId, id, priceListId, skuId, amount: 77_777n, n: BigInt(n) },
    });
  });
  const text = JSON.stringify(await ask(null));
  expect(text).not.toMatch(/777/);
  expect(text).not.toMatch(/cost/i);
  expect(text).not.toContain(otherStore);
});

test('[PULL2] a small page goes on by cursor: every row comes, none twice', async () => {
  for (let i = 0; i < 25; i++) {
    await inShop((tx) => withChange(tx, [{ kind: 'sku', id: sku(i % 3).skuId }]));
  }
  const whole = await everything(null, 2000);
  const paged = await everything(null, 2);
  const keys = (rows: PullRow[]) => rows.map(({ kind, id }) => `${kind} ${id}`).toSorted();
  expect(keys(paged.rows)).toEqual(keys(whole.rows));
  expect(new Set(keys(paged.rows)).size).toBe(paged.rows.length);
  expect(paged.cursor).toEqual(whole.cursor);
  expect((await ask(whole.cursor)).rows).toEqual([]);
});

test('[PULL5] only the kinds that were asked for, and an unknown one is no fault', async () => {
  const { rows } = await ask(null, 2000, ['price', 'kind-of-tomorrow']);
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['price']));
});

test('[PULL12] who asks for any kind is sent every kind that a terminal may see', async () => {
  const all = await ask(null, 2000, ['kind-of-tomorrow', ANY_KIND]);
  expect(all.rows).toEqual((await ask(null)).rows);
});

test('archived goods and staff of another store come as deleted', async () => {
  await inShop(async (tx) => {
    await tx.sku.updateMany({ where: { id: sku(0).skuId }, data: { archivedAt: new Date() } });
    await tx.staffStore.deleteMany({ where: { staffId: shop.staff.cashier } });
    await withChange(tx, [
      { kind: 'sku', id: sku(0).skuId },
      { kind: 'staff', id: shop.staff.cashier },
      { kind: 'staff', id: shop.staff.owner },
    ]);
  });
  const { rows } = await ask(null);
  const deleted = rows.filter((row) => row.deleted).map(({ id }) => id);
  expect(deleted.toSorted()).toEqual([sku(0).skuId, shop.staff.cashier].toSorted());
});

test('[ID7] [RESTORE4] a forged cursor is answered from zero, raises nothing and is noted', async () => {
  const { cursor } = await ask(null);
  const forged = { ...cursor, check: Buffer.alloc(24, 1).toString('base64url') };
  const before = await ask(forged);
  expect(before.rows.length).toBeGreaterThan(0);
  expect(before.epoch).toBe(1);
  const moved = await ask({ ...cursor, n: cursor.n - 1 });
  expect(moved.rows.length).toBe(before.rows.length);
  const noted = await inShop((tx) => tx.terminalIncident.findMany());
  // An open incident is told once.
  expect(noted.map(({ kind, cause }) => [kind, cause])).toEqual([['bad_cursor', 'forged']]);
});

test('[RESTORE3] [ID6] a cursor of another epoch counts for nothing, and the epoch is one tenant’s', async () => {
  const neighbour = await aTenant(at.db);
  const { cursor } = await ask(null);
  await inShop((tx) => tx.tenantSeq.updateMany({ data: { epoch: 2 } }));
  const { rows, epoch } = await ask(cursor);
  expect(epoch).toBe(2);
  const other = await at.db.inTenant(neighbour.tenantId, (tx) => tx.tenantSeq.findFirstOrThrow());
  expect(other.epoch).toBe(1);
  expect(rows.length).toBeGreaterThan(0);
});

test('[PULL4] [PULL6] a sale on credit brings its customer to this store’s terminals, and to no other', async () => {
  const customerId = uuidv7Now();
  const journal = aJournal(shop);
  const amount = aSaleBody(shop).totals.gross;
  const tenders = [
    { tenderTypeId: shop.tenderTypes.debt, kind: 'debt' as const, amount, currency: 'UZS' },
  ];
  const staffId = shop.staff.cashier;
  await aPusher(at.db, shop, shop.terminal).push([
    journal.seal('customer.create', { customerId, staffId, name: 'Karim', phone: null }),
    journal.seal('sale', aSaleBody(shop, { over: { customerId, tenders } })),
  ]);
  const { rows } = await ask(null, 2000, ['customer']);
  expect(rows).toMatchObject([
    { id: customerId, data: { name: 'Karim', phone: null, balance: amount, debtLimit: null } },
  ]);
  const elsewhere = await inShop(async (tx) => {
    const id = uuidv7Now();
    const { tenantId, priceListId } = shop;
    await tx.store.create({ data: { tenantId, id, code: 'B2', name: 'B', priceListId } });
    return aTerminal(tx, id);
  });
  sender = { ...elsewhere, tenantId: shop.tenantId, state: 'live' };
  expect((await ask(null, 2000, ['customer'])).rows).toEqual([]);
});

test('[PULL2] under 8 concurrent writers a fast reader misses nothing and reads nothing twice', async () => {
  const terminals = await inShop(async (tx) => {
    const made = [];
    for (let i = 0; i < 8; i++) made.push(await aTerminal(tx, shop.storeId));
    return made;
  });
  const written = new Map<string, number>();
  let done = false;
  const write = async (terminal: (typeof terminals)[number]) => {
    const journal = aJournal({ ...shop, terminal });
    const { push } = aPusher(at.db, shop, terminal);
    for (let round = 0; round < 12; round++) {
      const customerId = uuidv7Now();
      const op = journal.seal('customer.create', {
        customerId,
        staffId: shop.staff.cashier,
        name: `Customer ${round}`,
        phone: null,
      });
      const sale = journal.seal('sale', aSaleBody({ ...shop, terminal }));
      const [result] = await push([op, sale]);
      written.set(customerId, result?.n ?? 0);
    }
  };
  const read = async () => {
    const seen: string[] = [];
    let { cursor } = await ask(null, 2000, ['customer']);
    let last = false;
    for (;;) {
      last = done;
      const page = await ask(cursor, 5, ['customer', 'stock']);
      expect(page.cursor.n).toBeGreaterThanOrEqual(cursor.n);
      cursor = page.cursor;
      for (const row of page.rows) if (row.kind === 'customer') seen.push(row.id);
      if (last && !page.more && page.rows.length === 0) return seen;
    }
  };
  const reading = read();
  await Promise.all(terminals.map(write));
  done = true;
  const seen = await reading;
  expect(written.size).toBe(96);
  expect(new Set(written.values()).size).toBe(96);
  expect(seen.toSorted()).toEqual([...written.keys()].toSorted());
});

test('a customer who was erased leaves the tills that had read the name', async () => {
  const customerId = uuidv7Now();
  const body = { customerId, staffId: shop.staff.cashier, name: 'Nodira', phone: null };
  await aPusher(at.db, shop, shop.terminal).push([aJournal(shop).seal('customer.create', body)]);
  const { rows, cursor } = await everything(null, 2000);
  const named = (all: PullRow[]) => all.filter(({ kind }) => kind === 'customer');
  expect(named(rows)).toMatchObject([{ id: customerId, data: { name: 'Nodira' } }]);
  const erase = { customerId, userId: shop.ownerUserId, nowMs: Date.now() };
  await eraseCustomer(at.db, NO_OUTSIDE_LEDGER, shop.tenantId, erase);
  const later = await everything(cursor, 2000);
  expect(named(later.rows)).toMatchObject([{ id: customerId, deleted: true }]);
});
