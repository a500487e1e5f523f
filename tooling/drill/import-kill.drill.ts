/**
 * kill -9 of the worker in the midst of an import of 20 000 rows, on a database with fsync on: the
 * goods must come to the very figures that the file's own description promises.
 */
import fs from 'node:fs';
import path from 'node:path';
import { aTenant } from '@oson/testing';
import { numberFlag } from './flags.ts';
import { readImportFigures } from './import-figures.ts';
import { importUnderKills } from './import-kill.ts';
import { openInstallation } from './installation.ts';
import { seededDraw } from './seeded-draw.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../packages/operations/src/import/fixtures');
const FILE = 'chain-20k.csv';
type Expected = { files: Record<string, { products: number; skus: number; barcodes: number }> };

/** `npm run drill -- import-kill [--times N] [--seed S]`; true when every figure is as promised. */
export default async function importKill(args: string[]): Promise<boolean> {
  const kills = numberFlag(args, '--times', 2);
  const seed = numberFlag(args, '--seed', Math.floor(Math.random() * 2 ** 31));
  const file = { fileName: FILE, bytes: fs.readFileSync(path.join(FIXTURES, FILE)) };
  const { files } = JSON.parse(
    fs.readFileSync(path.join(FIXTURES, 'expected.json'), 'utf8'),
  ) as Expected;
  const wanted = files[FILE];
  const at = await openInstallation({ web: false });
  try {
    const { db } = at.identity;
    const { tenantId } = await aTenant(db, { skus: 0 });
    const aim = { tenantId, file, kills };
    const run = await importUnderKills(db, at.worker, aim, seededDraw(seed));
    const got = await readImportFigures(db, tenantId);
    console.log(`seed ${seed}: killed at row ${run.killedAt.join(', ')} of 20 000`);
    console.log(`${run.seconds.toFixed(1)} s with ${kills} kills; ${JSON.stringify(got)}`);
    return (
      got.products === wanted?.products &&
      got.skus === wanted.skus &&
      got.barcodes === wanted.barcodes &&
      got.prices === wanted.skus &&
      got.doubled === 0
    );
  } finally {
    await at.close();
  }
}
