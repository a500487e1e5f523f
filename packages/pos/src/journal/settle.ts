import { eraseBody, type FlagKind, type OperationState, type PushResult } from '@oson/contract';
import { mayPrune } from '@oson/sync-core';
import Dexie from 'dexie';
import type { JournalDb } from './journal-db.ts';
import { isWhole, type JournalRecord, type RecordState } from './journal-record.ts';

const BEGINNING = Dexie.minKey;
const END = Dexie.maxKey;
const PRUNED_AT_ONCE = 500;

/** Sealed operations, life by life in the order of their sequence: what is to be sent. */
export async function pendingRecords(db: JournalDb, limit?: number): Promise<JournalRecord[]> {
  const sealed = inState(db, 'sealed');
  return limit === undefined ? sealed.toArray() : sealed.limit(limit).toArray();
}

/** Records in a state, by incarnation and sequence. */
export function inState(db: JournalDb, state: RecordState) {
  return db.operations.where('[state+incarnation+seq]').between([state, BEGINNING], [state, END]);
}

/** Marks what the server has said about operations; `at` is its clock. Nothing is ever deleted here. */
export async function settleResults(
  db: JournalDb,
  epoch: number,
  results: readonly PushResult[],
): Promise<JournalRecord[]> {
  return db.transaction('rw', db.operations, async () => {
    const found = await db.operations.bulkGet(results.map((result) => result.opId));
    const settled: JournalRecord[] = [];
    results.forEach((result, index) => {
      const record = found[index];
      if (!record) return;
      const { is: state, n, flags, corrections, at } = result;
      const operation = state === 'erased' ? withoutBody(record) : record.operation;
      const next: JournalRecord = { ...record, operation, state, epoch, flags, corrections, at };
      if (n !== undefined) next.n = n;
      settled.push(next);
    });
    await db.operations.bulkPut(settled);
    return settled;
  });
}

export type Outcome = { opId: string; is: OperationState; n: number; flags: FlagKind[] };

/** A later state of operations, as the feed tells it. */
export async function applyOutcomes(
  db: JournalDb,
  epoch: number,
  outcomes: readonly Outcome[],
): Promise<JournalRecord[]> {
  if (outcomes.length === 0) return [];
  return db.transaction('rw', db.operations, async () => {
    const found = await db.operations.bulkGet(outcomes.map((outcome) => outcome.opId));
    const changed: JournalRecord[] = [];
    outcomes.forEach(({ is, n, flags }, index) => {
      const record = found[index];
      // An outcome names what the server holds; one of another life of this terminal is not ours.
      if (!record) return;
      const operation = is === 'erased' ? withoutBody(record) : record.operation;
      changed.push({ ...record, operation, state: is, n, epoch, flags });
    });
    await db.operations.bulkPut(changed);
    return changed;
  });
}

/** What was erased on the server is gone here too; its digest keeps the chain whole (OP18). */
function withoutBody(record: JournalRecord): JournalRecord['operation'] {
  return isWhole(record) ? eraseBody(record.operation) : record.operation;
}

/** Puts stored operations that the server turned out not to hold back into the queue. */
export async function offerAgain(
  db: JournalDb,
  incarnation: string,
  gaps: readonly { from: number; to: number }[],
): Promise<JournalRecord[]> {
  const stored: JournalRecord[] = [];
  for (const { from, to } of gaps) {
    const held = await db.operations
      .where('[incarnation+seq]')
      .between([incarnation, from], [incarnation, to], true, true)
      .filter((record) => record.state !== 'sealed')
      .toArray();
    stored.push(...held);
  }
  return unsend(db, stored);
}

/**
 * On another epoch the stored feed positions mean nothing any more: what the server holds is covered
 * by what is pulled from zero (position 0), what it lacks is offered again by the hello. What it called
 * waiting or quarantined may have come there by another way since: it is offered again, only the answer
 * tells what it is now.
 */
export async function turnEpoch(db: JournalDb, epoch: number): Promise<JournalRecord[]> {
  await db.operations
    .where('n')
    .above(0)
    .modify((record) => {
      record.n = 0;
      record.epoch = epoch;
    });
  const open = [
    ...(await inState(db, 'waiting').toArray()),
    ...(await inState(db, 'quarantined').toArray()),
  ];
  return unsend(db, open);
}

/**
 * A position above the server's head was given before it went back, unseen because the journal went back
 * too: at the head the server has what it holds.
 */
export async function keepWithin(
  db: JournalDb,
  { epoch, head }: { epoch: number; head: number },
): Promise<void> {
  await db.operations
    .where('n')
    .above(head)
    .filter((record) => record.epoch === epoch)
    .modify((record) => {
      record.n = head;
    });
}

/** Stored operations go back into the queue. */
async function unsend(db: JournalDb, stored: readonly JournalRecord[]): Promise<JournalRecord[]> {
  const again = stored.map(({ n: _n, at: _at, epoch: _epoch, ...rest }): JournalRecord => {
    return { ...rest, state: 'sealed' };
  });
  await db.operations.bulkPut(again);
  return again;
}

/**
 * Deletes stored operations that no restore of the server can lose any more: older than 35 days by
 * the server's clock and below its `stableThrough`. Waiting and unsent ones stay. Answers their ids.
 */
export async function prune(
  db: JournalDb,
  serverMs: number,
  stableThrough: number,
): Promise<string[]> {
  const old: string[] = [];
  for (const incarnation of await incarnationsHere(db)) {
    for (const state of ['posted', 'quarantined', 'rejected', 'erased']) {
      // Oldest first and only so far as they are old: a hello must not read the whole journal.
      await db.operations
        .where('[state+incarnation+seq]')
        .between([state, incarnation, BEGINNING], [state, incarnation, END])
        .until(({ state: is, at = null }) => !mayPrune({ state: is, at }, serverMs, stableThrough))
        .limit(PRUNED_AT_ONCE)
        .each((record) => old.push(record.opId));
    }
  }
  await db.operations.bulkDelete(old);
  return old;
}

/** Incarnations that the journal still has operations of; found by leaps, not by reading them all. */
export async function incarnationsHere(db: JournalDb): Promise<string[]> {
  const found: string[] = [];
  let next = await db.operations.orderBy('[incarnation+seq]').first();
  while (next) {
    found.push(next.incarnation);
    next = await db.operations.where('[incarnation+seq]').above([next.incarnation, END]).first();
  }
  return found;
}
