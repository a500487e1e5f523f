import { type SeqRange, verifyOperation } from '@oson/contract';
import { parseReceiptNumber } from '@oson/domain';
import { gapsBetween, rangesOf } from '@oson/sync-core';
import Dexie from 'dexie';
import type { DeviceDisk } from '../copy/device-disk.ts';
import { type CopiedRecord, copyOf, recordOf } from '../copy/log-entry.ts';
import { type JournalDb, readMeta, writeMeta } from '../journal/journal-db.ts';
import type { Chain, JournalRecord } from '../journal/journal-record.ts';
import { replay } from './replay.ts';

/** What the union of journal and second copy brought. */
export type Recovered = {
  /** Records that the journal lacked and has again. */
  added: JournalRecord[];
  /** Copies whose bytes are not those that were sealed: left out. */
  damaged: number;
  /** Sequence numbers below the highest that neither of the two has. */
  missing: { incarnation: string; fromSeq: number; toSeq: number }[];
  /** Sequence numbers with two operations. */
  forks: { incarnation: string; seq: number }[];
};

const APPENDED_AT_ONCE = 200;

/**
 * Makes journal and second copy hold the same operations (DEV3). What comes out of the copy is
 * unsent again: its opId makes that harmless. The chain goes on behind the highest number found, so
 * that none is given out twice.
 */
export async function unite(journal: JournalDb, disk: DeviceDisk): Promise<Recovered> {
  const known = (await journal.operations.toCollection().primaryKeys()) as string[];
  const { onlyHere, onlyThere, damaged } = await disk.compare(known);
  const whole = onlyHere.filter(({ operation }) => verifyOperation(operation).ok);
  const added = await takeBack(journal, whole);
  for (let from = 0; from < onlyThere.length; from += APPENDED_AT_ONCE) {
    const lacking = onlyThere.slice(from, from + APPENDED_AT_ONCE);
    const records = (await journal.operations.bulkGet(lacking)).filter(
      (each) => each !== undefined,
    );
    await disk.append(records.map((record) => ({ is: 'operation', record: copyOf(record) })));
  }
  const lives = new Set(added.map(({ incarnation }) => incarnation));
  const found = await Promise.all([...lives].map((incarnation) => holesOf(journal, incarnation)));
  return {
    added,
    damaged: damaged + onlyHere.length - whole.length,
    missing: found.flatMap(({ missing }) => missing),
    forks: found.flatMap(({ forks }) => forks),
  };
}

/** Writes copies back into the journal and moves the chain behind them, in one strict transaction. */
async function takeBack(
  journal: JournalDb,
  copies: readonly CopiedRecord[],
): Promise<JournalRecord[]> {
  if (copies.length === 0) return [];
  const { operations, meta, carts } = journal;
  return journal.transaction('rw', operations, meta, carts, async () => {
    const there = await operations.bulkGet(copies.map(({ opId }) => opId));
    const added = copies.filter((_, index) => !there[index]).map(recordOf);
    await operations.bulkAdd(added);
    const chain = await readMeta(journal, 'chain');
    if (!chain) return added;
    const ahead = added
      .filter(({ incarnation, seq }) => incarnation === chain.incarnation && seq > chain.seq)
      .sort((a, b) => a.seq - b.seq);
    if (ahead.length > 0) {
      await writeMeta(journal, 'chain', behind(chain, ahead));
      await replay(journal, ahead);
    }
    return added;
  });
}

/** The chain behind records that it did not know of; `ahead` rises by sequence. */
function behind(chain: Chain, ahead: readonly JournalRecord[]): Chain {
  const next = { ...chain };
  for (const record of ahead) {
    next.seq = record.seq;
    next.lastHash = record.operation.hash;
    const counter = parseReceiptNumber(record.receiptNumber ?? '')?.counter ?? 0;
    if (record.practice) next.practiceReceipts = Math.max(next.practiceReceipts, counter);
    else next.receipts = Math.max(next.receipts, counter);
  }
  return next;
}

/** Holes and doubles in the sequence of an incarnation; what was pruned lies before the first. */
async function holesOf(
  journal: JournalDb,
  incarnation: string,
): Promise<Pick<Recovered, 'missing' | 'forks'>> {
  const keys = await journal.operations
    .where('[incarnation+seq]')
    .between([incarnation, Dexie.minKey], [incarnation, Dexie.maxKey])
    .keys();
  const seqs = (keys as unknown as [string, number][]).map(([, seq]) => seq).sort((a, b) => a - b);
  const first = seqs[0];
  const last = seqs.at(-1);
  if (first === undefined || last === undefined) return { missing: [], forks: [] };
  const present: SeqRange[] = rangesOf([...new Set(seqs)].map((seq) => ({ seq, hash: '' })));
  const missing = gapsBetween([{ from: first, to: last }], present);
  const doubled = seqs.filter((seq, index) => seqs[index - 1] === seq);
  return {
    missing: missing.map(({ from, to }) => ({ incarnation, fromSeq: from, toSeq: to })),
    forks: [...new Set(doubled)].map((seq) => ({ incarnation, seq })),
  };
}
