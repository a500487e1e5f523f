import { verifyOperation } from '@oson/contract';
import type { DeviceDisk } from '../copy/device-disk.ts';
import { recordOf } from '../copy/log-entry.ts';
import type { JournalDb } from '../journal/journal-db.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import type { Incident } from './incidents.ts';

/** Unsent records, healed where that was possible, and what there is to say of it. */
export type Healed = {
  records: JournalRecord[];
  incident: Pick<Incident, 'kind' | 'detail'> | null;
};

/**
 * Takes unsent operations whose bytes have changed on the disk from the second copy, before they are
 * sent. What nothing can heal stays as it is: quarantine keeps its bytes for people.
 */
export async function heal(
  journal: JournalDb,
  disk: DeviceDisk | null,
  records: readonly JournalRecord[],
): Promise<Healed> {
  const broken = records.filter(({ operation }) => !verifyOperation(operation).ok);
  if (broken.length === 0) return { records: [...records], incident: null };
  const ids = broken.map(({ opId }) => opId);
  const copies = (await disk?.recall(ids).catch(() => [])) ?? [];
  const whole = copies.filter(({ operation }) => verifyOperation(operation).ok).map(recordOf);
  await journal.operations.bulkPut(whole);
  const byId = new Map(whole.map((record) => [record.opId, record]));
  const detail = `${broken.length} damaged, ${byId.size} healed: ${ids.join(' ')}`.slice(0, 400);
  return {
    records: records.map((record) => byId.get(record.opId) ?? record),
    incident: { kind: 'record-damaged', detail },
  };
}
