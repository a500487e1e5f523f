import type { LossReport, ReportRequest, StorageReport } from '@oson/contract';
import type { JournalDb } from '../journal/journal-db.ts';
import type { Incident } from '../recovery/incidents.ts';
import { lastRecord } from './say-hello.ts';

const STORAGE_KIND: Record<Incident['kind'], StorageReport['kind']> = {
  'journal-gone': 'canary',
  'journal-behind': 'canary',
  'copy-behind': 'canary',
  'cache-behind': 'canary',
  'copy-unopened': 'copy-read',
  recovered: 'copy-read',
  'records-missing': 'copy-read',
  'record-damaged': 'copy-read',
  fork: 'copy-read',
  full: 'full',
};

/** A report of what was wrong with the storage and of past lives that are sent to the end. */
export async function reportOf(
  journal: JournalDb,
  incarnation: string,
  incidents: readonly Incident[],
  errors: ReportRequest['errors'],
  isUnsent: (incarnation: string) => boolean,
): Promise<ReportRequest> {
  const losses: LossReport[] = incidents.flatMap((each) => each.losses);
  const storage = incidents.map(({ at, kind, detail, losses: lost }) => ({
    at,
    kind: STORAGE_KIND[kind],
    cause: `${kind}: ${detail}`.slice(0, 200),
    count: lost.reduce((sum, { fromSeq, toSeq }) => sum + (toSeq ?? fromSeq) - fromSeq + 1, 0),
  }));
  const drained = await drainedLives(journal, incarnation, isUnsent);
  return {
    incarnation,
    losses,
    forks: incidents.flatMap((each) => each.forks),
    errors,
    ...(storage.length > 0 ? { storage } : {}),
    ...(drained.length > 0 ? { drained } : {}),
  };
}

async function drainedLives(
  journal: JournalDb,
  present: string,
  isUnsent: (incarnation: string) => boolean,
): Promise<NonNullable<ReportRequest['drained']>> {
  const past = (await journal.lives.toCollection().primaryKeys()) as string[];
  const drained: NonNullable<ReportRequest['drained']> = [];
  for (const incarnation of past) {
    if (incarnation === present || isUnsent(incarnation)) continue;
    const last = await lastRecord(journal, incarnation);
    if (!last) continue;
    drained.push({ incarnation, lastSeq: last.seq, lastHash: last.operation.hash });
  }
  return drained;
}
