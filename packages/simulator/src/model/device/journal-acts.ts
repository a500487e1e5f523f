import {
  eraseBody,
  firstPrevHash,
  type Operation,
  type PushResult,
  type RenewRequest,
  sealOperation,
  type SignedCertificate,
  verifyOperation,
} from '@oson/contract';
import { mayPrune, type SyncEffect } from '@oson/sync-core';
import type { Copy, Disk, Earlier, Identity, Journal, Rec } from './disk.ts';
import { chainOf } from './disk.ts';

type Gaps = readonly { from: number; to: number }[];
type SaveHello = Extract<SyncEffect, { type: 'save-hello' }>;
export type Draft = {
  opId: string;
  type: string;
  body: (receipt: string) => object;
  deltas: Rec['deltas'];
  amount: number;
  clocks: { wallMs: number; monoMs: number; bootId: string };
};

const nothing = () => undefined;

/** Starts the chain of an identity anew; what was there stays as an earlier life. */
export function beginLife(journal: Journal, identity: Identity): () => void {
  const { identity: old, chain, earlier } = journal;
  if (old) {
    const { seq: maxSeq, lastHash } = chain;
    journal.earlier = [...earlier, { ...old, maxSeq, lastHash, told: false, fromCopy: false }];
  }
  const { tenantId, terminalId, incarnation } = identity.certificate.certificate;
  journal.identity = identity;
  const lastHash = firstPrevHash(tenantId, terminalId, incarnation);
  journal.chain = { seq: 0, lastHash, receipts: 0 };
  return nothing;
}

/** Numbers, chains and keeps an operation, all in one transaction. Answers it with its undo. */
export function sealInto(journal: Journal, draft: Draft): { rec: Rec; undo: () => void } {
  const identity = journal.identity as Identity;
  const { storeCode, terminalCode, incarnation } = identity.certificate.certificate;
  const before = { ...journal.chain };
  const receipts = before.receipts + 1;
  const receipt = `${storeCode}-${terminalCode}-${receipts}`;
  const op = sealOperation({
    opId: draft.opId,
    incarnation,
    type: draft.type as 'sale',
    seq: before.seq + 1,
    prevHash: before.lastHash,
    ...draft.clocks,
    lastServer: null,
    body: draft.body(receipt) as never,
  });
  const { deltas, amount } = draft;
  const rec: Rec = { op, state: 'sealed', n: null, epoch: null, at: null, deltas, amount };
  journal.records.set(op.opId, rec);
  journal.chain = { seq: op.seq, lastHash: op.hash, receipts };
  return {
    rec,
    undo: () => {
      journal.records.delete(op.opId);
      journal.chain = before;
    },
  };
}

/** What hello told, and what follows: the queue grows by gaps, old records go. Answers the pruned. */
export function takeHello(
  journal: Journal,
  effect: SaveHello,
  incarnation: string,
): { pruned: Rec[]; turned: boolean } {
  const { answer } = effect;
  // Another tab may have written the new epoch already, or one in between: what counts is the disk.
  const turned = journal.epoch !== null && journal.epoch !== answer.epoch;
  journal.epoch = answer.epoch;
  journal.revoked = answer.terminalState === 'revoked';
  if (turned) {
    for (const [opId, rec] of journal.records) {
      if (rec.n !== null) journal.records.set(opId, { ...rec, n: 0, epoch: answer.epoch });
    }
    offerOpenAgain(journal);
  }
  keepWithin(journal, answer);
  offerAgain(journal, incarnation, effect.offerAgain);
  for (const { incarnation: old, gaps } of effect.offerEarlier) offerAgain(journal, old, gaps);
  const pruned: Rec[] = [];
  for (const [opId, rec] of journal.records) {
    if (!mayPrune(rec, answer.serverTime, answer.stableThrough)) continue;
    journal.records.delete(opId);
    pruned.push(rec);
  }
  return { pruned, turned };
}

/**
 * What the server called waiting or quarantined before it went back may have come there by another way
 * since, and be something else by now: only its answer tells.
 */
function offerOpenAgain(journal: Journal): void {
  for (const [opId, rec] of journal.records) {
    if (rec.state === 'waiting' || rec.state === 'quarantined') unsend(journal, opId, rec);
  }
}

/** A position above the head was given before the server went back: at the head it has what it holds. */
function keepWithin(journal: Journal, { epoch, head }: SaveHello['answer']): void {
  for (const [opId, rec] of journal.records) {
    if (rec.epoch === epoch && (rec.n ?? 0) > head) journal.records.set(opId, { ...rec, n: head });
  }
}

