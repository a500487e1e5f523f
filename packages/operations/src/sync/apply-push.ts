import { type OperationState, OsonError, type PushAnswer, type PushResult } from '@oson/contract';
import type { Database, SqlTx } from '@oson/db';
import { ADMIT } from './admit.ts';
import { describeFault, sqlStateOf } from './faults.ts';
import { holdBackOf } from './hold-back.ts';
import { lockPlace, PUSH_LIMITS } from './place.ts';
import { postOperations } from './post-operations.ts';
import { quarantineAlone } from './quarantine-alone.ts';
import { readResults } from './read-results.ts';
import { lookAround, type Offered, storeRaw } from './store-raw.ts';
import type { Outcome, Sender } from './stored-operation.ts';
import { tryOrFault } from './try-or-fault.ts';
import { readWaiting } from './waiting.ts';

export type Push = { incarnation: string; ops: readonly Offered[] };
type Answer = Pick<PushAnswer, 'epoch' | 'results' | 'admit'>;
type Applied = { epoch: number; results: PushResult[] };

/**
 * Takes a push (SRV1-SRV4). The whole batch is tried in one transaction; when it fails by a
 * fault of an operation, each is tried alone, and the one at fault is stored in quarantine. A fault
 * of the moment is tried three times, then refused whole with BUSY: what was stored answers
 * `replayed` the next time. TERMINAL_UNKNOWN when the incarnation is not one of the sender's.
 */
export async function applyPush(
  db: Database,
  sender: Sender,
  push: Push,
  nowMs: number,
): Promise<Answer> {
  const whole = await tryOrFault(() => transact(db, sender, push, { nowMs, withWaiting: true }));
  if (whole.ok) return { ...whole.value, admit: ADMIT };
  const inOrder = [...push.ops].sort((a, b) => seqOf(a) - seqOf(b));
  const results = new Map<string, PushResult>();
  let epoch = 1;
  for (const op of inOrder) {
    const alone = await applyAlone(db, sender, { ...push, ops: [op] }, nowMs);
    epoch = alone.epoch;
    for (const result of alone.results) if (!results.has(result.opId)) results.set(op.opId, result);
  }
  await retryWaiting(db, sender, push.incarnation, nowMs);
  return { epoch, results: push.ops.map((op) => results.get(op.opId) as PushResult), admit: ADMIT };
}

async function applyAlone(
  db: Database,
  sender: Sender,
  push: Push,
  nowMs: number,
): Promise<Applied> {
  const tried = await tryOrFault(() => transact(db, sender, push, { nowMs, withWaiting: false }));
  if (tried.ok) return tried.value;
  const fault = { cause: causeOf(tried.fault), error: describeFault(tried.fault) };
  const kept = await tryOrFault(() =>
    inPush(db, sender, (tx) => quarantineOffered(tx, sender, push, { ...fault, nowMs })),
  );
  // Even storing the bytes failed: a fault of ours, and the terminal keeps the operation.
  if (!kept.ok) throw kept.fault;
  return kept.value;
}

/** `constraint`: the database refused its rows. `exception`: tried again after each deploy. */
function causeOf(fault: unknown): string {
  return /^2[23]/.test(sqlStateOf(fault) ?? '') ? 'constraint' : 'exception';
}

function inPush<T>(db: Database, sender: Sender, act: (tx: SqlTx) => Promise<T>): Promise<T> {
  return db.inTenantSql(sender.tenantId, act, PUSH_LIMITS);
}

type Attempt = { nowMs: number; withWaiting: boolean };

function transact(db: Database, sender: Sender, push: Push, attempt: Attempt): Promise<Applied> {
  return inPush(db, sender, (tx) => applyInTransaction(tx, sender, push, attempt));
}

