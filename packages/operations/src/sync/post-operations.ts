import type { SqlTx } from '@oson/db';
import { recountShifts } from '../shift/recount-shifts.ts';
import { closePosting } from './close-posting.ts';
import { decideOperation } from './decide-operation.ts';
import { isNamedCustomer, type Known, type Named, readKnown, readMoreSkus } from './known-facts.ts';
import type { Place } from './place.ts';
import { newPosting, noteChange, type Posting } from './posting.ts';
import { raiseFlagRows } from './raise-flag-rows.ts';
import { isPracticeBody, namesOf, type ReadOperation, readOperation } from './read-operation.ts';
import { settleMissing } from './settle-missing.ts';
import { StockBook } from './stock-book.ts';
import { erased, type Outcome, quarantinedFor, type StoredOperation } from './stored-operation.ts';
import { writePosting } from './write-posting.ts';

export type PostBatch = {
  place: Place;
  /** In op_log already; in any order. */
  operations: readonly StoredOperation[];
  nowMs: number;
  /** Why all of them are kept back and none is applied: the terminal is revoked. */
  holdBack?: string | undefined;
  /** The transaction has no other statement behind these. */
  isLast?: boolean;
};
export type Posted = { n: number; outcomes: Map<string, Outcome> };

/**
 * Applies stored operations of one incarnation in the order of their sequence numbers: everything
 * is read at once, decided in memory and written at once; then the tenant's counter with the rows
 * that carry its n.
 */
export async function postOperations(tx: SqlTx, batch: PostBatch): Promise<Posted> {
  const { place, operations } = batch;
  const read = [...operations].sort((a, b) => a.seq - b.seq).map(readOperation);
  const isHeldBack = batch.holdBack !== undefined;
  const events = isHeldBack
    ? []
    : read.flatMap(({ event, op }) => (event && !isPracticeBody(op.body) ? [event] : []));
  const named = namesOf(events);
  const posting = await openPosting(tx, batch, named);

  const outcomes = new Map<string, Outcome>();
  for (const one of read) outcomes.set(one.op.opId, outcomeOf(posting, one, batch.holdBack));
  await raiseFlagRows(tx, posting);
  const flagged = posting.flags.kinds();
  for (const [opId, outcome] of outcomes) {
    outcome.flags = flagged.get(opId) ?? [];
    outcome.corrections = posting.corrections.get(opId) ?? [];
  }
  noteLaterOutcomes(posting, operations, outcomes);
  const written = writePosting(tx, posting, read, outcomes);
  const close = () => {
    const closing = closePosting(tx, { posting, operations, outcomes });
    const settling = settleMissing(tx, posting);
    if (batch.isLast) tx.sendCommit?.();
    return Promise.all([closing, settling]).then(([n]) => n);
  };
  if (!mayCompleteShift(posting, operations, named)) {
    const [n] = await Promise.all([close(), written]);
    return { n, outcomes };
  }
  await written;
  await recountShifts(tx, {
    terminalId: place.terminalId,
    incarnation: place.incarnation,
    held: place.held,
    posted: [...outcomes].filter(([, { state }]) => state === 'posted').map(([opId]) => opId),
    shifts: [...named.shifts],
  });
  return { n: await close(), outcomes };
}

/**
 * Whether a shift that its device has closed may be whole now, or has to be counted again: only then
 * is it looked for. Whatever comes in order behind all that is held completes no earlier shift.
 */
function mayCompleteShift(
  { known, place }: Posting,
  operations: readonly StoredOperation[],
  named: Named,
): boolean {
  const isLate = ({ attempts, seq, type }: StoredOperation) =>
    attempts > 0 || seq <= place.heldTo || type === 'shift.close';
  return (
    operations.some(isLate) ||
    [...named.shifts].some((shiftId) => known.shifts.get(shiftId)?.isOpen === false)
  );
}

/** Reads and locks in one go; customers before stock, stock in SKU order. */
async function openPosting(tx: SqlTx, batch: PostBatch, named: Named): Promise<Posting> {
  const { place, nowMs } = batch;
  const [, known, stock] = await Promise.all([
    lockCustomers(tx, named),
    readKnown(tx, named, place.store),
    StockBook.lock(tx, place.store.id, named.skus),
  ]);
  const others = namedBySales(known, named.skus);
  if (others.size > 0) await readMoreSkus(tx, known, others, place.store);
  const moving = [...named.skus, ...others].filter((skuId) => {
    return known.skus.get(skuId)?.tracked !== false;
  });
  await stock.begin(tx, place.store.id, moving);
  return newPosting(tx.tenantId, place, nowMs, { known, stock });
}

/** Two terminals that sell to one customer on credit follow one another: the limit is judged once. */
async function lockCustomers(tx: SqlTx, named: Named): Promise<void> {
  if (named.customers.size + named.sales.size === 0) return;
  await tx.$queryRaw`select id from customer where tenant_id = ${tx.tenantId}::uuid
    and ${isNamedCustomer(tx.tenantId, named)} order by id for update`;
}

/** A void names no goods: what it moves stands in its sale. */
function namedBySales(known: Known, already: ReadonlySet<string>): Set<string> {
  const lines = [...known.sales.values()].flatMap((sale) => sale.lines);
  return new Set(lines.map(({ skuId }) => skuId).filter((skuId) => !already.has(skuId)));
}

function outcomeOf(posting: Posting, read: ReadOperation, holdBack: string | undefined): Outcome {
  if (holdBack !== undefined) return quarantinedFor(holdBack);
  if (!read.event) return read.op.body === null ? erased() : quarantinedFor(read.fault.cause);
  const isApplied = decideOperation(posting, read.op, read.event);
  return { state: isApplied ? 'posted' : 'waiting', cause: null, flags: [], corrections: [] };
}

/** What becomes of an operation after its push reaches its terminal by the feed. */
function noteLaterOutcomes(
  posting: Posting,
  operations: readonly StoredOperation[],
  outcomes: ReadonlyMap<string, Outcome>,
): void {
  for (const { opId, attempts } of operations) {
    if (attempts > 0 && outcomes.get(opId)?.state === 'posted') {
      noteChange(posting, 'outcome', opId, posting.place.store.id);
    }
  }
}
