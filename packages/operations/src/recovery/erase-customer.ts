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
    await eraseBodies(tx, await bodiesOf(tx, input.customerId));
    await writeAudit(tx, {
      actorKind: 'user',
      actorId: input.userId,
      action: 'customer.erased',
      subject: input.customerId,
    });
    await eraseRow(tx, input.customerId, input.nowMs);
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

/** Deletes the bodies with these digests, and what a repair put in their place. */
export async function eraseBodies(tx: TenantTx, digests: readonly string[]): Promise<number> {
  if (digests.length === 0) return 0;
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`
    with gone as (
      select o.op_id from op_log o
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
    select count(*) from bodies`;
  return Number(row?.count ?? 0n);
}

/** The row stays, because debts and sales name it; terminals drop it. */
export async function eraseRow(tx: TenantTx, customerId: string, nowMs: number): Promise<void> {
  await tx.customer.updateMany({
    where: { id: customerId },
    data: { name: '', phone: null, archivedAt: new Date(nowMs), version: { increment: 1 } },
  });
  await withChange(tx, [{ kind: 'customer', id: customerId }]);
}