async function applyInTransaction(
  tx: SqlTx,
  sender: Sender,
  push: Push,
  { nowMs, withWaiting }: Attempt,
): Promise<Applied> {
  const locking = lockPlace(tx, sender.terminalId, push.incarnation);
  const looked = lookAround(tx, push.incarnation, push.ops);
  const place = await locking;
  if (!place) throw new OsonError('TERMINAL_UNKNOWN');
  const sorted = await storeRaw(tx, place, push.ops, nowMs, looked);
  const { fresh, known, astray, written } = sorted;
  const results = new Map<string, PushResult>();
  if (fresh.length > 0) {
    const holdBack = holdBackOf(sender, nowMs);
    const waiting = withWaiting && sorted.hasWaiting ? await readWaiting(tx, push.incarnation) : [];
    const operations = [...fresh, ...(holdBack ? [] : waiting)];
    const posted = postOperations(tx, {
      place,
      operations,
      nowMs,
      holdBack,
      isLast: known.length === 0,
    });
    const [, { n, outcomes }] = await Promise.all([written, posted]);
    for (const { opId } of fresh) {
      results.set(opId, freshResult(opId, outcomes.get(opId) as Outcome, { n, nowMs }));
    }
  }
  await written;
  for (const result of await readResults(tx, known)) results.set(result.opId, result);
  for (const { opId, isNew } of astray) {
    // An id whose first operation stands keeps that one's result in the answer.
    if (results.has(opId) && push.ops.filter((op) => op.opId === opId).length > 1) continue;
    results.set(opId, astrayResult(opId, isNew, nowMs));
  }
  return {
    epoch: place.epoch,
    results: push.ops.map(({ opId }) => results.get(opId) as PushResult),
  };
}

const RESULT_OF: Record<OperationState, PushResult['r']> = {
  posted: 'posted',
  waiting: 'waiting',
  quarantined: 'quarantined',
  rejected: 'quarantined',
  erased: 'posted',
};

function freshResult(
  opId: string,
  outcome: Outcome,
  { n, nowMs }: { n: number; nowMs: number },
): PushResult {
  const { state, flags, corrections } = outcome;
  const is = state;
  const r = RESULT_OF[state];
  return { opId, r, is, ...(state === 'posted' && { n }), flags, corrections, at: nowMs };
}

function astrayResult(opId: string, isNew: boolean, at: number): PushResult {
  const r = isNew ? 'quarantined' : 'replayed';
  return { opId, r, is: 'quarantined', flags: [], corrections: [], at };
}

type Fault = { cause: string; error: string; nowMs: number };

async function quarantineOffered(
  tx: SqlTx,
  sender: Sender,
  push: Push,
  fault: Fault,
): Promise<Applied> {
  const place = await lockPlace(tx, sender.terminalId, push.incarnation);
  if (!place) throw new OsonError('TERMINAL_UNKNOWN');
  const { fresh, known, astray, written } = await storeRaw(tx, place, push.ops, fault.nowMs);
  await written;
  for (const op of fresh) await quarantineAlone(tx, place, op, fault);
  const results = [
    ...fresh.map(({ opId }) => astrayResult(opId, true, fault.nowMs)),
    ...(await readResults(tx, known)),
    ...astray.map(({ opId, isNew }) => astrayResult(opId, isNew, fault.nowMs)),
  ];
  return { epoch: place.epoch, results };
}

/** What waited and may go on now, each by itself; one at fault goes to quarantine. */
async function retryWaiting(
  db: Database,
  sender: Sender,
  incarnation: string,
  nowMs: number,
): Promise<void> {
  if (holdBackOf(sender, nowMs)) return;
  const waiting = await inPush(db, sender, (tx) => readWaiting(tx, incarnation));
  for (const op of waiting) {
    const act = (work: 'post' | 'quarantine', fault?: Fault) =>
      inPush(db, sender, async (tx) => {
        const place = await lockPlace(tx, sender.terminalId, incarnation);
        if (!place) return;
        if (work === 'post') await postOperations(tx, { place, operations: [op], nowMs });
        else await quarantineAlone(tx, place, op, fault as Fault);
      });
    const tried = await tryOrFault(() => act('post'));
    if (tried.ok) continue;
    const { fault } = tried;
    await act('quarantine', { cause: causeOf(fault), error: describeFault(fault), nowMs });
  }
}

function seqOf({ raw }: Offered): number {
  const seq = (raw as { seq?: unknown } | null)?.seq;
  return typeof seq === 'number' ? seq : Number.MAX_SAFE_INTEGER;
}