function unsend(journal: Journal, opId: string, rec: Rec): void {
  journal.records.set(opId, { ...rec, state: 'sealed', n: null, epoch: null, at: null });
}

function offerAgain(journal: Journal, incarnation: string, gaps: Gaps): void {
  if (gaps.length === 0) return;
  for (const [opId, rec] of journal.records) {
    const { seq } = rec.op;
    if (rec.op.incarnation !== incarnation || rec.state === 'sealed') continue;
    if (!gaps.some(({ from, to }) => from <= seq && seq <= to)) continue;
    unsend(journal, opId, rec);
  }
}

export function settle(disk: Disk, epoch: number, results: readonly PushResult[]): void {
  const { journal } = disk;
  for (const { opId, is, n, at } of results) {
    const rec = journal.records.get(opId);
    if (!rec) continue;
    const op = is === 'erased' ? withoutBody(disk, rec) : rec.op;
    journal.records.set(opId, { ...rec, op, state: is, n: n ?? null, epoch, at });
  }
}

/** An erased body goes from the journal and from the second copy. */
function withoutBody({ copy }: Disk, { op }: Rec): Rec['op'] {
  copy.entries = copy.entries.filter(({ opId }) => opId !== op.opId);
  return op.body === undefined ? op : eraseBody(op);
}

/** A later state of an operation; an erased one loses its body here too. */
export function takeOutcome(
  disk: Disk,
  epoch: number,
  { opId, is, n }: { opId: string; is: Rec['state']; n: number },
): void {
  const { journal } = disk;
  const rec = journal.records.get(opId);
  if (!rec || rec.state === 'sealed') return;
  const op = is === 'erased' ? withoutBody(disk, rec) : rec.op;
  journal.records.set(opId, { ...rec, op, state: is, n, epoch });
}

/** Drops what does not verify any more and takes what the second copy has. Answers what was lost. */
export function recover(journal: Journal, copy: Copy): Rec[] {
  const lost: Rec[] = [];
  for (const [opId, rec] of journal.records) {
    if (verifyOperation(rec.op).ok) continue;
    const whole = copy.entries.find((op) => op.opId === opId && verifyOperation(op).ok);
    if (whole) journal.records.set(opId, { ...rec, op: whole });
    else {
      journal.records.delete(opId);
      lost.push(rec);
    }
  }
  if (!journal.identity) return lost;
  for (const op of copy.entries) {
    if (!journal.records.has(op.opId)) addCopied(journal, op, copy.identities);
  }
  return lost;
}

/** An operation that only the second copy has: unsent, for all that is known. */
function addCopied(journal: Journal, op: Operation, identities: readonly Identity[]): void {
  const { incarnation } = (journal.identity as Identity).certificate.certificate;
  if (op.incarnation === incarnation) {
    // Within its own numbers it was pruned; beyond them the journal has lost it.
    if (op.seq <= journal.chain.seq) return;
    journal.chain = { ...journal.chain, seq: op.seq, lastHash: op.hash };
  } else if (!isEarlier(journal, op, identities)) return;
  const { lines = [], total = 0 } = JSON.parse(op.body) as {
    lines?: { sku: string; quantity: number }[];
    total?: number;
  };
  const deltas = lines.map(({ sku, quantity }) => ({ sku, delta: -quantity }));
  const rec: Rec = { op, state: 'sealed', n: null, epoch: null, at: null, deltas, amount: total };
  journal.records.set(op.opId, rec);
}

function isEarlier(journal: Journal, op: Operation, identities: readonly Identity[]): boolean {
  const known = journal.earlier.find((each) => incarnationOf(each) === op.incarnation);
  if (known) return known.fromCopy;
  const identity = identities.find((each) => incarnationOf(each) === op.incarnation);
  if (!identity) return false;
  const life = { ...identity, maxSeq: op.seq, lastHash: op.hash, told: true, fromCopy: true };
  journal.earlier.push(life);
  return true;
}

export const incarnationOf = ({ certificate }: { certificate: SignedCertificate }): string =>
  certificate.certificate.incarnation;

/** Earlier lives that owe nothing any more and were not reported as such. */
export function drainedOf(journal: Journal): Earlier[] {
  return journal.earlier.filter((life) => {
    if (life.told) return false;
    return chainOf(journal, incarnationOf(life)).every((rec) => rec.state !== 'sealed');
  });
}

export type RenewCause = RenewRequest['cause'];
