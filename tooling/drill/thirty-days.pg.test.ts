import { JOURNAL_OF_SECOND_BUILD } from '@oson/contract/fixtures';
import { RealWorker, saleBodyOf, SimCatalogue } from '@oson/simulator';
import { type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSecondBuild, SALE_OF_SECOND_BUILD } from './long-journal.ts';
import { sendThirtyDays } from './thirty-days.ts';

const SALES = 300;

let at: TestDatabase;
let worker: RealWorker;
beforeAll(async () => {
  at = await testDatabase();
  worker = await RealWorker.start(at.urls);
});
afterAll(async () => {
  await worker?.stop();
  await at?.close();
});

test('[OP15] [SALE2] thirty days offline, written by three builds, come into the books by themselves', {
  timeout: 240_000,
}, async () => {
  const { db, ownerUrl, query } = at;
  const place = { db, workerUrl: worker.url, ownerUrl, rows: query };
  const run = await sendThirtyDays(place, SALES);
  expect(run.differences).toEqual([]);
  expect(run.states).toEqual({ posted: run.operations });
  expect(run.stored).toBe(SALES);
  const { v1 = 0, v2 = 0, v3 = 0 } = run.versions;
  expect(v1).toBeGreaterThan(10);
  expect(v2).toBeGreaterThan(SALES / 3);
  expect(v3).toBeGreaterThan(SALES / 3);
});

test('a sale of the second build has the fields of its frozen journal', () => {
  const { catalogue, records } = JOURNAL_OF_SECOND_BUILD;
  const goods = new SimCatalogue();
  goods.apply(catalogue, { epoch: 1, n: 1, check: '' }, true);
  const frozen = records.find(({ type, practice }) => type === 'sale' && !practice);
  const skuId = goods.all('sku')[0]?.id ?? '';
  const frame = { storeCode: 'A1', terminalCode: 'K7', receipt: 1, shiftId: null, epoch: 1 };
  const body = saleBodyOf(goods, [{ skuId }], { ...frame, staffId: null, practice: false });
  const fields = (value: object) => Object.keys(value).sort();
  expect(fields(asSecondBuild(body))).toEqual(fields(JSON.parse(frozen?.operation.body ?? '{}')));
  expect(frozen?.operation.v).toBe(SALE_OF_SECOND_BUILD);
});
