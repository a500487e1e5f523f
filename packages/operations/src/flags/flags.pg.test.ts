import { type TenantTx, uuidv7Now } from '@oson/db';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listStock } from '../stock/list-stock.ts';
import { flagNotice } from './flag-notice.ts';
import { listFlags } from './list-flags.ts';
import { acceptFlag, correctStockOfFlag, reopenFlag } from './resolve-flag.ts';

let database: TestDatabase;
let chain: ATenant;
let flagId: string;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  chain = await aTenant(database.db, { stock: -1000 });
  flagId = await anOversell();
});
afterAll(() => database.close());

const within = <T>(act: (tx: TenantTx) => Promise<T>) => database.db.inTenant(chain.tenantId, act);
const answer = () => ({ flagId, userId: chain.ownerUserId, nowMs: Date.now() });

function anOversell(): Promise<string> {
  return within(async (tx) => {
    const id = uuidv7Now();
    const skuId = chain.skus[0]?.skuId ?? '';
    const { tenantId } = tx;
    const details = { onHand: -1000 };
    await tx.saleFlag.create({
      data: { tenantId, id, kind: 'oversell', storeId: chain.storeId, skuId, details },
    });
    return id;
  });
}

const open = () => within((tx) => listFlags(tx, { status: 'open' }));

test('an open flag is listed with its item and what is on hand', async () => {
  expect((await open()).rows).toMatchObject([
    { id: flagId, kind: 'oversell', itemName: 'Goods 1', onHand: -1000, storeName: 'First store' },
  ]);
  const found = await within((tx) => listFlags(tx, { search: 'goods 1' }));
  expect(found.rows).toHaveLength(1);
  const none = await within((tx) => listFlags(tx, { search: '100%' }));
  expect(none.rows).toEqual([]);
});

test('accepting takes it off the list; undo brings it back', async () => {
  await within((tx) => acceptFlag(tx, answer()));
  expect((await open()).rows).toEqual([]);
  expect(await within((tx) => flagNotice(tx, flagId))).toBeNull();
  await within((tx) => reopenFlag(tx, answer()));
  expect((await open()).rows).toHaveLength(1);
});

test('correcting the stock books a count and answers the flag in one go', async () => {
  await within((tx) => correctStockOfFlag(tx, { ...answer(), quantity: 4000 }));
  expect((await open()).rows).toEqual([]);
  const stock = await within((tx) => listStock(tx, { storeId: chain.storeId }));
  expect(stock.rows[0]).toMatchObject({ quantity: 4000 });
});

test('two people who answer at once: one of them is told that it changed meanwhile', async () => {
  const results = await Promise.allSettled([
    within((tx) => acceptFlag(tx, answer())),
    within((tx) => correctStockOfFlag(tx, { ...answer(), quantity: 0 })),
  ]);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toMatchObject({ code: 'CHANGED_MEANWHILE' });
});

test('an answer cannot be undone when a newer flag of the same item is open', async () => {
  await within((tx) => acceptFlag(tx, answer()));
  await anOversell();
  const undo = within((tx) => reopenFlag(tx, answer()));
  await expect(undo).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
});

test('another chain neither sees nor answers it', async () => {
  const mine = flagId;
  chain = await aTenant(database.db);
  expect((await open()).rows).toEqual([]);
  const act = within((tx) => acceptFlag(tx, { ...answer(), flagId: mine }));
  await expect(act).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
