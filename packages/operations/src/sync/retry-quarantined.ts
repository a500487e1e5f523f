import { OsonError, UNSIGNED_IMPORT } from '@oson/contract';
import { type Database, type TenantTx, withChange } from '@oson/db';
import { applyPush } from './apply-push.ts';
import { describeFault, isMomentary } from './faults.ts';
import { limitWaits, lockPlace } from './place.ts';
import { postOperations } from './post-operations.ts';
import { iso } from './posting.ts';
import type { Sender, StoredOperation } from './stored-operation.ts';
import { WAITING_MAX_MS } from '../sale/find-sale.ts';
import { readStored } from './waiting.ts';

/** What a newer version of this server may be able to apply. */
const RETRYABLE = ['exception', 'type-unknown', 'version-unknown'];
const PER_RUN_MAX = 200;

type Held = StoredOperation & { incarnation: string };
export type RetryReport = { tried: number; posted: number };

/**
 * Tries again what lies in quarantine by an unexpected fault or because a newer app sent it, and
 * what has waited for its sale for 35 days. Each in its own transaction; what fails stays.
 */
export async function retryQuarantined(
  db: Database,
  tenantId: string,
  nowMs: number = Date.now(),
): Promise<RetryReport> {
  const held = await db.inTenant(tenantId, async (tx) => {
    // What was tried least comes first: what fails again and again keeps nothing else from its turn.
    const rows = await tx.$queryRaw<{ op_id: string }[]>`
      select q.op_id, q.attempts, q.created_at as since from op_quarantine q
      where q.tenant_id = ${tenantId}::uuid and q.resolved_at is null
        and q.cause = any(${RETRYABLE}::text[])
      union
      select w.op_id, 0, w.since from op_waiting w
      where w.tenant_id = ${tenantId}::uuid
        and w.since <= ${new Date(nowMs - WAITING_MAX_MS)}
      order by attempts, since, op_id limit ${PER_RUN_MAX}`;
    return readStored(
      tx,
      rows.map(({ op_id }) => op_id),
    );
  });
  let posted = 0;
  for (const op of held) if (await postAgain(db, tenantId, op, nowMs)) posted += 1;
  await db.inTenant(tenantId, (tx) => settleArrived(tx, nowMs));
  return { tried: held.length, posted };
}

/** Unsigned bytes whose terminal has sent the same operation itself since then need nobody. */
async function settleArrived(tx: TenantTx, nowMs: number): Promise<void> {
  await tx.$executeRaw`
    update op_quarantine q set resolved_at = ${iso(nowMs)}::timestamptz, resolution = 'arrived'
    from op_log o
    where q.tenant_id = ${tx.tenantId}::uuid and q.cause = ${UNSIGNED_IMPORT}
      and q.resolved_at is null and o.tenant_id = q.tenant_id and o.op_id = q.op_id
      and position('"hash":"' || o.hash || '"' in q.raw) > 0`;
}

/** Kept back for who sent it, not for what it is: the owner may accept it. */
const HELD_BACK = ['revoked', 'closed'];

/**
 * The owner accepts operations that were kept back because their terminal is revoked, their chain was
 * closed or nobody had signed them: they are posted now. NOT_FOUND when one of them does not lie in
 * quarantine for that, or came from an incarnation that this server does not know.
 */
export async function acceptHeldBack(
  db: Database,
  tenantId: string,
  input: { opIds: readonly string[]; userId: string; nowMs: number },
): Promise<RetryReport> {
  const { held, unsigned } = await db.inTenant(tenantId, (tx) => readHeldBack(tx, input.opIds));
  let posted = 0;
  for (const one of unsigned) if (await postUnsigned(db, tenantId, one, input)) posted += 1;
  for (const op of held) if (await postAgain(db, tenantId, op, input.nowMs)) posted += 1;
  await db.inTenant(tenantId, (tx) => noteWho(tx, input));
  return { tried: held.length + unsigned.length, posted };
}

type Unsigned = { id: string; opId: string; raw: string; sender: Sender; incarnation: string };

async function readHeldBack(tx: TenantTx, opIds: readonly string[]) {
  const rows = await tx.opQuarantine.findMany({
    where: {
      opId: { in: [...opIds] },
      cause: { in: [...HELD_BACK, UNSIGNED_IMPORT] },
      resolvedAt: null,
    },
  });
  const found = new Set(rows.map(({ opId }) => opId));
  if (found.size !== new Set(opIds).size) throw new OsonError('NOT_FOUND');
  const unsigned: Unsigned[] = [];
  for (const row of rows.filter(({ cause }) => cause === UNSIGNED_IMPORT)) {
    const { id, opId, raw, incarnationId: incarnation } = row;
    // Asked now and not taken from the row: the server may have learnt since who sealed it.
    const life = await tx.terminalIncarnation.findUnique({
      where: { tenantId_id: { tenantId: tx.tenantId, id: incarnation } },
      select: { terminalId: true, terminal: { select: { storeId: true } } },
    });
    if (!life) throw new OsonError('NOT_FOUND');
    const { terminalId, terminal } = life;
    const { storeId } = terminal;
    const sender = { tenantId: tx.tenantId, storeId, terminalId, state: 'live' as const };
    unsigned.push({ id, opId, raw, sender, incarnation });
  }
  const heldBack = rows.filter(({ cause }) => cause !== UNSIGNED_IMPORT);
  const held = await readStored(
    tx,
    heldBack.map(({ opId }) => opId),
  );
  return { held, unsigned };
}

