import { createHmac } from 'node:crypto';
import type { Cursor } from '@oson/contract';
import { withChange } from '@oson/db';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CursorProof } from './feed-cursor.ts';
import { pull } from './pull.ts';
import type { Sender } from './stored-operation.ts';

const proof: CursorProof = (tenantId, epoch, n, bytes) =>
  createHmac('sha256', 'a key').update(`${tenantId} ${epoch} ${n} `).update(bytes).digest();
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

const ask = (cursor: Cursor | null, limit = 2000) =>
  at.db.inTenant(shop.tenantId, (tx) =>
    pull(tx, sender, { cursor, kinds: ['sku'], limit }, { proof, nowMs: Date.now() }),
  );
const touch = (index: number) =>
  at.db.inTenant(shop.tenantId, (tx) =>
    withChange(tx, [{ kind: 'sku', id: shop.skus[index]?.skuId ?? '' }]),
  );
async function restoreFeedTo(n: number): Promise<void> {
  const { tenantId } = shop;
  await at.query('delete from change_row where tenant_id = $1 and n > $2', [tenantId, n]);
  await at.query('delete from change where tenant_id = $1 and n > $2', [tenantId, n]);
  await at.query('update tenant_seq set n = $2 where tenant_id = $1', [tenantId, n]);
}

test('[PULL2] [RESTORE5] a restore to between a page and the head that it was read at is found', async () => {
  const read = (await ask(null)).cursor;
  await touch(0);
  const between = await touch(1);
  await touch(2);
  // The first SKU moves on to the head, so the page that ends at `between` leaves it out.
  await touch(0);
  const page = await ask(read, 1);
  expect(page).toMatchObject({ more: true, cursor: { n: between } });
  expect(page.rows.map(({ id }) => id)).toEqual([shop.skus[1]?.skuId]);
  await restoreFeedTo(between);
  // Its own n is still there with its own bytes; what proves the restore is the head.
  expect(await ask(page.cursor)).toMatchObject({ epoch: 2, fromZero: true });
  const told = await at.db.inTenant(shop.tenantId, (tx) => tx.terminalIncident.findMany());
  expect(told).toMatchObject([{ kind: 'restore', cause: 'ahead' }]);
});

test('[PULL7] a pull from zero under way goes on when changes from before it began are forgotten', async () => {
  await touch(1);
  const page = await ask(null, 1);
  expect(page.more).toBe(true);
  const forget = (below: number) =>
    at.query('delete from change where tenant_id = $1 and n < $2', [shop.tenantId, below]);
  const began = shop.n + 1;
  await touch(2);
  await forget(began);
  const next = await ask(page.cursor, 1);
  expect(next.fromZero).toBeUndefined();
  // What was deleted since it began may be forgotten now: it begins anew.
  await forget(began + 1);
  expect((await ask(next.cursor, 1)).fromZero).toBe(true);
});
