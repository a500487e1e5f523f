import type { SeqRange } from '@oson/contract';
import Dexie from 'dexie';
import type { JournalDb } from '../journal/journal-db.ts';

/** Sequence numbers of unsent operations of an incarnation, rising. */
async function sealedSeqs(db: JournalDb, incarnation: string): Promise<number[]> {
  const keys = await db.operations
    .where('[state+incarnation+seq]')
    .between(['sealed', incarnation, Dexie.minKey], ['sealed', incarnation, Dexie.maxKey])
    .keys();
  return (keys as unknown as [string, string, number][]).map(([, , seq]) => seq);
}

/** This device's own hash of an operation, if it still has it. */
export async function hashAt(
  db: JournalDb,
  incarnation: string,
  seq: number,
): Promise<string | undefined> {
  const record = await db.operations.get({ incarnation, seq });
  return record?.operation.hash;
}

/**
 * What the server has acknowledged of an incarnation: everything the journal still has but the
 * unsent. Read from keys and a few records, never from the whole journal.
 */
export async function ackedRanges(
  db: JournalDb,
  incarnation: string,
  maxSeq: number,
): Promise<SeqRange[]> {
  const first = await db.operations
    .where('[incarnation+seq]')
    .between([incarnation, Dexie.minKey], [incarnation, Dexie.maxKey])
    .first();
  if (!first) return [];
  const ranges: SeqRange[] = [];
  let from = first.seq;
  for (const unsent of [...(await sealedSeqs(db, incarnation)), maxSeq + 1]) {
    const hash = unsent > from ? await hashAt(db, incarnation, unsent - 1) : undefined;
    if (hash) ranges.push({ from, to: unsent - 1, hash });
    from = Math.max(from, unsent + 1);
  }
  return ranges;
}
