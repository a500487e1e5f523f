import { createHmac } from 'node:crypto';
import type { Cursor, PullRow } from '@oson/contract';
import { withChange } from '@oson/db';
import {
  aJournal,
  aSaleBody,
  type ATenant,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aPusher } from './a-pusher.ts';
import type { CursorProof } from './feed-cursor.ts';
import { pruneFeed } from './prune-feed.ts';
import { pull } from './pull.ts';
import type { Sender } from './stored-operation.ts';

const proof: CursorProof = (tenantId, epoch, n, bytes) =>
  createHmac('sha256', 'a key').update(`${tenantId} ${epoch} ${n} `).update(bytes).digest();
const KINDS = ['sku', 'price', 'stock', 'category', 'barcode', 'staff', 'outcome'];
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
const ask = (cursor: Cursor | null, limit = 2000) =>
  inShop((tx) => pull(tx, sender, { cursor, kinds: KINDS, limit }, { proof, nowMs: Date.now() }));
const sku = (index: number) => shop.skus[index]?.skuId ?? '';
const touch = (index: number) => inShop((tx) => withChange(tx, [{ kind: 'sku', id: sku(index) }]));
/** Everything up to n was written so many days ago. */
const age = (n: number, days: number) =>
  at.query(
    `update change set at = now() - make_interval(days => $3) where tenant_id = $1 and n <= $2`,
    [shop.tenantId, n, days],
  );
const byKey = (rows: readonly PullRow[]) =>
  new Map(rows.map((row) => [`${row.kind} ${row.id}`, row.data]));
const counted = () =>
  inShop(async (tx) => ({
    changes: await tx.change.count(),
    pointers: await tx.changeRow.count(),
  }));

test('[PULL7] [PULL9] what is forgotten is missed by nobody who pulls from zero', async () => {
  await touch(0);
  await touch(1);
  await touch(0);
  await inShop(async (tx) => {
    await tx.sku.updateMany({ where: { id: sku(1) }, data: { archivedAt: new Date() } });
    await withChange(tx, [{ kind: 'sku', id: sku(1) }]);
  });
  const old = await touch(2);
  await age(old, 101);
  const young = await touch(0);
  const before = await ask(null);
  const had = await counted();

  const pruned = await pruneFeed(at.db, shop.tenantId);

  expect(pruned.changes).toBe(young - 1);
  expect(pruned.pointers).toBeGreaterThan(4);
  expect(await counted()).toEqual({ changes: 1, pointers: had.pointers - pruned.pointers });
  const after = await ask(null);
  const shown = byKey(before.rows.filter(({ deleted }) => !deleted));
  expect(byKey(after.rows)).toEqual(shown);
  expect(await pruneFeed(at.db, shop.tenantId)).toEqual({ changes: 0, pointers: 0 });
});

test('[PULL10] a cursor from before what is kept is answered from zero, and no alarm is raised', async () => {
  const old = (await ask(null)).cursor;
  await touch(0);
  const kept = (await ask(null)).cursor;
  await touch(1);
  await age(old.n, 101);
  await pruneFeed(at.db, shop.tenantId);
  expect((await ask(kept)).fromZero).toBeUndefined();
  expect(await ask(old)).toMatchObject({ epoch: 1, fromZero: true });
  expect(await inShop((tx) => tx.terminalIncident.count())).toBe(0);
});

test('a feed that nobody has changed for long keeps its newest change: its cursor stays good', async () => {
  const { cursor } = await ask(null);
  await age(cursor.n, 400);
  await pruneFeed(at.db, shop.tenantId);
  expect(await ask(cursor)).toMatchObject({ rows: [], more: false });
  expect((await ask(cursor)).fromZero).toBeUndefined();
});

test('[PULL4] what became of an operation waits until its terminal has read it', async () => {
  const opId = await anOutcome();
  const told = (await ask(null)).cursor.n;
  await age(told, 101);
  await touch(0);
  await pruneFeed(at.db, shop.tenantId);
  const waits = (await ask(null)).rows.filter(({ kind }) => kind === 'outcome');
  expect(waits.map(({ id }) => id)).toEqual([opId]);
  await inShop((tx) => tx.terminalIncarnation.updateMany({ data: { pulledN: BigInt(told) } }));
  await pruneFeed(at.db, shop.tenantId);
  expect((await ask(null)).rows.filter(({ kind }) => kind === 'outcome')).toEqual([]);
});

test('[SRV18] nothing young can be forgotten, whoever asks', async () => {
  await touch(0);
  const had = await counted();
  await inShop(async (tx) => {
    await tx.change.deleteMany();
    await tx.changeRow.deleteMany();
  });
  expect(await counted()).toEqual(had);
});

/** An operation of the shop's terminal that the feed says something of. */
async function anOutcome(): Promise<string> {
  const op = aJournal(shop).seal('sale', aSaleBody(shop));
  await aPusher(at.db, shop, shop.terminal).push([op]);
  const { storeId } = shop;
  await inShop((tx) => withChange(tx, [{ kind: 'outcome', id: op.opId, storeId }]));
  return op.opId;
}