/** Bytes that nobody has signed are pushed as their incarnation's own, on the owner's word. */
async function postUnsigned(
  db: Database,
  tenantId: string,
  { id, opId, raw, sender, incarnation }: Unsigned,
  by: { userId: string; nowMs: number },
): Promise<boolean> {
  const push = { incarnation, ops: [{ opId, raw: JSON.parse(raw) as unknown }] };
  const { results } = await applyPush(db, sender, push, by.nowMs);
  const is = results[0]?.is ?? 'quarantined';
  if (is === 'quarantined') return false;
  await db.inTenant(tenantId, (tx) =>
    tx.opQuarantine.updateMany({
      where: { id, resolvedAt: null },
      data: { resolvedAt: new Date(by.nowMs), resolution: is, resolvedBy: by.userId },
    }),
  );
  return is === 'posted';
}

async function noteWho(
  tx: TenantTx,
  { opIds, userId }: { opIds: readonly string[]; userId: string },
): Promise<void> {
  await tx.opQuarantine.updateMany({
    where: { opId: { in: [...opIds] }, cause: { in: HELD_BACK }, resolution: 'posted' },
    data: { resolvedBy: userId },
  });
}

async function postAgain(
  db: Database,
  tenantId: string,
  op: Held,
  nowMs: number,
): Promise<boolean> {
  try {
    return await db.inTenant(tenantId, (tx) => postOne(tx, op, nowMs));
  } catch (fault) {
    // The database is gone for a moment: the job as a whole comes again.
    if (isMomentary(fault)) throw fault;
    await db.inTenant(tenantId, (tx) => noteFailure(tx, op.opId, describeFault(fault), nowMs));
    return false;
  }
}

async function postOne(tx: TenantTx, op: Held, nowMs: number): Promise<boolean> {
  const incarnation = await tx.terminalIncarnation.findUnique({
    where: { tenantId_id: { tenantId: tx.tenantId, id: op.incarnation } },
    select: { terminalId: true },
  });
  await limitWaits(tx);
  const place = incarnation && (await lockPlace(tx, incarnation.terminalId, op.incarnation));
  if (!place) return false;
  // Under the lock: another run may have posted it meanwhile.
  const [now] = await readStored(tx, [op.opId]);
  if (!now || now.attempts !== op.attempts) return false;
  const { outcomes } = await postOperations(tx, { place, operations: [now], nowMs });
  const isPosted = outcomes.get(op.opId)?.state === 'posted';
  if (!isPosted) await noteFailure(tx, op.opId, outcomes.get(op.opId)?.cause ?? 'waiting', nowMs);
  return isPosted;
}

async function noteFailure(
  tx: TenantTx,
  opId: string,
  error: string,
  nowMs: number,
): Promise<void> {
  await tx.$executeRaw`update op_quarantine set attempts = attempts + 1, error = ${error}
    where tenant_id = ${tx.tenantId}::uuid and op_id = ${opId}::uuid and resolved_at is null
      and created_at <= ${iso(nowMs)}::timestamptz`;
}

/**
 * The owner rejects what lies in quarantine: it stays stored and never counts. Its terminal learns
 * it by the feed, and its stock deltas end there.
 */
export async function rejectQuarantined(
  tx: TenantTx,
  input: { opIds: readonly string[]; userId: string; nowMs: number },
): Promise<void> {
  const at = iso(input.nowMs);
  const opIds = [...input.opIds];
  const rows = await tx.$queryRaw<{ op_id: string; store_id: string | null }[]>`
    update op_quarantine set resolved_at = ${at}::timestamptz, resolution = 'rejected',
      resolved_by = ${input.userId}::uuid
    where tenant_id = ${tx.tenantId}::uuid and op_id = any(${opIds}::uuid[])
      and resolved_at is null and cause <> 'id_reused'
    returning op_id, store_id`;
  if (rows.length === 0) throw new OsonError('NOT_FOUND');
  await withChange(
    tx,
    rows.map((row) => ({ kind: 'outcome', id: row.op_id, storeId: row.store_id })),
  );
  await tx.$executeRaw`insert into op_result (tenant_id, op_id, attempt, state, flags, at)
    select ${tx.tenantId}::uuid, o.op_id, coalesce((select max(r.attempt) from op_result r
      where r.tenant_id = o.tenant_id and r.op_id = o.op_id), 0) + 1, 'rejected', '[]',
      ${at}::timestamptz
    from op_log o where o.tenant_id = ${tx.tenantId}::uuid
      and o.op_id = any(${rows.map(({ op_id }) => op_id)}::uuid[])`;
}
