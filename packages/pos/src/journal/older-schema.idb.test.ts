import { verifyOperation } from '@oson/contract';
import { JOURNAL_OF_FIRST_BUILD } from '@oson/contract/fixtures';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { makeDeviceKeys } from '../device/device-keys.ts';
import { anEnrolledJournal, aSale, sealSales, testClocks } from '../testing/a-journal.ts';
import { journalName, openJournal, readMeta } from './journal-db.ts';
import { seal } from './seal.ts';
import { pendingRecords } from './settle.ts';

const { meta, records } = JOURNAL_OF_FIRST_BUILD;

/** The frozen journal, in a database as the first build of the till laid it out. */
async function aJournalOfTheFirstBuild(terminalId: string): Promise<void> {
  const old = new Dexie(journalName(terminalId));
  old.version(1).stores({
    operations: '&opId, &[incarnation+seq], [state+seq], shiftId, n',
    meta: '&key',
    carts: '&id, parkedAt',
    pins: '&staffId',
    throttles: '&staffId',
  });
  const { incarnation } = meta.chain;
  const rows = records.map((each) => ({ ...each, incarnation, flags: [], corrections: [] }));
  await old.table('operations').bulkAdd(rows);
  await old.table('meta').bulkAdd([
    { key: 'identity', value: meta.identity },
    { key: 'keys', value: await makeDeviceKeys() },
    { key: 'chain', value: meta.chain },
  ]);
  old.close();
}

test('[DEV5] a journal of the first build opens with everything in it and goes on counting', async () => {
  const terminalId = crypto.randomUUID();
  await aJournalOfTheFirstBuild(terminalId);

  const journal = openJournal(terminalId);
  const pending = await pendingRecords(journal);
  const next = await seal(journal, testClocks(), aSale());

  const unsent = records.filter(({ state }) => state === 'sealed').map(({ opId }) => opId);
  expect(pending.map(({ opId }) => opId)).toEqual(unsent);
  expect(await journal.operations.count()).toBe(records.length + 1);
  expect(next.seq).toBe(meta.chain.seq + 1);
  expect(next.operation.prevHash).toBe(meta.chain.lastHash);
  expect(verifyOperation(next.operation)).toEqual({ ok: true });
  expect(await readMeta(journal, 'chain')).toMatchObject({ receipts: meta.chain.receipts + 1 });
  journal.close();
});

test('[ID16] two operations at one number are both kept: the index forbids neither', async () => {
  const journal = await anEnrolledJournal();
  const [first] = await sealSales(journal, testClocks(), 1);

  await journal.operations.add({ ...first!, opId: 'another' });

  expect(await journal.operations.count()).toBe(2);
});
