import { verifyOperation } from '@oson/contract';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Canary } from '../copy/log-entry.ts';
import { beginLife } from '../core/renew.ts';
import { openPos, type Pos } from '../core/pos.ts';
import { makeDeviceKeys } from '../device/device-keys.ts';
import { journalName, openJournal, readMeta, writeMeta } from '../journal/journal-db.ts';
import { seal } from '../journal/seal.ts';
import { TestFolder, testHost } from '../testing/a-folder.ts';
import { aCertificate, aSale, sealSales, testClocks } from '../testing/a-journal.ts';
import { TestServer } from '../testing/a-server.ts';
import { bodyText } from '../journal/journal-record.ts';

const certificate = () => aCertificate({ publicKey: 'key' });
let folder: TestFolder;
let cache: Map<string, Canary>;
let server: TestServer;
let clocks: ReturnType<typeof testClocks>;
let terminal: ReturnType<typeof certificate>;
let open: Pos[];

beforeEach(async () => {
  folder = new TestFolder();
  cache = new Map();
  server = new TestServer();
  clocks = testClocks();
  terminal = certificate();
  server.certificate = terminal;
  open = [];
  await enrol(terminal.incarnation);
});
afterEach(() => {
  for (const pos of open) pos.close();
});

async function enrol(incarnation: string): Promise<void> {
  const journal = openJournal(terminal.terminalId);
  const answer = { certificate: { ...terminal, incarnation }, signature: 's', nonce: 'n' };
  await beginLife(journal, { ...answer, practice: false }, await makeDeviceKeys());
  journal.close();
}

/** A page opens the terminal; with `online` it also sends. */
async function boot(online = false): Promise<Pos> {
  folder.release();
  const ports = { enrol: {} as never, sync: () => server.ports(), appVersion: 'test' };
  const host = { ...testHost(folder, cache), clocks };
  const pos = await openPos(ports, terminal.terminalId, host);
  open.push(pos);
  if (online) pos.sync.start();
  pos.house.start();
  await pos.house.settled();
  return pos;
}

async function sold(pos: Pos, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    const record = await seal(pos.journal, clocks, aSale());
    pos.sync.sealed(record);
    ids.push(record.opId);
  }
  await pos.copy.written();
  return ids;
}

const opIds = async (pos: Pos) => (await pos.journal.operations.toArray()).map(({ opId }) => opId);
const kinds = (pos: Pos) => pos.incidents.get().map(({ kind }) => kind);
const sent = (pos: Pos) =>
  vi.waitFor(
    () => expect(pos.sync.view.get()).toMatchObject({ mood: 'quiet', unsent: { count: 0 } }),
    {
      timeout: 20_000,
      interval: 20,
    },
  );

test('[DEV3] a healthy terminal starts again and again without a word', async () => {
  const first = await boot();
  const ids = await sold(first, 3);
  first.close();
  (await boot()).close();
  const third = await boot();

  expect(await opIds(third)).toEqual(ids);
  expect(kinds(third)).toEqual([]);
  expect(cache.get(terminal.terminalId)).toEqual({ incarnation: terminal.incarnation, boot: 3 });
});

test('[DEV3] a journal that was rolled back gets back what the copy has, and no number twice', async () => {
  const first = await boot();
  const ids = await sold(first, 5);
  await first.journal.operations.bulkDelete(ids.slice(2));
  const second = (await first.journal.operations.get(ids[1]!))!;
  await writeMeta(first.journal, 'chain', {
    incarnation: terminal.incarnation,
    seq: 2,
    lastHash: second.operation.hash,
    receipts: 2,
    practiceReceipts: 0,
  });
  first.close();

  const again = await boot();
  const next = await seal(again.journal, clocks, aSale());

  expect((await opIds(again)).slice(0, 5)).toEqual(ids);
  expect(next).toMatchObject({ seq: 6, receiptNumber: 'CH-7K-000006' });
  expect(verifyOperation(next.operation)).toEqual({ ok: true });
  expect(kinds(again)).toContain('recovered');
});

test('[ID15] a journal that is gone: enrolled again, the copy is sent under the old incarnation', async () => {
  const first = await boot();
  const ids = await sold(first, 4);
  first.close();
  await Dexie.delete(journalName(terminal.terminalId));
  await enrol('incarnation-2');

  const again = await boot(true);
  await sent(again);

  expect([...server.stored.keys()]).toEqual(ids);
  expect(server.pushes.map(({ incarnation }) => incarnation)).toEqual(['incarnation-1']);
  expect(kinds(again)).toEqual(['journal-gone', 'recovered']);
  await vi.waitFor(() =>
    expect(server.reports.flatMap(({ storage }) => storage ?? [])).toHaveLength(2),
  );
  expect(server.reports[0]?.storage?.map(({ kind }) => kind)).toEqual(['canary', 'copy-read']);
});

