import type { JournalDb } from './journal-db.ts';
import type { JournalRecord } from './journal-record.ts';
import { readMeta } from './journal-db.ts';

/** The newest sale of the present incarnation, found from the end of its sequence. */
export async function lastSale(db: JournalDb): Promise<JournalRecord | undefined> {
  const incarnation = (await readMeta(db, 'chain'))?.incarnation;
  if (incarnation === undefined) return undefined;
  return db.operations
    .where('[incarnation+seq]')
    .between([incarnation, 0], [incarnation, Number.MAX_SAFE_INTEGER])
    .reverse()
    .filter((record) => record.type === 'sale')
    .first();
}
