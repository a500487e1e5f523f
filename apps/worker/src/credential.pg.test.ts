import { generateKeyPairSync } from 'node:crypto';
import { makeNonce } from '@oson/auth';
import {
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  aTerminal,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AWorker, aHello, aWorker, call, signedCall } from './a-worker.ts';

const HOUR_MS = 3_600_000;
let at: TestDatabase;
let worker: AWorker;
let shop: ATenant;
let nowMs = Date.now();
beforeAll(async () => {
  at = await testDatabase();
  worker = await aWorker(at, () => nowMs);
  shop = await aTenant(at.db);
});
afterAll(async () => {
  expect(worker.unexpected).toEqual([]);
  await worker.app.close();
  await at.close();
});

const nonceFor = (incarnation = shop.terminal.incarnationId, atMs = nowMs) =>
  makeNonce(worker.identity.enrolment.keys.nonce, incarnation, atMs);
const hello = (signing: Partial<Parameters<typeof signedCall>[4]> = {}) =>
  signedCall(worker, shop.terminal, 'sync.hello', aHello(shop.terminal), {
    nonce: nonceFor(),
    ...signing,
  });

test('[ID9] [HELLO3] [HELLO6] a signed hello is answered with everything a terminal needs, and a new nonce', async () => {
  const answer = await hello();
  expect(answer.status).toBe(200);
  expect(answer.data).toMatchObject({
    epoch: 1,
    serverTime: nowMs,
    held: [],
    head: shop.n,
    stableThrough: nowMs - 35 * 24 * HOUR_MS,
    // How much is let in depends on how busy this machine is (admit.test.ts).
    admit: { batch: expect.any(Number), delayMs: expect.any(Number) },
    terminalState: 'live',
    tenantStatus: 'active',
    forked: false,
  });
  const { nonce } = answer.data as { nonce: string };
  expect((await hello({ nonce })).status).toBe(200);
});

test('[ID11] an expired nonce is answered 401 with a fresh one, which works', async () => {
  const old = nonceFor();
  nowMs += 25 * HOUR_MS;
  const refused = await hello({ nonce: old });
  expect(refused).toMatchObject({ status: 401, refusal: { code: 'NONCE_EXPIRED' } });
  const nonce = refused.refusal?.details.nonce as string;
  expect((await hello({ nonce })).status).toBe(200);
});

test('[ID10] a nonce of another incarnation, a forged one and none at all get a fresh one', async () => {
  const other = await at.db.inTenant(shop.tenantId, (tx) => aTerminal(tx, shop.storeId));
  for (const nonce of [nonceFor(other.incarnationId), 'AAAA', '', nonceFor().slice(0, -2)]) {
    expect(await hello({ nonce })).toMatchObject({
      status: 401,
      refusal: { code: 'NONCE_EXPIRED' },
    });
  }
});

test('[ID9] another body, another path, another key: the signature does not count', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const bent = [
    { over: { body: '{"json":{}}' } },
    { over: { path: '/trpc/sync.pull' } },
    { privateKey },
  ];
  for (const signing of bent) {
    expect(await hello(signing)).toMatchObject({
      status: 401,
      refusal: { code: 'SIGNATURE_WRONG' },
    });
  }
});

test('[ID12] an unknown incarnation and an unsigned call are nobody', async () => {
  const stranger = '01900000-0000-7000-8000-00000000abcd';
  const unknown = await hello({ incarnation: stranger, nonce: nonceFor(stranger) });
  expect(unknown).toMatchObject({ status: 401, refusal: { code: 'TERMINAL_UNKNOWN' } });
  const unsigned = await call(worker, 'sync.hello', aHello(shop.terminal));
  expect(unsigned).toMatchObject({ status: 401, refusal: { code: 'TERMINAL_UNKNOWN' } });
});

test('[ID13] a push in the name of another terminal is refused with 401', async () => {
  const other = await at.db.inTenant(shop.tenantId, (tx) => aTerminal(tx, shop.storeId));
  const op = aJournal({ ...shop, terminal: other }).seal('sale', aSaleBody(shop));
  const push = { incarnation: other.incarnationId, ops: [op] };
  const answer = await signedCall(worker, shop.terminal, 'sync.push', push, { nonce: nonceFor() });
  expect(answer).toMatchObject({ status: 401, refusal: { code: 'TERMINAL_UNKNOWN' } });
});

test('[CASE1] a revoked terminal says hello, pushes and reports, and pulls nothing', async () => {
  const revoked = await at.db.inTenant(shop.tenantId, (tx) => {
    return aTerminal(tx, shop.storeId, 'revoked');
  });
  const ask = (procedure: string, input: unknown) =>
    signedCall(worker, revoked, procedure, input, { nonce: nonceFor(revoked.incarnationId) });
  expect(await ask('sync.hello', aHello(revoked))).toMatchObject({
    status: 200,
    data: { terminalState: 'revoked' },
  });
  const op = aJournal({ ...shop, terminal: revoked }).seal('sale', aSaleBody(shop));
  const push = { incarnation: revoked.incarnationId, ops: [op] };
  expect(await ask('sync.push', push)).toMatchObject({
    status: 200,
    data: { results: [{ r: 'quarantined' }] },
  });
  const report = { incarnation: revoked.incarnationId, losses: [], forks: [], errors: [] };
  expect((await ask('sync.report', report)).status).toBe(200);
  const pull = { cursor: null, kinds: ['sku'], limit: 10 };
  expect(await ask('sync.pull', pull)).toMatchObject({
    status: 403,
    refusal: { code: 'TERMINAL_REVOKED' },
  });
});

test('[HELLO1] [HELLO2] hello keeps what the terminal tells, for the owner to see', async () => {
  const told = aHello(shop.terminal, {
    maxSeq: 7,
    pending: { count: 5, sum: 1_250_000, oldestAt: nowMs - 1000 },
    storage: { persisted: false, freeBytes: 1, usedBytes: 2 },
  });
  await signedCall(worker, shop.terminal, 'sync.hello', told, { nonce: nonceFor() });
  const row = await at.db.inTenant(shop.tenantId, (tx) => {
    return tx.terminalIncarnation.findFirstOrThrow({
      where: { id: shop.terminal.incarnationId },
    });
  });
  expect(row).toMatchObject({
    maxSeq: 7,
    pendingCount: 5,
    pendingSum: 1_250_000n,
    appVersion: '1.0.0',
    storage: { persisted: false, freeBytes: 1, usedBytes: 2 },
  });
  expect(row.lastHelloAt?.getTime()).toBe(nowMs);
});

test('[PUSH5] S37: one terminal that floods gets 429 with a time to wait, its neighbour does not', async () => {
  const loud = await at.db.inTenant(shop.tenantId, (tx) => aTerminal(tx, shop.storeId));
  const report = { incarnation: loud.incarnationId, losses: [], forks: [], errors: [] };
  const ask = (terminal: typeof loud) =>
    signedCall(worker, terminal, 'sync.report', report, {
      nonce: nonceFor(terminal.incarnationId),
    });
  const answers = await Promise.all(Array.from({ length: 14 }, () => ask(loud)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(3);
  expect(refused[0]?.refusal?.details.retryAfterMs).toBeGreaterThan(0);
  expect(refused[0]?.headers).toHaveProperty('retry-after');
  expect((await ask(shop.terminal)).status).toBe(200);
});
