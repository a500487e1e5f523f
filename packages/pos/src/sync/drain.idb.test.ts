import { beforeEach, expect, test, vi } from 'vitest';
import { openCatalog } from '../catalog/catalog.ts';
import { openCatalogDb } from '../catalog/catalog-db.ts';
import { SecondCopy } from '../copy/second-copy.ts';
import type { JournalDb } from '../journal/journal-db.ts';
import { inState, pendingRecords, settleResults } from '../journal/settle.ts';
import type { PosPorts } from '../ports.ts';
import { wipeStored } from '../recovery/wipe.ts';
import { anEnrolledJournal, sealSales, testClocks } from '../testing/a-journal.ts';
import { TestServer } from '../testing/a-server.ts';
import { drainJournal } from './drain-journal.ts';
import { drainOthers } from './drain-others.ts';

let server: TestServer;
let ports: PosPorts;
let journal: JournalDb;
const terminalOf = ({ name }: JournalDb) => name.replace('oson-journal-', '');

beforeEach(async () => {
  server = new TestServer();
  ports = { enrol: {} as never, sync: () => server.ports(), appVersion: 'test' };
  journal = await anEnrolledJournal();
});

test('[DEV10] a worker without a page says hello and sends, and pulls nothing', async () => {
  await sealSales(journal, testClocks(), 70);

  expect(await drainJournal(ports, terminalOf(journal))).toBe(0);

  expect(server.stored.size).toBe(70);
  expect(server.hellos[0]?.pending).toMatchObject({ count: 70 });
  expect(await inState(journal, 'posted').count()).toBe(70);
});

test('[SEND7] a line that fails leaves everything where it is', async () => {
  await sealSales(journal, testClocks(), 3);
  server.cut = true;

  expect(await drainJournal(ports, terminalOf(journal))).toBe(3);

  server.cut = false;
  server.cutAnswers = 1;
  await drainJournal(ports, terminalOf(journal));
  expect(await drainJournal(ports, terminalOf(journal))).toBe(0);
  expect(server.stored.size).toBe(3);
});

test('[RESTORE1] it offers again what the server has lost', async () => {
  await sealSales(journal, testClocks(), 4);
  await drainJournal(ports, terminalOf(journal));
  server.restoreTo(1);

  expect(await drainJournal(ports, terminalOf(journal))).toBe(0);

  expect(server.stored.size).toBe(4);
});

test('[CASE7] the journal of a terminal that this browser was before drains beside the new one', async () => {
  const active = await anEnrolledJournal();
  await sealSales(journal, testClocks(), 2);
  const [own] = await sealSales(active, testClocks(), 1);

  const others = drainOthers(ports, terminalOf(active));
  await vi.waitFor(() => expect(server.stored.size).toBeGreaterThanOrEqual(2), { timeout: 10_000 });
  await vi.waitFor(async () => expect(await pendingRecords(journal)).toEqual([]));
  others.stop();

  expect((await pendingRecords(active)).map(({ opId }) => opId)).toEqual([own!.opId]);
});

test('[CASE3] a revoked terminal is wiped only when the server holds all of it', async () => {
  const catalog = await openCatalog(openCatalogDb(terminalOf(journal)));
  const [stored, unsent] = await sealSales(journal, testClocks(), 2);
  const result = { r: 'posted', is: 'posted', n: 1, flags: [], corrections: [], at: 1 } as const;
  const copy = new SecondCopy(null);
  await settleResults(journal, 1, [{ ...result, opId: stored!.opId, flags: [], corrections: [] }]);

  expect(await wipeStored(journal, catalog, copy)).toBe(false);
  expect(await journal.operations.count()).toBe(2);

  await settleResults(journal, 1, [{ ...result, opId: unsent!.opId, flags: [], corrections: [] }]);
  expect(await wipeStored(journal, catalog, copy)).toBe(true);
  expect(await journal.operations.count()).toBe(0);
  expect(await journal.meta.get('keys')).toBeDefined();
});
