import { beforeEach, expect, test } from 'vitest';
import { BALLAST_BYTES } from '../copy/ballast.ts';
import { openPos, type Pos } from '../core/pos.ts';
import { SaleDesk } from '../desk/sale-desk.ts';
import { seal } from '../journal/seal.ts';
import { closeShift, openShift } from '../shift/shift-acts.ts';
import { fillDisk } from '../testing/a-full-disk.ts';
import { TestFolder, testHost } from '../testing/a-folder.ts';
import { aCertificate, aSale } from '../testing/a-journal.ts';
import { TestServer } from '../testing/a-server.ts';
import { openJournal } from '../journal/journal-db.ts';
import { beginLife } from '../core/renew.ts';
import { makeDeviceKeys } from './device-keys.ts';

let folder: TestFolder;
let pos: Pos;

beforeEach(async () => {
  folder = new TestFolder();
  const certificate = aCertificate();
  const journal = openJournal(certificate.terminalId);
  const answer = { certificate, signature: 's', nonce: 'n', practice: false };
  await beginLife(journal, answer, await makeDeviceKeys());
  journal.close();
  const server = new TestServer();
  server.cut = true;
  const ports = { enrol: {} as never, sync: () => server.ports(), appVersion: 'test' };
  pos = await openPos(ports, certificate.terminalId, testHost(folder));
  pos.house.start();
  await pos.house.settled();
});

const ballastBytes = () => folder.bytesOf('ballast').length;

test('[SALE4] the sale in hand and the close of the shift fit into what the ballast gives up', async () => {
  await openShift(pos, 1000);
  fillDisk(() => ballastBytes() === 0);
  expect(ballastBytes()).toBe(BALLAST_BYTES);

  const record = await seal(pos.journal, pos.clocks, aSale());
  const z = await closeShift(pos, 1000);

  expect(record.seq).toBe(2);
  expect(z.lastSeq).toBe(2);
  expect(await pos.journal.operations.count()).toBe(3);
  expect(pos.space.ballast.get()).toBe('given');
  expect(pos.space.full.get()).toBe(true);
});

test('[SALE5] after it no new cart is opened, until the ballast is whole again', async () => {
  const empty = fillDisk(() => ballastBytes() === 0);
  const desk = new SaleDesk(pos, () => undefined);
  await seal(pos.journal, pos.clocks, aSale());

  expect(desk.mayOpenCart()).toBe(false);
  empty();
  await pos.space.refill();

  expect(ballastBytes()).toBe(BALLAST_BYTES);
  expect(desk.mayOpenCart()).toBe(true);
});

test('[SALE5] a disk that takes nothing even so refuses the sale and uses up no number', async () => {
  const empty = fillDisk(() => false);

  await expect(seal(pos.journal, pos.clocks, aSale())).rejects.toThrow();
  empty();

  expect((await seal(pos.journal, pos.clocks, aSale())).seq).toBe(1);
  expect(await pos.journal.operations.count()).toBe(1);
});
