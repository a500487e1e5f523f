import { ANY_KIND, SNAPSHOT_KIND, verifyOperation } from '@oson/contract';
import { afterEach, expect, test, vi } from 'vitest';

import { openCatalog } from '../catalog/catalog.ts';
import { openCatalogDb } from '../catalog/catalog-db.ts';
import type { DeviceDisk } from '../copy/device-disk.ts';
import { copyOf } from '../copy/log-entry.ts';
import { SecondCopy } from '../copy/second-copy.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import { createSpaceGuard } from '../device/space-guard.ts';
import { readMeta, writeMeta } from '../journal/journal-db.ts';
import { NOTHING_HEARD } from '../journal/journal-record.ts';
import { seal } from '../journal/seal.ts';
import type { Incident } from '../recovery/incidents.ts';
import { createStore } from '../state/store.ts';
import { anEnrolledJournal, sealSales, testClocks } from '../testing/a-journal.ts';
import { TestFolder, testHost } from '../testing/a-folder.ts';
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
async function aTerminal(server: TestServer, disk: DeviceDisk | null = null) {
  const journal = await anEnrolledJournal();
  const identity = createStore((await readMeta(journal, 'identity'))!);
  const catalog = await openCatalog(openCatalogDb(identity.get().certificate.terminalId));
  const clocks = testClocks();
  const renewed: string[] = [];
  const acts = async () =>
    new SyncActs(
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
        copy: new SecondCopy(disk),
        space: createSpaceGuard(null),
        incidents: createStore<Incident[]>([]),
        renew: async (cause) => {
          renewed.push(cause);
        },
      },
      await journal.operations.toArray(),
    );
  const start = async () => {
    const driver = new SyncDriver(await acts());
    drivers.push(driver);
    driver.start();
    return driver;
  };
  const states = async () => (await journal.operations.toArray()).map((record) => record.state);
  return { journal, catalog, clocks, identity, start, acts, states, renewed };
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

test('[RESTORE3] epochs that come again bring no cursor of their first life back', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  server.n = 5;
  (await terminal.start().then(async (driver) => (await settled(driver), driver))).stop();
  expect(terminal.catalog.shelf.get().cursor).toMatchObject({ epoch: 1, n: 5 });
  server.epoch = 2;
  server.cutPulls = true;
  const driver = await terminal.start();
  await vi.waitFor(async () => {
    expect((await readMeta(terminal.journal, 'server'))?.epoch).toBe(2);
  }, PATIENCE);
  driver.stop();
  expect(terminal.catalog.shelf.get().cursor).toBeNull();

  server.cutPulls = false;
  server.epoch = 1;
  await settled(await terminal.start());
  expect(server.pulls.at(-1)?.cursor).toBeNull();
});

test('[RESTORE2] a page with an old epoch in memory does not undo what another has pulled in the new one', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  await sealSales(terminal.journal, terminal.clocks, 1);
  (await terminal.start().then(async (driver) => (await settled(driver), driver))).stop();
  const behind = await terminal.start();
  await settled(behind);

  // Another page has heard of epoch 2 meanwhile and pushed and pulled under it.
  server.epoch = 2;
  const kept = (await readMeta(terminal.journal, 'server'))!;
  await writeMeta(terminal.journal, 'server', { ...kept, epoch: 2 });
  const [record] = await terminal.journal.operations.toArray();
  await terminal.journal.operations.put({ ...record!, n: 1, epoch: 2 });
  const hellos = server.hellos.length;
  behind.sealed((await sealSales(terminal.journal, terminal.clocks, 1))[0]!);
  await vi.waitFor(() => expect(server.hellos.length).toBeGreaterThan(hellos), PATIENCE);
  await settled(behind);

  expect((await terminal.journal.operations.get(record!.opId))?.n).toBe(1);
});

