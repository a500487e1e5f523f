import { idSet, Prisma, type SqlTx, uuidv7Now } from '@oson/db';
import { customerWrite } from '../customer/post-customer.ts';
import { shiftWrites } from '../shift/write-shifts.ts';
import { isPersonal } from './is-personal.ts';
import { iso, type Posting } from './posting.ts';
import type { ReadOperation } from './read-operation.ts';
import type { Outcome } from './stored-operation.ts';
import { runInTurn } from './write-set.ts';

/**
 * Writes all that a batch has decided but what carries its n. What other batches of the store or the
 * tenant may wait for comes last: the hour's sums, then the job outbox.
 */
export async function writePosting(
  tx: SqlTx,
  posting: Posting,
  read: readonly ReadOperation[],
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<void> {
  for (const one of read) addKeptBack(posting, one, outcomes.get(one.op.opId) as Outcome);
  const { tenantId, place, write, hourly } = posting;
  const statements = [
    customerWrite(posting),
    ...shiftWrites(posting),
    ...write.inserts(tenantId),
    ...settleEarlier(posting, read, outcomes),
    hourly.upsert(tenantId, place.store.id),
    write.insertOf(tenantId, 'job_outbox'),
  ];
  await runInTurn(
    tx,
    statements.filter((statement) => statement !== null),
  );
}

/** An operation that is not applied now lies where it is looked for: waiting, or in quarantine. */
function addKeptBack(
  posting: Posting,
  { op, event, fault }: ReadOperation,
  outcome: Outcome,
): void {
  const { place, write } = posting;
  if (op.attempts > 0) return;
  if (outcome.state === 'waiting' && (event?.type === 'return' || event?.type === 'void')) {
    write.add('op_waiting', {
      op_id: op.opId,
      incarnation_id: place.incarnation,
      sale_id: event.body.saleId,
      since: iso(posting.nowMs),
    });
  }
  if (outcome.state !== 'quarantined') return;
  write.add('op_quarantine', {
    id: uuidv7Now(),
    op_id: op.opId,
    incarnation_id: place.incarnation,
    terminal_id: place.terminalId,
    store_id: place.store.id,
    type: op.type,
    cause: outcome.cause,
    error: fault?.message ?? '',
    // Personal data lies in op_private alone; the bytes of the others are in op_log as well.
    raw: isPersonal(op.type) ? '' : (op.body ?? ''),
    created_at: iso(posting.nowMs),
  });
}

/** What lay waiting or in quarantine and is posted now lies there no longer. */
function settleEarlier(
  { tenantId, nowMs }: Posting,
  read: readonly ReadOperation[],
  outcomes: ReadonlyMap<string, Outcome>,
): Prisma.Sql[] {
  const settled = read
    .filter(({ op }) => op.attempts > 0 && outcomes.get(op.opId)?.state === 'posted')
    .map(({ op }) => op.opId);
  if (settled.length === 0) return [];
  return [
    Prisma.sql`delete from op_waiting
      where tenant_id = ${tenantId}::uuid and op_id = any(${idSet(settled)})`,
    Prisma.sql`update op_quarantine
      set resolved_at = ${iso(nowMs)}::timestamptz, resolution = 'posted'
      where tenant_id = ${tenantId}::uuid and op_id = any(${idSet(settled)})
        and resolved_at is null and cause <> 'id_reused'`,
  ];
}
