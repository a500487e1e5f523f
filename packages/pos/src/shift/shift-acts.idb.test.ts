import { beforeEach, expect, test } from 'vitest';
import { openPos, type Pos } from '../core/pos.ts';
import { seal } from '../journal/seal.ts';
import { aSale, anEnrolledJournal } from '../testing/a-journal.ts';
import { TestServer } from '../testing/a-server.ts';
import { closeShift, openShift, shiftFigures } from './shift-acts.ts';

let pos: Pos;
beforeEach(async () => {
  const journal = await anEnrolledJournal();
  journal.close();
  const server = new TestServer();
  const ports = { enrol: {} as never, sync: () => server.ports(), appVersion: 'test' };
  pos = await openPos(ports, journal.name.replace('oson-journal-', ''));
});

test('[CASE8] the close carries what was counted, what should lie there and the last sequence', async () => {
  const { shiftId } = await openShift(pos, 20_000_000);
  await seal(pos.journal, pos.clocks, aSale({ shiftId }));
  await seal(pos.journal, pos.clocks, aSale({ shiftId }));

  const close = await closeShift(pos, 20_900_000);

  expect(close).toMatchObject({ shiftId, countedCash: 20_900_000, lastSeq: 3 });
  expect(close.z).toMatchObject({
    saleCount: 2,
    gross: 940_000,
    float: 20_000_000,
    expectedCash: 20_940_000,
  });
  expect(pos.shift.get()).toBeNull();
  expect(pos.lastShift.get()).toMatchObject({ shiftId, countedCash: 20_900_000 });
});

test('[CASE17] practice is in no figure of the shift', async () => {
  const { shiftId } = await openShift(pos, 0);
  await seal(pos.journal, pos.clocks, aSale({ shiftId }));
  await seal(pos.journal, pos.clocks, aSale({ shiftId: null, receipt: 'practice', deltas: [] }));

  expect((await shiftFigures(pos)).saleCount).toBe(1);
});

test('two taps open one shift', async () => {
  const taps = await Promise.allSettled([openShift(pos, 100), openShift(pos, 100)]);

  expect(taps.filter((tap) => tap.status === 'fulfilled')).toHaveLength(1);
  expect(await pos.journal.operations.count()).toBe(1);
});

test('two taps close it once', async () => {
  await openShift(pos, 0);

  const taps = await Promise.allSettled([closeShift(pos, 0), closeShift(pos, 0)]);

  expect(taps.filter((tap) => tap.status === 'fulfilled')).toHaveLength(1);
  expect(await pos.journal.operations.count()).toBe(2);
});
