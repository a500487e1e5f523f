import { readFileSync } from 'node:fs';
import { runImport, startImport, uploadImport } from '@oson/operations';
import { RealWorker } from '@oson/simulator';
import { aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readImportFigures } from './import-figures.ts';
import { importUnderKills } from './import-kill.ts';
import { seededDraw } from './seeded-draw.ts';

const CHAIN = new URL(
  '../../packages/operations/src/import/fixtures/chain-20k.csv',
  import.meta.url,
);
const ROWS = 3000;
const KILLS = 2;

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

/** The first rows of the large file, with an on-hand for each that the file itself has not. */
function aFileWithStock() {
  const [head, ...rows] = readFileSync(CHAIN, 'utf8')
    .split('\n')
    .slice(0, ROWS + 1);
  const stocked = rows.map((row, index) => `${row},${(index % 90) + 1}`);
  const text = [`${head},qoldiq`, ...stocked].join('\n');
  return { fileName: 'chain-3k.csv', bytes: Buffer.from(text) };
}

test('a worker killed -9 twice in the midst of an import leaves what an unbroken run leaves', {
  timeout: 300_000,
}, async () => {
  const file = aFileWithStock();
  const [broken, whole] = [await aTenant(at.db, { skus: 0 }), await aTenant(at.db, { skus: 0 })];
  const aim = { tenantId: broken.tenantId, file, kills: KILLS };
  const run = await importUnderKills(at.db, worker, aim, seededDraw(ROWS));
  // The kills fell inside the work, each further on than the one before.
  expect(run.killedAt).toHaveLength(KILLS);
  expect(run.killedAt.every((rows) => rows > 0 && rows < ROWS)).toBe(true);

  const { batchId } = await uploadImport(at.db, whole.tenantId, file);
  await at.db.inTenant(whole.tenantId, (tx) => startImport(tx, batchId));
  await runImport(at.db, whole.tenantId, batchId);
  const figures = await readImportFigures(at.db, broken.tenantId);
  expect(figures).toEqual(await readImportFigures(at.db, whole.tenantId));
  const written = figures.skus;
  expect(written).toBeGreaterThan(ROWS - 20);
  expect(figures).toMatchObject({ products: written, prices: written, doubled: 0 });
  expect(figures.movements).toBe(written);
  expect(figures.moved).toBe(figures.onHand);
});
