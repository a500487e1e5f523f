/** An import of goods whose worker is killed in the midst of it, and what the database then holds. */
import type { Database } from '@oson/db';
import { readImportProgress, startImport, uploadImport } from '@oson/operations';
import type { RealWorker } from '@oson/simulator';

const LOOK_MS = 40;
/** A killed worker's job is given to its successor after ten seconds without a sign of life. */
const END_MS = 240_000;
/** Up to about one chunk: the kill falls inside a transaction as often as between two. */
const AIM_MS_MAX = 250;

export type ImportedFile = { fileName: string; bytes: Uint8Array };
export type KilledRun = {
  batchId: string;
  /** Rows that were counted when each kill fell. */
  killedAt: number[];
  seconds: number;
};

/** Takes the file in, lets the worker write it, and kills it -9 as often as told, evenly spread. */
export async function importUnderKills(
  db: Database,
  worker: RealWorker,
  { tenantId, file, kills }: { tenantId: string; file: ImportedFile; kills: number },
  random: () => number,
): Promise<KilledRun> {
  const began = performance.now();
  const { batchId } = await uploadImport(db, tenantId, file);
  await db.inTenant(tenantId, (tx) => startImport(tx, batchId));
  const killedAt: number[] = [];
  for (let kill = 1; kill <= kills; kill++) {
    const share = kill / (kills + 1);
    await untilProgress(db, tenantId, batchId, (at) => at.rowsDone >= at.rowsTotal * share);
    await pause(random() * AIM_MS_MAX);
    await worker.kill();
    const { status, rowsDone } = await progress(db, tenantId, batchId);
    if (status !== 'running') throw new Error(`the import was ${status}: nothing to break off`);
    killedAt.push(rowsDone);
    await worker.run();
  }
  await untilProgress(db, tenantId, batchId, (at) => at.status === 'done');
  return { batchId, killedAt, seconds: (performance.now() - began) / 1000 };
}

type Progress = Awaited<ReturnType<typeof readImportProgress>>;

const progress = (db: Database, tenantId: string, batchId: string) =>
  db.inTenant(tenantId, (tx) => readImportProgress(tx, batchId, Date.now()));

async function untilProgress(
  db: Database,
  tenantId: string,
  batchId: string,
  isThere: (progress: Progress) => boolean,
): Promise<void> {
  const until = performance.now() + END_MS;
  for (;;) {
    const at = await progress(db, tenantId, batchId);
    if (isThere(at)) return;
    if (at.status === 'failed') throw new Error('the import failed');
    if (performance.now() > until) throw new Error(`the import stands: ${JSON.stringify(at)}`);
    await pause(LOOK_MS);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
