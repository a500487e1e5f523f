import type { HelloRequest, ReportRequest } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import {
  type ATenant,
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
import { takeReport } from '../sync/report.ts';
import { retryQuarantined } from '../sync/retry-quarantined.ts';
import { closeIncident } from './close-incident.ts';
import { findLosses } from './find-losses.ts';
import { gapsOf, readTerminalLedger } from './terminal-ledger.ts';

const DAY_MS = 24 * 3_600_000;
let at: TestDatabase;
let shop: ATenant;
let pusher: ReturnType<typeof aPusher>;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
  pusher = aPusher(at.db, shop, shop.terminal);
});
const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const proof = () => new Uint8Array(32);

async function says(over: Partial<HelloRequest> = {}, nowMs = Date.now()) {
  const request: HelloRequest = {
    proto: 1,
    app: '1.0.0',
    incarnation: shop.terminal.incarnationId,
    maxSeq: 0,
    acked: [],
    pending: { count: 0, sum: 0, oldestAt: null },
    cursor: null,
    wallMs: nowMs,
    monoMs: 0,
    storage: { persisted: true, freeBytes: null, usedBytes: null },
    ...over,
  };
  return inShop((tx) => hello(tx, pusher.sender, request, { nowMs, restoreWindowDays: 35, proof }));
}
const reports = (over: Partial<ReportRequest>) => {
  const incarnation = shop.terminal.incarnationId;
  const request = { incarnation, losses: [], forks: [], errors: [], ...over };
  return inShop((tx) => takeReport(tx, pusher.sender, request, Date.now()));
};
const losses = () => inShop((tx) => tx.terminalIncident.findMany({ where: { kind: 'loss' } }));

test('[CASE20] silent for 14 days with something unsent: a loss with the figures of its last hello', async () => {
  const now = Date.now();
  await says({ maxSeq: 7, pending: { count: 3, sum: 4_500_000, oldestAt: now } }, now);
  expect(await inShop((tx) => findLosses(tx, now + 13 * DAY_MS))).toBe(0);
  expect(await inShop((tx) => findLosses(tx, now + 15 * DAY_MS))).toBe(1);
  expect(await inShop((tx) => findLosses(tx, now + 16 * DAY_MS))).toBe(0);
  expect(await losses()).toMatchObject([
    { cause: 'silent', fromSeq: 1, toSeq: null, pendingCount: 3, pendingSum: 4_500_000n },
  ]);
  await says({ maxSeq: 7, pending: { count: 3, sum: 4_500_000, oldestAt: now } });
  expect(await losses()).toMatchObject([{ resolution: 'spoke' }]);
});

test('[CASE20] who has said that its journal is empty has lost nothing, however silent', async () => {
  const now = Date.now();
  await says({ maxSeq: 4 }, now);
  expect(await inShop((tx) => findLosses(tx, now + 90 * DAY_MS))).toBe(0);
  // What came after that word is not covered by it.
  const journal = aJournal(shop);
  for (let i = 0; i < 5; i++) journal.seal('sale', aSaleBody(shop));
  await pusher.push(journal.ops);
  expect(await inShop((tx) => findLosses(tx, now + 90 * DAY_MS))).toBe(1);
  expect(await losses()).toMatchObject([{ fromSeq: 6, toSeq: null }]);
});

test('[CASE20] a loss begins at a number that a hello named and another operation has taken', async () => {
  const now = Date.now();
  const journal = aJournal(shop);
  for (let i = 0; i < 5; i++) journal.seal('sale', aSaleBody(shop));
  await pusher.push(journal.ops);
  const pending = { count: 1, sum: 10, oldestAt: null };
  await says({ maxSeq: 2, lastHash: 'd'.repeat(64), pending }, now);
  expect(await inShop((tx) => findLosses(tx, now + 15 * DAY_MS))).toBe(1);
  expect(await losses()).toMatchObject([{ fromSeq: 2, toSeq: null }]);
});

