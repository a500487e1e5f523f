/**
 * One half of the import bench in a process of its own, as in production: the web app takes the file
 * in and plans it, the worker writes it. Prints what it took as one line of JSON.
 */
import fs from 'node:fs';
import path from 'node:path';
import { type Database, openDatabase, uuidv7Now } from '@oson/db';
import { runImport, startImport, uploadImport } from '@oson/operations';

const FILE = path.resolve(
  import.meta.dirname,
  '../../packages/operations/src/import/fixtures/chain-20k.csv',
);

export type Half = {
  seconds: number;
  cpuSeconds: number;
  /** Of this process alone, in MB. */
  peakRssMb: number;
  rows: number;
  batchId: string;
};

/** Makes a chain of one store without goods. */
export async function makeChain(db: Database, tenantId: string): Promise<void> {
  const [storeId, priceListId] = [uuidv7Now(), uuidv7Now()];
  await db.inTenant(tenantId, async (tx) => {
    await tx.tenantSettings.create({ data: { tenantId, name: 'Bench', trade: 'grocery' } });
    await tx.priceList.create({ data: { tenantId, id: priceListId, name: 'Main' } });
    await tx.store.create({
      data: { tenantId, id: storeId, code: 'A1', name: 'Bench', priceListId },
    });
  });
}

/** What the web app does: reads, guesses, plans and keeps the file. */
export async function uploadHalf(db: Database, tenantId: string): Promise<Half> {
  const began = performance.now();
  const bytes = fs.readFileSync(FILE);
  const { batchId } = await uploadImport(db, tenantId, { fileName: 'chain-20k.csv', bytes });
  return { ...spent(began), rows: 20_000, batchId };
}

/** What the worker does: writes every planned row. */
export async function runHalf(db: Database, tenantId: string, batchId: string): Promise<Half> {
  await db.inTenant(tenantId, (tx) => startImport(tx, batchId));
  const began = performance.now();
  const { rowsDone } = await runImport(db, tenantId, batchId);
  return { ...spent(began), rows: rowsDone, batchId };
}

function spent(began: number) {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakRssMb: maxRSS / 1024,
  };
}

if (process.argv[1] === import.meta.filename) {
  const [half, tenantId = '', batchId = ''] = process.argv.slice(2);
  const db = openDatabase(JSON.parse(process.env.BENCH_URLS ?? '{}'));
  try {
    const done =
      half === 'upload' ? await uploadHalf(db, tenantId) : await runHalf(db, tenantId, batchId);
    console.log(JSON.stringify(done));
  } finally {
    await db.close();
  }
}
