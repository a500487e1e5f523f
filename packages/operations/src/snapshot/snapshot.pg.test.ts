import { createHash, createHmac } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import {
  type Cursor,
  PULL_KINDS,
  type PullAnswer,
  type PullRow,
  readSnapshot,
  SNAPSHOT_KIND,
  unpackGroup,
} from '@oson/contract';
import { withChange } from '@oson/db';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CursorProof } from '../sync/feed-cursor.ts';
import { pull } from '../sync/pull.ts';
import type { Sender } from '../sync/stored-operation.ts';
import { makeSnapshot, type Snapshot } from './make-snapshot.ts';
import { SnapshotShelf } from './snapshot-shelf.ts';

const proof: CursorProof = (tenantId, epoch, n, bytes) =>
  createHmac('sha256', 'a key').update(`${tenantId} ${epoch} ${n} `).update(bytes).digest();
let at: TestDatabase;
let shop: ATenant;
let sender: Sender;
let shelf: SnapshotShelf;
let made = 0;
beforeAll(async () => {
  at = await testDatabase();
  shop = await aTenant(at.db, { skus: 150 });
  sender = { ...shop.terminal, tenantId: shop.tenantId, state: 'live' };
  shelf = new SnapshotShelf({
    make: (who) => {
      made += 1;
      return makeSnapshot(at.db, who);
    },
    monoMs: () => performance.now(),
  });
});
afterAll(() => at.close());

async function ask(cursor: Cursor | null, kinds: readonly string[] = PULL_KINDS, who = sender) {
  const snapshots = {
    offer: (asking: Sender, head: { epoch: number; n: number }) => shelf.offer(asking, head),
    addressOf: ({ digest }: Snapshot) => `/snapshots/${digest}`,
    skusMin: 100,
  };
  return at.db.inTenant(who.tenantId, (tx) => {
    const request = { cursor, kinds: [...kinds], limit: 2000 };
    return pull(tx, who, request, { proof, nowMs: Date.now(), snapshots });
  });
}

async function pages(cursor: Cursor | null): Promise<PullRow[]> {
  const rows: PullRow[] = [];
  for (let page: Omit<PullAnswer, 'nonce'> | null = null; !page || page.more; ) {
    page = await ask(page?.cursor ?? cursor);
    rows.push(...page.rows);
  }
  return rows;
}

const WITH = [...PULL_KINDS, SNAPSHOT_KIND];
const keyed = (rows: readonly PullRow[]) => {
  // A price of a snapshot is named by its SKU and n.
  const named = rows.map((row) =>
    row.kind === 'price' && row.data ? { ...row, id: `${row.data.skuId}.${row.data.n}` } : row,
  );
  return new Map(named.map((row) => [`${row.kind} ${row.id}`, row]));
};

test('[PULL7] [PULL11] a terminal with nothing gets all of a large chain as one file', async () => {
  const answer = await ask(null, WITH);
  const { snapshot } = answer;
  if (!snapshot) throw new Error('a large chain has a snapshot');
  expect(answer).toMatchObject({ rows: [], more: false, fromZero: true });
  const file = shelf.find(snapshot.digest);
  const text = brotliDecompressSync(file?.bytes ?? '').toString();
  expect(createHash('sha256').update(text).digest('hex')).toBe(snapshot.digest);
  expect(snapshot.bytes).toBe(file?.bytes.length);
  const read = readSnapshot(text);
  const rows = [...read.rows, ...read.groups.flatMap(unpackGroup)];
  expect(rows).toHaveLength(snapshot.rows);
  expect(keyed(rows)).toEqual(keyed(await pages(null)));
  expect(text).not.toMatch(/cost/i);
});

test('[PULL7] after it come the changes, and the next terminal gets the same file', async () => {
  const first = await ask(null, WITH);
  const changed = shop.skus.slice(0, 3).map(({ skuId: id }) => ({ kind: 'sku', id }));
  await at.db.inTenant(shop.tenantId, (tx) => withChange(tx, changed));
  const next = await ask(null, WITH);
  expect(next.snapshot?.digest).toBe(first.snapshot?.digest);
  expect(next.more).toBe(true);
  expect(made).toBe(1);
  const rows = await pages(next.cursor);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(changed.map(({ id }) => id).toSorted());
});

test('who cannot read one, and a small chain, get pages of rows', async () => {
  expect((await ask(null)).snapshot).toBeUndefined();
  const small = await aTenant(at.db);
  const who: Sender = { ...small.terminal, tenantId: small.tenantId, state: 'live' };
  const answer = await ask(null, WITH, who);
  expect(answer.snapshot).toBeUndefined();
  expect(answer.rows.length).toBeGreaterThan(0);
});
