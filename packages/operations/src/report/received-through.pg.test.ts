import type { Operation } from '@oson/contract';
import type { TenantTx } from '@oson/db';
import {
  type ATenant,
  type ATerminal,
  aJournal,
  aSaleBody,
  aTenant,
  aTerminal,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aPusher } from '../sync/a-pusher.ts';
import { hello } from '../sync/hello.ts';
import { receivedThrough } from './received-through.ts';

const NOW = Date.UTC(2026, 2, 14, 13, 42);
const MINUTE_MS = 60_000;

let at: TestDatabase;
let shop: ATenant;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
});

const inShop = <T>(act: (tx: TenantTx) => Promise<T>) => at.db.inTenant(shop.tenantId, act);
const look = () => inShop(receivedThrough);
const push = (ops: Operation[], terminal: ATerminal = shop.terminal) =>
  aPusher(at.db, shop, terminal).push(ops, NOW);

type Pending = { count: number; sum: number; oldestAt: number | null };

/** The terminal says hello at a moment: its newest number, and what it has not sent. */
async function say(nowMs: number, maxSeq: number, pending: Pending, terminal = shop.terminal) {
  const { sender } = aPusher(at.db, shop, terminal);
  const request = {
    proto: 1,
    app: '1.0.0',
    incarnation: terminal.incarnationId,
    maxSeq,
    acked: [],
    pending,
    cursor: null,
    wallMs: nowMs,
    monoMs: 0,
    storage: { persisted: true, freeBytes: null, usedBytes: null },
  };
  await inShop((tx) => hello(tx, sender, request, { nowMs, restoreWindowDays: 7, proof }));
}

const proof = () => new Uint8Array(32);
const NONE: Pending = { count: 0, sum: 0, oldestAt: null };

test('a terminal that has sent everything is complete to its last hello', async () => {
  await say(NOW - 5 * MINUTE_MS, 0, NONE);
  await say(NOW, 0, NONE);
  expect(await look()).toMatchObject({ through: NOW, pending: 0, terminals: [{ pending: 0 }] });
});

test('the chain is complete to the oldest sale that any terminal still owes', async () => {
  const second = await inShop((tx) => aTerminal(tx, shop.storeId));
  const oldestAt = NOW - 12 * MINUTE_MS;
  await say(NOW, 0, NONE);
  await say(NOW, 3, { count: 3, sum: 3_000_000, oldestAt }, second);
  const { through, pending, pendingSum, terminals } = await look();
  expect({ through, pending, pendingSum }).toEqual({
    through: oldestAt,
    pending: 3,
    pendingSum: 3_000_000,
  });
  const owing = terminals.find(({ terminalId }) => terminalId === second.terminalId);
  expect(owing).toMatchObject({ pending: 3, oldestAt, lastHelloAt: NOW, held: 0 });
});

test('what comes in the push after the hello is owed no longer, before the next hello', async () => {
  const journal = aJournal(shop);
  const ops = Array.from({ length: 3 }, () =>
    journal.seal('sale', aSaleBody(shop), { wallMs: NOW - MINUTE_MS }),
  );
  await say(NOW, 3, { count: 3, sum: 3_000_000, oldestAt: NOW - MINUTE_MS });
  await push(ops.slice(0, 2));
  expect(await look()).toMatchObject({ pending: 1, through: NOW - MINUTE_MS });
  await push(ops.slice(2));
  expect(await look()).toMatchObject({ pending: 0, pendingSum: 0, through: NOW });
  expect((await look()).terminals[0]?.held).toBe(3);
});

test('of a terminal that was never heard nothing is promised', async () => {
  await inShop((tx) => aTerminal(tx, shop.storeId));
  await say(NOW, 0, NONE);
  const { through, terminals } = await look();
  expect(through).toBeNull();
  const heard = terminals.map(({ lastHelloAt }) => lastHelloAt);
  expect(new Set(heard)).toEqual(new Set([NOW, null]));
});

test('terminals of practice and revoked ones owe nothing', async () => {
  const practice = await inShop((tx) => aTerminal(tx, shop.storeId, 'practice'));
  const revoked = await inShop((tx) => aTerminal(tx, shop.storeId, 'revoked'));
  await say(NOW, 0, NONE);
  for (const terminal of [practice, revoked]) {
    await say(NOW, 2, { count: 2, sum: 1, oldestAt: 1 }, terminal);
  }
  expect(await look()).toMatchObject({ through: NOW, pending: 0 });
});
