import { beforeEach, expect, test } from 'vitest';
import { TestFolder } from '../testing/a-folder.ts';
import { AppendLog } from './append-log.ts';
import { BALLAST_BYTES, dropBallast, fillBallast } from './ballast.ts';
import type { CopiedRecord, LogEntry } from './log-entry.ts';

const recordAt = (seq: number, size = 10): CopiedRecord => ({
  opId: `op-${seq}`,
  incarnation: 'life-1',
  seq,
  type: 'sale',
  operation: { hash: `h${seq}`, body: 'x'.repeat(size) } as CopiedRecord['operation'],
  receiptNumber: null,
  practice: false,
  deltas: [],
  amount: 0,
  shiftId: null,
});
const entry = (seq: number, size?: number): LogEntry => ({
  is: 'operation',
  record: recordAt(seq, size),
});
const ids = (records: readonly CopiedRecord[]) => records.map(({ opId }) => opId);

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});

async function opened(): Promise<AppendLog> {
  folder.release();
  return AppendLog.open(folder);
}

test('[DEV3] what was appended is there after the page is gone', async () => {
  const log = await opened();
  await log.append([entry(1), entry(2)]);
  await log.append([{ is: 'canary', canary: { incarnation: 'life-1', boot: 4 } }, entry(3)]);

  const again = await opened();

  expect(again.tail).toMatchObject({
    canary: { incarnation: 'life-1', boot: 4 },
    last: { incarnation: 'life-1', seq: 3, hash: 'h3' },
    isEmpty: false,
  });
  expect(ids((await again.compare([])).onlyHere)).toEqual(['op-1', 'op-2', 'op-3']);
});

test('[DEV3] a write that was cut off is taken away, and what comes after is whole', async () => {
  const log = await opened();
  await log.append([entry(1), entry(2)]);
  folder.cut('log-000001', folder.bytesOf('log-000001').length - 3);

  const again = await opened();
  await again.append([entry(3)]);

  const { onlyHere } = await (await opened()).compare([]);
  expect(ids(onlyHere)).toEqual(['op-1', 'op-3']);
});

test('[DEV3] journal and copy are compared both ways', async () => {
  const log = await opened();
  await log.append([entry(1), entry(2)]);

  const { onlyHere, onlyThere } = await log.compare(['op-2', 'op-3']);

  expect(ids(onlyHere)).toEqual(['op-1']);
  expect(onlyThere).toEqual(['op-3']);
});

test('a disk without room takes nothing of an append, and the next one stands alone', async () => {
  const log = await opened();
  await log.append([entry(1)]);
  folder.room = folder.used + 40;
  await expect(log.append([entry(2, 500)])).rejects.toThrow('full');

  folder.room = Number.POSITIVE_INFINITY;
  await log.append([entry(3)]);

  expect(ids((await (await opened()).compare([])).onlyHere)).toEqual(['op-1', 'op-3']);
});

test('[DEV6] what the journal has pruned does not come back, and its segments go', async () => {
  const log = await opened();
  await log.append([{ is: 'canary', canary: { incarnation: 'life-1', boot: 1 } }]);
  for (let seq = 1; seq <= 60; seq++) await log.append([entry(seq, 100_000)]);
  const before = folder.used;
  const all = Array.from({ length: 60 }, (_, at) => `op-${at + 1}`);

  await log.forget(all.slice(0, 50).filter((opId) => opId !== 'op-7'));

  const again = await opened();
  const { onlyHere } = await again.compare([]);
  expect(new Set(ids(onlyHere))).toEqual(new Set(['op-7', ...all.slice(50)]));
  expect(folder.used).toBeLessThan(before / 2);
  expect(again.tail.canary).toEqual({ incarnation: 'life-1', boot: 1 });
});

test('a segment that was begun before the page died does not hide the tail', async () => {
  const log = await opened();
  await log.append([{ is: 'canary', canary: { incarnation: 'life-1', boot: 9 } }, entry(1)]);
  folder.cut('log-000002', 0);

  expect((await opened()).tail).toMatchObject({ canary: { boot: 9 }, last: { seq: 1 } });
});

test('[SALE4] the ballast takes its 8 MB whole or not at all, and gives them back', async () => {
  folder.room = BALLAST_BYTES - 1;
  expect(await fillBallast(folder)).toBe(false);
  expect(folder.used).toBe(0);

  folder.room = BALLAST_BYTES * 2;
  expect(await fillBallast(folder)).toBe(true);
  expect(folder.used).toBe(BALLAST_BYTES);
  expect(await dropBallast(folder)).toBe(BALLAST_BYTES);
  expect(folder.used).toBe(0);
});

test('[OP18] an erased body is in no file of the copy, and what lay beside it stays', async () => {
  const log = await opened();
  await log.append([entry(1), entry(2)]);
  await log.append([{ is: 'gone', opIds: ['op-1'] }]);
  await log.append([entry(3, 1024 * 1024)]);
  // Rolled: the second operation lies in an older file, the fourth in the newest.
  await log.append([entry(4), entry(2)]);
  const erased = [2, 4].map((seq): CopiedRecord => {
    const operation = { hash: `h${seq}`, bodyDigest: 'd' } as CopiedRecord['operation'];
    return { ...recordAt(seq), operation };
  });

  await log.erase(erased);
  await log.erase(erased);

  const again = await opened();
  const { onlyHere } = await again.compare([]);
  expect(ids(onlyHere).toSorted()).toEqual(['op-2', 'op-3', 'op-4']);
  const whole = onlyHere.filter(({ operation }) => operation.body !== undefined);
  expect(ids(whole)).toEqual(['op-3']);
  expect(ids(await again.recall(['op-2', 'op-4'])).toSorted()).toEqual(['op-2', 'op-4']);
  const texts = [...folder.files.keys()].map((name) =>
    new TextDecoder().decode(folder.bytesOf(name)),
  );
  expect(texts.join('').match(/"hash":"h[24]","body"/g)).toBeNull();
});

test('[OP18] without a body of theirs in it the copy is left alone', async () => {
  const log = await opened();
  await log.append([entry(1)]);
  const before = folder.used;
  await log.erase([recordAt(7)]);
  expect(folder.used).toBe(before);
});
