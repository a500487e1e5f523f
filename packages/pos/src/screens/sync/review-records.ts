import Dexie from 'dexie';
import type { JournalDb } from '../../journal/journal-db.ts';
import type { JournalRecord } from '../../journal/journal-record.ts';

/** Operations that lie in quarantine until somebody in the office has looked at them. */
export async function reviewRecords(db: JournalDb): Promise<JournalRecord[]> {
  return db.operations
    .where('[state+seq]')
    .between(['quarantined', Dexie.minKey], ['quarantined', Dexie.maxKey])
    .toArray();
}
