import {
  OPS_PER_PUSH_MAX,
  operationBytes,
  PROTO,
  PUSH_BYTES_MAX,
  type PushAnswer,
} from '@oson/contract';
import { missingOf, takeBatch } from '@oson/sync-core';
import { createSigner } from '../core/signer.ts';
import { browserClocks } from '../device/clocks.ts';
import { storageHealth } from '../device/storage-health.ts';
import { type JournalDb, openJournal, readMeta } from '../journal/journal-db.ts';
import { inState, offerAgain, pendingRecords, settleResults } from '../journal/settle.ts';
import { PortError, type PosPorts, type SyncPorts } from '../ports.ts';
import { ackedRanges, hashAt } from './ranges.ts';

const NONCE_TRIES_MAX = 3;
/** Room in a push for what is not operations. */
const FRAME_BYTES = 512;

/** What sending alone needs of the ports. */
export type DrainPorts = Pick<PosPorts, 'sync' | 'appVersion'>;

/**
 * Sends what a journal holds, without a page of its own: for a service worker, and for the journal
 * of a terminal that this browser was before (CASE7). Hello, then push, under that journal's own
 * credential; nothing is pulled and nothing deleted. Answers how many operations are left; whoever
 * calls holds the leader's lock. Faults of the line end it quietly: it is called again.
 */
export async function drainJournal(ports: DrainPorts, terminalId: string): Promise<number> {
  const journal = openJournal(terminalId);
  try {
    const [identity, keys, nonce] = await Promise.all([
      readMeta(journal, 'identity'),
      readMeta(journal, 'keys'),
      readMeta(journal, 'nonce'),
    ]);
    if (!identity || !keys) return 0;
    const { incarnation } = identity.certificate;
    const signer = createSigner(journal, { incarnation, keys, nonce: nonce ?? null });
    const line = ports.sync(signer);
    const keep = (next: string) => signer.keepNonce(next);
    try {
      await greet(journal, line, keep, incarnation, ports.appVersion);
      await sendAll(journal, line, keep);
    } catch (fault) {
      if (!(fault instanceof PortError)) throw fault;
    }
    return await inState(journal, 'sealed').count();
  } finally {
    journal.close();
  }
}

/** Hello: what the server turns out not to hold is unsent again. */
async function greet(
  journal: JournalDb,
  line: SyncPorts,
  keep: (nonce: string) => void,
  incarnation: string,
  app: string,
): Promise<void> {
  const maxSeq = (await readMeta(journal, 'chain'))?.seq ?? 0;
  const acked = await ackedRanges(journal, incarnation, maxSeq);
  const unsent = (await pendingRecords(journal)).filter((each) => each.incarnation === incarnation);
  const sum = unsent.reduce((total, { amount }) => total + amount, 0);
  const oldestAt = unsent[0]?.operation.wallMs ?? null;
  const { wallMs, monoMs } = browserClocks().read();
  const pending = { count: unsent.length, sum, oldestAt };
  const storage = await storageHealth();
  const said = { proto: PROTO, app, incarnation, maxSeq, acked, pending, cursor: null };
  const answer = await asked(keep, () => line.hello({ ...said, wallMs, monoMs, storage }));
  const hashes: Record<number, string> = {};
  for (const { to } of answer.held) {
    const hash = await hashAt(journal, incarnation, to);
    if (hash) hashes[to] = hash;
  }
  await offerAgain(journal, incarnation, missingOf(acked, answer.held, hashes));
}

async function sendAll(
  journal: JournalDb,
  line: SyncPorts,
  keep: (nonce: string) => void,
): Promise<void> {
  let ops = OPS_PER_PUSH_MAX;
  const refused: string[] = [];
  for (;;) {
    const queue = (await pendingRecords(journal, ops + refused.length)).map(({ operation }) => ({
      opId: operation.opId,
      incarnation: operation.incarnation,
      bytes: operationBytes(operation),
      operation,
    }));
    const limits = { ops, bytes: PUSH_BYTES_MAX - FRAME_BYTES, skip: refused, only: null };
    const batch = takeBatch(queue, limits);
    const [first] = batch;
    if (!first) return;
    const push = { incarnation: first.incarnation, ops: batch.map(({ operation }) => operation) };
    let answer: PushAnswer;
    try {
      answer = await asked(keep, () => line.push(push));
    } catch (fault) {
      if (!isTooLarge(fault)) throw fault;
      // Half as many; one alone that is still refused waits for its page to say so.
      if (batch.length === 1) refused.push(first.opId);
      ops = Math.max(1, Math.floor(batch.length / 2));
      continue;
    }
    await settleResults(journal, answer.epoch, answer.results);
    const named = new Set(answer.results.map(({ opId }) => opId));
    if (!batch.some(({ opId }) => named.has(opId))) return;
  }
}

const isTooLarge = (fault: unknown) =>
  fault instanceof PortError && (fault.status === 413 || fault.status === 400);

/** An expired nonce is no failure: the answer brings a new one. */
async function asked<T extends { nonce: string }>(
  keep: (nonce: string) => void,
  ask: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const answer = await ask();
      keep(answer.nonce);
      return answer;
    } catch (fault) {
      const nonce = fault instanceof PortError ? fault.details.nonce : undefined;
      if (typeof nonce !== 'string' || tries === NONCE_TRIES_MAX) throw fault;
      keep(nonce);
    }
  }
}
