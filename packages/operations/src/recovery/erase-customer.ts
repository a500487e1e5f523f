import { OsonError } from '@oson/contract';
import { type Database, type TenantTx, withChange } from '@oson/db';
import { writeAudit } from '../audit/index.ts';
import { customerDigest, type OutsideLedger } from './outside-ledger.ts';

export type EraseCustomer = { customerId: string; userId: string; nowMs: number };

/**
 * Takes a customer's name and phone out of everything: the row, and the bodies of the operations that
 * carried them, whose digests stay so that the chains verify. First the digests go to the second
 * place, so that a restore does not bring the person back. Debts and sales stay, nameless. NOT_FOUND.
 */
export async function eraseCustomer(
  db: Database,
  outside: OutsideLedger,
  tenantId: string,
  input: EraseCustomer,
): Promise<void> {
  const bodies = await db.inTenant(tenantId, async (tx) => {
    const known = await tx.customer.count({ where: { id: input.customerId } });
    if (known === 0) throw new OsonError('NOT_FOUND');
    return bodiesOf(tx, input.customerId);
  });
  const customer = customerDigest(tenantId, input.customerId);
  await outside.append({ kind: 'erased', tenant: tenantId, customer, bodies, at: input.nowMs });
  await db.inTenant(tenantId, async (tx) => {
    const { customerId, nowMs } = input;
    const gone = await eraseBodies(tx, await bodiesOf(tx, customerId));
    await clearQuarantined(tx, [customer], nowMs);
    await clearNames(tx, [customerId], nowMs);
    await writeAudit(tx, {
      actorKind: 'user',
      actorId: input.userId,
      action: 'customer.erased',
      subject: customerId,
    });
    await tellErased(tx, { customers: [customerId], bodies: gone, nowMs });
  });
}

/** Digests of the bodies that name a customer. */
async function bodiesOf(tx: TenantTx, customerId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ body_hash: string }[]>`
    select distinct o.body_hash from op_private p
    join op_log o on o.tenant_id = p.tenant_id and o.op_id = p.op_id
    where p.tenant_id = ${tx.tenantId}::uuid and p.body like ${`%${customerId}%`}`;
  return rows.map((row) => row.body_hash);
}

type ErasedBody = { opId: string; storeId: string };

/** Deletes the bodies with these digests, and what a repair put in their place. */
export async function eraseBodies(tx: TenantTx, digests: readonly string[]): Promise<ErasedBody[]> {
  if (digests.length === 0) return [];
  const rows = await tx.$queryRaw<{ op_id: string; store_id: string }[]>`
    with gone as (
      select o.op_id, o.store_id from op_log o
      where o.tenant_id = ${tx.tenantId}::uuid and o.type like 'customer.%'
        and o.body_hash = any(${[...digests]}::text[])
    ), repairs as (
      delete from op_repair r using gone
      where r.tenant_id = ${tx.tenantId}::uuid and r.op_id = gone.op_id
    ), bodies as (
      delete from op_private p using gone
      where p.tenant_id = ${tx.tenantId}::uuid and p.op_id = gone.op_id
      returning p.op_id
    )
    select op_id, store_id from gone where op_id in (select op_id from bodies)`;
  return rows.map((row) => ({ opId: row.op_id, storeId: row.store_id }));
}

/**
 * Clears what lies in quarantine and names these customers: whole operations that found no place in
 * op_log. Nobody can apply them any more, so nobody is asked to.
 */
export async function clearQuarantined(
  tx: TenantTx,
  customerDigests: readonly string[],
  nowMs: number,
): Promise<void> {
  if (customerDigests.length === 0) return;
  await tx.$executeRaw`
    update op_quarantine q set raw = '',
      resolution = case when q.resolved_at is null then 'erased' else q.resolution end,
      resolved_at = coalesce(q.resolved_at, ${new Date(nowMs)}::timestamptz)
    where q.tenant_id = ${tx.tenantId}::uuid and q.raw <> ''
      and (q.type like 'customer.%' or (q.type = '' and q.raw like '%"customer.%'))
      and exists (
        select from regexp_matches(q.raw, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'gi') as m
        where encode(sha256(convert_to(${`${tx.tenantId}|`} || lower(m[1]), 'UTF8')), 'hex')
          = any(${[...customerDigests]}::text[]))`;
}

/** The rows stay, because debts and sales name them, nameless and archived. */
export async function clearNames(
  tx: TenantTx,
  customerIds: readonly string[],
  nowMs: number,
): Promise<void> {
  await tx.customer.updateMany({
    where: { id: { in: [...customerIds] } },
    data: { name: '', phone: null, archivedAt: new Date(nowMs), version: { increment: 1 } },
  });
}

type Erased = { customers: readonly string[]; bodies: readonly ErasedBody[]; nowMs: number };

/**
 * Tells the feed: terminals drop the customers, and the terminal that sealed an operation drops its
 * body too (OP18). Ends the transaction.
 */
export async function tellErased(tx: TenantTx, erased: Erased): Promise<void> {
  const { customers, bodies, nowMs } = erased;
  if (customers.length === 0 && bodies.length === 0) return;
  await withChange(tx, [
    ...customers.map((id) => ({ kind: 'customer', id })),
    ...bodies.map(({ opId, storeId }) => ({ kind: 'outcome', id: opId, storeId })),
  ]);
  await tx.$executeRaw`
    insert into op_result (tenant_id, op_id, attempt, state, n, flags, at)
    select r.tenant_id, r.op_id, r.attempt + 1, 'erased', r.n, r.flags,
      ${new Date(nowMs)}::timestamptz
    from (select distinct on (op_id) tenant_id, op_id, attempt, n, flags from op_result
      where tenant_id = ${tx.tenantId}::uuid
        and op_id = any(${bodies.map(({ opId }) => opId)}::uuid[])
      order by op_id, attempt desc) r`;
}