test('[DEV3] a copy that is gone is written anew out of the journal, and said', async () => {
  const first = await boot();
  const ids = await sold(first, 3);
  first.close();
  (await boot()).close();
  folder.files.clear();

  const again = await boot();

  expect(kinds(again)).toEqual(['copy-behind']);
  const { onlyHere } = await again.copy.disk!.compare([]);
  expect(onlyHere.map(({ opId }) => opId)).toEqual(ids);
});

test('[REPORT1] a number that neither copy has is reported as lost', async () => {
  const first = await boot();
  const ids = await sold(first, 3);
  first.close();
  await Dexie.delete(journalName(terminal.terminalId));
  const log = folder.bytesOf('log-000001');
  log[new TextDecoder('latin1').decode(log).indexOf(ids[1]!)] = 0;
  await enrol('incarnation-2');

  const again = await boot(true);
  await sent(again);

  expect([...server.stored.keys()]).toEqual([ids[0], ids[2]]);
  await vi.waitFor(() => expect(server.reports.flatMap(({ losses }) => losses)).toHaveLength(1));
  expect(server.reports[0]?.losses[0]).toMatchObject({
    incarnation: 'incarnation-1',
    fromSeq: 2,
    toSeq: 2,
  });
});

test('[SALE2] a record whose bytes changed on the disk is healed from the copy before it is sent', async () => {
  const pos = await boot();
  const [id] = await sold(pos, 1);
  const record = (await pos.journal.operations.get(id!))!;
  const body = bodyText(record).replace('470000', '47');
  await pos.journal.operations.put({ ...record, operation: { ...record.operation, body } });

  pos.sync.start();
  await sent(pos);

  expect(verifyOperation(server.stored.get(id!)!.operation)).toEqual({ ok: true });
  expect(kinds(pos)).toEqual(['record-damaged']);
});

test('[ID16] a fork opens a new incarnation and the old one drains under its own id', async () => {
  const pos = await boot();
  await sold(pos, 2);
  server.forked = true;

  pos.sync.start();
  await vi.waitFor(() => expect(server.renewals).toHaveLength(1), { timeout: 20_000 });
  await vi.waitFor(() =>
    expect(pos.identity.get().certificate.incarnation).toBe('incarnation-1-1'),
  );
  const [next] = await sealSales(pos.journal, clocks, 1);
  pos.sync.sealed(next!);
  await sent(pos);

  expect(server.renewals[0]).toMatchObject({ cause: 'fork' });
  expect(next).toMatchObject({
    incarnation: 'incarnation-1-1',
    seq: 1,
    receiptNumber: 'CH-R1-000001',
  });
  expect(server.stored.size).toBe(3);
  expect(await pos.journal.lives.count()).toBe(1);
});

test('[ID16] a server that holds later numbers shows that the journal is an older one', async () => {
  const pos = await boot(true);
  await sold(pos, 3);
  await sent(pos);
  const ids = await opIds(pos);
  await pos.journal.operations.bulkDelete(ids.slice(1));
  const chain = (await readMeta(pos.journal, 'chain'))!;
  await writeMeta(pos.journal, 'chain', { ...chain, seq: 1, receipts: 1 });
  pos.close();
  folder.files.clear();
  cache.clear();

  const again = await boot(true);
  await vi.waitFor(() => expect(server.renewals).toMatchObject([{ cause: 'rolled-back' }]), {
    timeout: 20_000,
  });
  await sent(again);

  // The server has answered; the device writes down who it is now a moment later.
  await vi.waitFor(
    () => expect(again.identity.get().certificate.incarnation).toBe('incarnation-1-1'),
    { timeout: 20_000 },
  );
});

test('[HELLO5] what a restored server lost of an earlier incarnation is offered again', async () => {
  const pos = await boot();
  await sold(pos, 2);
  server.forked = true;
  pos.sync.start();
  await vi.waitFor(() => expect(server.renewals).toHaveLength(1), { timeout: 20_000 });
  await sent(pos);
  pos.close();
  server.restoreTo(1);

  await sent(await boot(true));

  expect(server.stored.size).toBe(2);
});

test('[DEV3] a second copy that does not open is said, and whole again once it opens', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const ports = { enrol: {} as never, sync: () => server.ports(), appVersion: 'test' };
  const whole = testHost(folder, cache);
  const openDisk = vi.fn((terminalId: string) => whole.openDisk(terminalId));
  openDisk.mockRejectedValueOnce(new DOMException('locked', 'NoModificationAllowedError'));
  const pos = await openPos(ports, terminal.terminalId, { ...whole, clocks, openDisk });
  open.push(pos);
  pos.house.start();
  await pos.house.settled();

  expect(pos.copy.state.get()).toBe('failing');
  expect(pos.incidents.get()).toMatchObject([
    { kind: 'copy-unopened', detail: 'NoModificationAllowedError: locked' },
  ]);
  const ids = await sold(pos, 2);

  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(pos.copy.state.get()).toBe('ok'), 10_000);
  const { onlyThere } = await pos.copy.disk!.compare(ids);
  expect(onlyThere).toEqual([]);
});
