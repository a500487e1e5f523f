import type { JournalDb } from '../../journal/journal-db.ts';
import type { JournalRecord } from '../../journal/journal-record.ts';
import { inState } from '../../journal/settle.ts';

/** Operations that lie in quarantine until somebody in the office has looked at them. */
export async function reviewRecords(db: JournalDb): Promise<JournalRecord[]> {
  return inState(db, 'quarantined').toArray();
}
