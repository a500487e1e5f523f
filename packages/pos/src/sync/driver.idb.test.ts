import { verifyOperation } from '@oson/contract';
import { afterEach, expect, test, vi } from 'vitest';

import { openCatalog } from '../catalog/catalog.ts';
import { openCatalogDb } from '../catalog/catalog-db.ts';
import { SecondCopy } from '../copy/second-copy.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import { createSpaceGuard } from '../device/space-guard.ts';
import { readMeta } from '../journal/journal-db.ts';
import { NOTHING_HEARD } from '../journal/journal-record.ts';
import type { Incident } from '../recovery/incidents.ts';
import { createStore } from '../state/store.ts';
import { anEnrolledJournal, sealSales, testClocks } from '../testing/a-journal.ts';
import { TestServer } from '../testing/a-server.ts';
import { SyncDriver } from './driver.ts';
import { SyncActs } from './sync-acts.ts';
import { cornerOf } from './sync-view.ts';

vi.setConfig({ testTimeout: 60_000 });
const PATIENCE = { timeout: 20_000, interval: 20 };
const drivers: SyncDriver[] = [];
afterEach(() => {
  for (const driver of drivers) driver.stop();
});

/** A terminal with a journal of its own and a line to a server in memory. */
async function aTerminal(server: TestServer) {
  const journal = await anEnrolledJournal();
  const identity = createStore((await readMeta(journal, 'identity'))!);
  const catalog = await openCatalog(openCatalogDb(identity.get().certificate.terminalId));
  const clocks = testClocks();
  const start = async () => {
    const acts = new SyncActs(
      {
        journal,
        catalog,
        clocks,
        keys: (await readMeta(journal, 'keys')) as DeviceKeys,
        identity,
        server: createStore((await readMeta(journal, 'server')) ?? NOTHING_HEARD),
        ports: server.ports(),
        appVersion: 'test',
        stashed: [],
        keepNonce: () => undefined,
        copy: new SecondCopy(null),
        space: createSpaceGuard(null),
        incidents: createStore<Incident[]>([]),
        renew: async () => undefined,
      },
      await journal.operations.toArray(),
    );
    const driver = new SyncDriver(acts);
    drivers.push(driver);
    driver.start();
    return driver;
  };
  const states = async () => (await journal.operations.toArray()).map((record) => record.state);
  return { journal, catalog, clocks, identity, start, states };
}

const settled = (driver: SyncDriver) =>
  vi.waitFor(
    () => expect(driver.view.get()).toMatchObject({ mood: 'quiet', unsent: { count: 0 } }),
    PATIENCE,
  );

test('[SEND2] what was sold before the network came is sent, oldest first, and settled', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  await sealSales(terminal.journal, terminal.clocks, 120);

  const driver = await terminal.start();
  await settled(driver);

  expect(server.stored.size).toBe(120);
  expect(server.pushes.map(({ ops }) => ops.length)).toEqual([50, 50, 20]);
  expect(server.pushes.flatMap(({ ops }) => ops.map((op) => op.seq))).toEqual(
    Array.from({ length: 120 }, (_, i) => i + 1),
  );
  expect(new Set(await terminal.states())).toEqual(new Set(['posted']));
  for (const { operation } of server.stored.values()) {
    expect(verifyOperation(operation)).toEqual({ ok: true });
  }
});

test('[SALE2] an answer that is lost after the storing makes no second sale', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  const driver = await terminal.start();
  await settled(driver);
  const [record] = await sealSales(terminal.journal, terminal.clocks, 1);

  server.cutAnswers = 1;
  driver.sealed(record!);
  await vi.waitFor(() => expect(server.stored.size).toBe(1), PATIENCE);
  await vi.waitFor(() => {
    if (driver.view.get().mood === 'away') driver.wake();
    expect(driver.view.get()).toMatchObject({ mood: 'quiet', unsent: { count: 0 } });
  }, PATIENCE);
  await vi.waitFor(async () => expect(await terminal.states()).toEqual(['posted']), PATIENCE);

  expect(server.stored.size).toBe(1);
  expect(server.stored.get(record!.opId)?.n).toBe(1);
});

test('[SALE3] without a network selling goes on and the corner says since when', async () => {
  const server = new TestServer();
  server.cut = true;
  const terminal = await aTerminal(server);
  const driver = await terminal.start();
  await vi.waitFor(() => expect(driver.view.get().mood).toBe('away'), PATIENCE);

  await sealSales(terminal.journal, terminal.clocks, 3);

  expect(await terminal.states()).toEqual(['sealed', 'sealed', 'sealed']);
  expect(cornerOf(driver.view.get())).toBe('offline');
  expect(driver.view.get().awaySince).not.toBeNull();
});

test('[HELLO2] hello tells count, sum and age of what is unsent before the rows come', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  const records = await sealSales(terminal.journal, terminal.clocks, 3);

  await settled(await terminal.start());

  expect(server.hellos[0]).toMatchObject({
    maxSeq: 3,
    acked: [],
    pending: { count: 3, sum: 1_410_000, oldestAt: records[0]!.operation.wallMs },
  });
});

test('[RESTORE1] a server that lost what it had acknowledged gets it again', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  await sealSales(terminal.journal, terminal.clocks, 5);
  (await terminal.start().then(async (driver) => (await settled(driver), driver))).stop();

  server.restoreTo(2);
  await settled(await terminal.start());

  expect(server.stored.size).toBe(5);
  const again = server.pushes.at(-1)!.ops.map((op) => op.seq);
  expect(again).toEqual([3, 4, 5]);
  expect(server.hellos.at(-1)?.acked.map(({ from, to }) => [from, to])).toEqual([[1, 5]]);
});

test('[RESTORE2] on another epoch it pushes first and then pulls from zero', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  server.rows = [
    {
      kind: 'stock',
      id: 'non',
      version: 1,
      data: { skuId: 'non', quantity: 9000, counted: true, n: 1 },
    },
  ];
  server.n = 1;
  await sealSales(terminal.journal, terminal.clocks, 1);
  (await terminal.start().then(async (driver) => (await settled(driver), driver))).stop();
  expect(terminal.catalog.shelf.get().cursor?.epoch).toBe(1);

  server.epoch = 2;
  server.rows = [];
  await settled(await terminal.start());

  expect(terminal.catalog.shelf.get().cursor?.epoch).toBe(2);
  expect(terminal.catalog.shelf.get().stock.size).toBe(0);
  expect((await terminal.journal.operations.toArray())[0]).toMatchObject({ n: 0, state: 'posted' });
});

test('[CASE3] a terminal that learns it is revoked keeps and sends what it holds', async () => {
  const server = new TestServer();
  server.state = 'revoked';
  const terminal = await aTerminal(server);
  await sealSales(terminal.journal, terminal.clocks, 2);

  const driver = await terminal.start();
  await vi.waitFor(() => expect(server.stored.size).toBe(2), PATIENCE);
  await vi.waitFor(() => expect(driver.view.get().revoked).toBe(true), PATIENCE);

  expect(terminal.identity.get().state).toBe('revoked');
  expect(cornerOf(driver.view.get())).toBe('review');
  expect(await terminal.journal.operations.count()).toBe(2);
});