test('[HELLO8] [REPORT4] an earlier life that says it owes nothing ends its loss', async () => {
  const { terminalId, storeId } = shop.terminal;
  const older = uuidv7Now();
  await inShop((tx) =>
    tx.terminalIncarnation.create({
      data: {
        tenantId: shop.tenantId,
        id: older,
        terminalId,
        storeId,
        code: 'OLD',
        publicKey: 'x',
        endedAt: new Date(),
        maxSeq: 5,
      },
    }),
  );
  expect(await inShop((tx) => findLosses(tx, Date.now()))).toBe(1);
  const pending = { count: 2, sum: 10, oldestAt: null };
  const earlier = { incarnation: older, maxSeq: 5, acked: [], pending };
  const stranger = { ...earlier, incarnation: uuidv7Now() };
  const answer = await says({ earlier: [earlier, stranger] });
  expect(answer.earlierHeld).toEqual([{ incarnation: older, held: [] }]);
  expect(await losses()).toMatchObject([{ closedAt: null }]);
  // Not drained: the server does not hold it.
  await reports({ drained: [{ incarnation: older, lastSeq: 5, lastHash: 'a'.repeat(64) }] });
  expect(await losses()).toMatchObject([{ closedAt: null }]);
  await says({ earlier: [{ ...earlier, pending: { count: 0, sum: 0, oldestAt: null } }] });
  expect(await losses()).toMatchObject([{ resolution: 'said-empty' }]);
});

test('[REPORT2] [SRV9] a reported loss ends the waiting for what it names', async () => {
  const journal = aJournal(shop);
  const sold = aSaleBody(shop);
  journal.seal('sale', sold);
  const saleOpId = journal.ops[0]?.opId ?? '';
  const voided = journal.seal('void', {
    voidId: uuidv7Now(),
    saleId: sold.saleId,
    saleOpId,
    shiftId: null,
    staffId: shop.staff.cashier,
    approverId: null,
    reason: 'mistake',
  });
  expect((await pusher.push([voided]))[0]).toMatchObject({ r: 'waiting' });
  const { incarnationId: incarnation } = shop.terminal;
  await reports({ losses: [{ incarnation, fromSeq: 1, toSeq: 1, cause: 'evicted' }] });
  expect(await retryQuarantined(at.db, shop.tenantId)).toEqual({ tried: 1, posted: 1 });
  const flags = await inShop((tx) => tx.saleFlag.findMany());
  expect(flags.map(({ kind }) => kind)).toContain('referent-missing');
});

test('[REPORT3] a loss without an end is unknown, one of another terminal is not taken', async () => {
  const other = await inShop((tx) => aTerminal(tx, shop.storeId));
  const incarnation = shop.terminal.incarnationId;
  await reports({
    losses: [
      { incarnation, fromSeq: 9, toSeq: null, cause: 'journal-gone' },
      { incarnation: other.incarnationId, fromSeq: 1, toSeq: 2, cause: 'evicted' },
    ],
    storage: [{ at: Date.now(), kind: 'canary', cause: 'opfs', count: 0 }],
  });
  const { terminalId } = shop.terminal;
  const ledger = await inShop((tx) => readTerminalLedger(tx, shop.tenantId, terminalId));
  expect(ledger.incidents.map(({ kind, fromSeq, toSeq }) => [kind, fromSeq, toSeq])).toEqual(
    expect.arrayContaining([
      ['loss', 9, null],
      ['storage', null, null],
    ]),
  );
  expect(ledger.incidents).toHaveLength(2);
  const [first] = ledger.incidents;
  const who = { userId: shop.ownerUserId, nowMs: Date.now() };
  await inShop((tx) => closeIncident(tx, { incidentId: first?.id ?? '', ...who }));
  const after = await inShop((tx) => readTerminalLedger(tx, shop.tenantId, terminalId));
  expect(after.incidents.filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
});

test('[HELLO2] the ledger shows ranges, gaps and what is owed', async () => {
  const journal = aJournal(shop);
  for (let i = 0; i < 6; i++) journal.seal('sale', aSaleBody(shop));
  await pusher.push(journal.ops.filter(({ seq }) => seq !== 3 && seq !== 4));
  await says({ maxSeq: 8, pending: { count: 4, sum: 1, oldestAt: Date.now() } });
  const { terminalId } = shop.terminal;
  const { lives } = await inShop((tx) => readTerminalLedger(tx, shop.tenantId, terminalId));
  expect(lives[0]).toMatchObject({
    held: [
      { from: 1, to: 2 },
      { from: 5, to: 6 },
    ],
    gaps: [
      { from: 3, to: 4 },
      { from: 7, to: 8 },
    ],
    owed: 4,
  });
  expect(gapsOf([], 0)).toEqual([]);
});
