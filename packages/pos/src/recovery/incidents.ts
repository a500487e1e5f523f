import type { ReportRequest } from '@oson/contract';
import { type JournalDb, readMeta, writeMeta } from '../journal/journal-db.ts';

/** What can be wrong with a terminal's storage. */
export type IncidentKind =
  /** The journal is empty although this device has been a terminal. */
  | 'journal-gone'
  /** The journal is an older one than the copy or the cache knows. */
  | 'journal-behind'
  | 'copy-behind'
  | 'cache-behind'
  /** The second copy is there and did not open: this start wrote none. */
  | 'copy-unopened'
  /** Operations came back out of the second copy. */
  | 'recovered'
  /** Sequence numbers that neither journal nor copy has. */
  | 'records-missing'
  /** A record whose bytes are not those that were sealed. */
  | 'record-damaged'
  /** Two operations under one sequence number. */
  | 'fork'
  /** A strict write failed and the ballast was given up. */
  | 'full';

export type Incident = {
  at: number;
  kind: IncidentKind;
  incarnation: string;
  detail: string;
  losses: ReportRequest['losses'];
  forks: ReportRequest['forks'];
  reported: boolean;
  /** Nobody at this till has tapped it away yet. */
  unseen: boolean;
};

const KEPT_MAX = 50;
/** What a cashier is told at once; the others stand in the health sheet. */
const LOUD: readonly IncidentKind[] = [
  'journal-gone',
  'journal-behind',
  'recovered',
  'records-missing',
  'record-damaged',
];

/** Whether the cashier hears of it without asking. */
export function isLoud({ kind }: Incident): boolean {
  return LOUD.includes(kind);
}

export async function readIncidents(journal: JournalDb): Promise<Incident[]> {
  return (await readMeta(journal, 'incidents')) ?? [];
}

/** Keeps incidents until they are reported and seen. The oldest that are both make room. */
export async function noteIncidents(
  journal: JournalDb,
  noted: readonly Omit<Incident, 'reported' | 'unseen'>[],
): Promise<Incident[]> {
  const fresh = noted.map((each) => ({ ...each, reported: false, unseen: true }));
  return changeIncidents(journal, (old) => [...old, ...fresh]);
}

/** The server has heard of those that were sent. */
export function markReported(journal: JournalDb, sent: readonly Incident[]): Promise<Incident[]> {
  const isSent = (each: Incident) =>
    sent.some(
      ({ at, kind, detail }) => at === each.at && kind === each.kind && detail === each.detail,
    );
  return changeIncidents(journal, (old) =>
    old.map((each) => (isSent(each) ? { ...each, reported: true } : each)),
  );
}

/** A person has read them. */
export function markSeen(journal: JournalDb): Promise<Incident[]> {
  return changeIncidents(journal, (old) => old.map((each) => ({ ...each, unseen: false })));
}

async function changeIncidents(
  journal: JournalDb,
  change: (old: Incident[]) => Incident[],
): Promise<Incident[]> {
  return journal.transaction('rw', journal.meta, async () => {
    const changed = change(await readIncidents(journal));
    const isDone = (each: Incident) => each.reported && !each.unseen;
    while (changed.length > KEPT_MAX && changed.some(isDone)) {
      changed.splice(changed.findIndex(isDone), 1);
    }
    await writeMeta(journal, 'incidents', changed);
    return changed;
  });
}