test('[HELLO10] hello says where the journal ends, and shows its own hash where an earlier one ended', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  const [first, second] = await sealSales(terminal.journal, terminal.clocks, 2);
  server.lastSaid = { seq: 1, hash: first!.operation.hash };
  const driver = await terminal.start();
  await settled(driver);
  expect(server.hellos[0]).toMatchObject({ maxSeq: 2, lastHash: second!.operation.hash });
  expect(terminal.renewed).toEqual([]);
  driver.stop();

  // The hello before was said by a journal that was written anew since.
  server.lastSaid = { seq: 2, hash: 'f'.repeat(64) };
  await terminal.start();
  await vi.waitFor(() => expect(terminal.renewed).toEqual(['rolled-back']), PATIENCE);
});

test.each(['result', 'outcome'])(
  '[OP18] a body that a %s says to be erased is gone from the journal and from the copy',
  async (by) => {
    const server = new TestServer();
    const folder = new TestFolder();
    const disk = (await testHost(folder).openDisk(''))!;
    const terminal = await aTerminal(server, disk);
    const record = await seal(terminal.journal, terminal.clocks, {
      type: 'customer.create',
      receipt: 'none',
      body: () => ({ customerId: 'c', staffId: null, name: 'Nodira', phone: null }),
      deltas: [],
      amount: 0,
      shiftId: null,
    });
    await disk.append([{ is: 'operation', record: copyOf(record) }]);
    if (by === 'result') server.becomes = 'erased';
    const driver = await terminal.start();
    await settled(driver);
    if (by === 'outcome') {
      const data = { opId: record.opId, is: 'erased' as const, n: 9, flags: [] };
      server.rows = [{ kind: 'outcome', id: record.opId, version: 9, data }];
      server.n = 9;
      driver.stop();
      await settled(await terminal.start());
    }
    const kept = (await terminal.journal.operations.get(record.opId))!;
    expect(kept).toMatchObject({ state: 'erased' });
    expect(kept.operation.body).toBeUndefined();
    expect(verifyOperation(kept.operation)).toEqual({ ok: true });
    await vi.waitFor(() => {
      const texts = [...folder.files.keys()].map((name) =>
        new TextDecoder().decode(folder.bytesOf(name)),
      );
      expect(texts.join('')).not.toContain('Nodira');
      expect(texts.join('')).toContain(kept.operation.hash);
    }, PATIENCE);
  },
);

test('[PULL11] bytes of a file that come keep the wait for it alive', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  const told: string[] = [];
  const acts = await terminal.acts();
  server.snapshot = '[]';
  const snapshot = { url: '/s', digest: '', rows: 0, bytes: 2 };
  await acts.perform({ type: 'fetch-snapshot', request: 1, snapshot }, () => told.push('progress'));
  expect(told).toEqual(['progress']);
});

test('[REPORT1] an error that comes while a full list of them is sent is told with the next report', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  const acts = await terminal.acts();
  for (let i = 1; i <= 20; i++) acts.noteError('OLD', `${i}`);
  const report = acts.perform({ type: 'report', request: 1 });
  acts.noteError('NEW', 'meanwhile');
  await report;
  await acts.perform({ type: 'report', request: 2 });
  expect(server.reports.map(({ errors }) => errors.map(({ code }) => code))).toEqual([
    Array.from({ length: 20 }, () => 'OLD'),
    ['NEW'],
  ]);
});

test('[PULL7] a snapshot of another worker is not asked for again and again: pages of rows take its place', async () => {
  const server = new TestServer();
  const terminal = await aTerminal(server);
  server.strangeSnapshot = true;
  const data = { skuId: 'non', quantity: 9000, counted: true, n: 1 };
  server.rows = [{ kind: 'stock', id: 'non', version: 1, data }];
  server.n = 1;
  const driver = await terminal.start();
  await vi.waitFor(() => {
    if (driver.view.get().mood !== 'quiet') driver.wake();
    expect(terminal.catalog.shelf.get().stock.size).toBe(1);
  }, PATIENCE);
  const asked = server.pulls.map(({ kinds }) => kinds.includes(SNAPSHOT_KIND));
  // A whole pull later it may be offered again; by then nothing is asked from zero.
  expect(asked.slice(0, 2)).toEqual([true, false]);
  // [PULL12] Kinds of tomorrow are put aside, so they are asked for too.
  expect(server.pulls.every(({ kinds }) => kinds.includes(ANY_KIND))).toBe(true);
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
