import type { PushResult } from '@oson/contract';
import { expect, test } from 'vitest';
import { anEnrolledJournal, sealSales, testClocks } from '../testing/a-journal.ts';
import type { JournalRecord } from './journal-record.ts';
import {
  applyOutcomes,
  keepWithin,
  offerAgain,
  pendingRecords,
  prune,
  settleResults,
  turnEpoch,
} from './settle.ts';

const DAY_MS = 86_400_000;

function result(record: JournalRecord, overrides: Partial<PushResult> = {}): PushResult {
  const { opId } = record;
  return { opId, r: 'posted', is: 'posted', n: 7, flags: [], corrections: [], at: 0, ...overrides };
}

test('[SEND5] what is unsent comes oldest first', async () => {
  const db = await anEnrolledJournal();
  const records = await sealSales(db, testClocks(), 5);
  await settleResults(db, 1, [result(records[2]!)]);

  const pending = await pendingRecords(db);

  expect(pending.map((record) => record.seq)).toEqual([1, 2, 4, 5]);
  expect((await pendingRecords(db, 2)).map((record) => record.seq)).toEqual([1, 2]);
});

test('[SEND9] an answer settles only what it names, and names only what is ours', async () => {
  const db = await anEnrolledJournal();
  const [first, second] = await sealSales(db, testClocks(), 2);

  await settleResults(db, 3, [
    result(first!, { flags: ['oversell'], at: 55 }),
    result(first!, { opId: 'somebody-elses' }),
  ]);

  expect(await db.operations.get(first!.opId)).toMatchObject({
    state: 'posted',
    n: 7,
    epoch: 3,
    at: 55,
    flags: ['oversell'],
  });
  expect((await db.operations.get(second!.opId))?.state).toBe('sealed');
  expect(await db.operations.count()).toBe(2);
});

test('[OP1] settling leaves the sealed bytes as they are', async () => {
  const db = await anEnrolledJournal();
  const [first] = await sealSales(db, testClocks(), 1);

  await settleResults(db, 1, [result(first!)]);

  expect((await db.operations.get(first!.opId))?.operation).toEqual(first!.operation);
});

test('[DEV5] pruning never deletes what the server does not hold, however old it is', async () => {
  const db = await anEnrolledJournal();
  const clocks = testClocks();
  const [unsent, waiting, posted] = await sealSales(db, clocks, 3);
  await settleResults(db, 1, [
    result(waiting!, { is: 'waiting', r: 'waiting' }),
    result(posted!, { at: 1 }),
  ]);

  await prune(db, 400 * DAY_MS, 400 * DAY_MS);

  expect(await db.operations.toCollection().primaryKeys()).toEqual([unsent!.opId, waiting!.opId]);
});

test('[DEV6] a stored operation stays 35 days and until stableThrough has passed it', async () => {
  const db = await anEnrolledJournal();
  const [early, late] = await sealSales(db, testClocks(), 2);
  await settleResults(db, 1, [result(early!, { at: DAY_MS }), result(late!, { at: 10 * DAY_MS })]);

  expect(await prune(db, 36 * DAY_MS, 400 * DAY_MS)).toEqual([]);
  expect(await prune(db, 300 * DAY_MS, DAY_MS)).toEqual([]);
  expect(await prune(db, 300 * DAY_MS, 5 * DAY_MS)).toEqual([early!.opId]);
  expect(await db.operations.toCollection().primaryKeys()).toEqual([late!.opId]);
});

test('[HELLO5] what the server turns out not to hold is offered again', async () => {
  const db = await anEnrolledJournal();
  const records = await sealSales(db, testClocks(), 4);
  await settleResults(
    db,
    1,
    records.map((record) => result(record)),
  );

  const again = await offerAgain(db, records[0]!.incarnation, [{ from: 2, to: 3 }]);

  expect(again.map((record) => record.seq)).toEqual([2, 3]);
  expect((await pendingRecords(db)).map((record) => record.seq)).toEqual([2, 3]);
  expect((await db.operations.get(records[1]!.opId))?.n).toBeUndefined();
});

test('[RESTORE2] on another epoch the journal stays and the stored positions go', async () => {
  const db = await anEnrolledJournal();
  const [first, second] = await sealSales(db, testClocks(), 2);
  await settleResults(db, 1, [result(first!, { n: 900 })]);

  expect(await turnEpoch(db, 2)).toEqual([]);

  expect(await db.operations.get(first!.opId)).toMatchObject({ state: 'posted', n: 0, epoch: 2 });
  expect(await db.operations.get(second!.opId)).toMatchObject({ state: 'sealed' });
});

test('[RESTORE2] what waited or lay in quarantine before the server went back is asked about again', async () => {
  const db = await anEnrolledJournal();
  const [waiting, held, posted] = await sealSales(db, testClocks(), 3);
  await settleResults(db, 1, [
    result(waiting!, { is: 'waiting', r: 'waiting' }),
    result(held!, { is: 'quarantined', r: 'quarantined' }),
    result(posted!, { n: 900 }),
  ]);

  const again = await turnEpoch(db, 2);

  expect(again.map(({ seq }) => seq)).toEqual([1, 2]);
  expect((await pendingRecords(db)).map(({ seq }) => seq)).toEqual([1, 2]);
});

test('[DEV2] a position that the server no longer knows is taken for its head', async () => {
  const db = await anEnrolledJournal();
  const [behind, beyond, other] = await sealSales(db, testClocks(), 3);
  await settleResults(db, 1, [result(behind!, { n: 17 }), result(beyond!, { n: 19 })]);
  await settleResults(db, 2, [result(other!, { n: 19 })]);

  await keepWithin(db, { epoch: 1, head: 18 });

  const positions = (await db.operations.orderBy('opId').toArray()).map(({ n }) => n);
  expect(positions).toEqual([17, 18, 19]);
});

test('[PULL4] a later outcome changes the state of an operation', async () => {
  const db = await anEnrolledJournal();
  const [first] = await sealSales(db, testClocks(), 1);
  await settleResults(db, 1, [result(first!, { is: 'quarantined', r: 'quarantined' })]);

  await applyOutcomes(db, 1, [{ opId: first!.opId, is: 'rejected', n: 12, flags: [] }]);

  expect(await db.operations.get(first!.opId)).toMatchObject({ state: 'rejected', n: 12 });
});
