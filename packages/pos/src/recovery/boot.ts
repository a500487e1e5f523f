import type { LogTail } from '../copy/append-log.ts';
import type { DeviceDisk } from '../copy/device-disk.ts';
import type { Canary } from '../copy/log-entry.ts';
import { insist, type JournalDb, readMeta, writeMeta } from '../journal/journal-db.ts';
import { hashAt } from '../sync/ranges.ts';
import { type CanaryNest, judgeCanaries } from './canary.ts';
import { type Incident, type IncidentKind, noteIncidents } from './incidents.ts';
import { type Recovered, unite } from './recover.ts';

type Noted = Omit<Incident, 'reported' | 'unseen'>;

export type BootParts = {
  journal: JournalDb;
  terminalId: string;
  disk: DeviceDisk | null;
  /** Why the disk did not open; null when it did or when there is none. */
  diskFault: string | null;
  nest: CanaryNest | null;
  nowMs: number;
};

/**
 * Before a terminal is shown: compares the three canaries, brings back what only the second copy
 * has, and keeps what was wrong as incidents. Never a silent empty start (DEV3).
 */
export async function wakeJournal(parts: BootParts): Promise<void> {
  const { journal, disk, nest, terminalId } = parts;
  const chain = await readMeta(journal, 'chain');
  const incarnation = chain?.incarnation ?? '';
  const tail = await disk?.tail().catch(() => undefined);
  const cache = await nest?.read(terminalId).catch(() => undefined);
  const journalCanary = (await readMeta(journal, 'canary')) ?? null;
  const lives = (await journal.lives.toCollection().primaryKeys()) as string[];
  const places = { journal: journalCanary, copy: tail?.canary, cache };
  const kinds = judgeCanaries(places, new Set([...lives, incarnation]));
  const said = JSON.stringify(places);
  const noted: Noted[] = kinds.map((kind) => incident(parts, kind, incarnation, said));
  if (parts.diskFault !== null) {
    noted.push(incident(parts, 'copy-unopened', incarnation, parts.diskFault));
  }
  const suspicious = kinds.includes('journal-gone') || kinds.includes('journal-behind');
  if (disk && tail && (suspicious || (await isAhead(journal, tail)))) {
    const recovered = await insist(journal, () => unite(journal, disk)).catch(() => null);
    if (recovered) noted.push(...incidentsOf(parts, incarnation, recovered));
  }
  const boot = Math.max(journalCanary?.boot ?? 0, sameLife(tail?.canary, incarnation)) + 1;
  try {
    if (noted.length > 0) await insist(journal, () => noteIncidents(journal, noted));
    await insist(journal, () => writeMeta(journal, 'canary', { incarnation, boot }));
  } catch {
    // A disk that takes nothing: the till opens all the same, the next start finds it again.
    return;
  }
}

/** Carries the canary of this start to the other two places; the journal has it already. */
export async function spreadCanary(parts: BootParts): Promise<void> {
  const canary = await readMeta(parts.journal, 'canary');
  if (!canary) return;
  await parts.disk?.append([{ is: 'canary', canary }]);
  await parts.nest?.write(parts.terminalId, canary);
}

/** What the union found, in the words of the report. */
export function incidentsOf(
  parts: Pick<BootParts, 'nowMs'>,
  incarnation: string,
  { added, damaged, missing, forks }: Recovered,
): Noted[] {
  const noted: Noted[] = [];
  if (added.length > 0) {
    noted.push(incident(parts, 'recovered', incarnation, `${added.length} operations`));
  }
  if (damaged > 0) {
    noted.push(incident(parts, 'record-damaged', incarnation, `${damaged} stretches of the copy`));
  }
  if (missing.length > 0) {
    const losses = missing.map((range) => ({ ...range, cause: 'unknown' }));
    const detail = missing.map(({ fromSeq, toSeq }) => `${fromSeq}-${toSeq}`).join(' ');
    noted.push({ ...incident(parts, 'records-missing', incarnation, detail), losses });
  }
  if (forks.length > 0) {
    const detail = forks.map(({ seq }) => seq).join(' ');
    noted.push({ ...incident(parts, 'fork', incarnation, detail), forks });
  }
  return noted;
}

function incident(
  { nowMs: at }: Pick<BootParts, 'nowMs'>,
  kind: IncidentKind,
  incarnation: string,
  detail: string,
): Noted {
  return { at, kind, incarnation, detail: detail.slice(0, 400), losses: [], forks: [] };
}

/** Whether the copy's last operation is one that the journal does not have. */
async function isAhead(journal: JournalDb, { last }: LogTail): Promise<boolean> {
  if (!last) return false;
  return (await hashAt(journal, last.incarnation, last.seq)) !== last.hash;
}

const sameLife = (canary: Canary | null | undefined, incarnation: string): number =>
  canary?.incarnation === incarnation ? canary.boot : 0;
