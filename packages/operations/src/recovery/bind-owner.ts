import { OsonError } from '@oson/contract';
import { type Database, type SupportTx, uuidv7Now, withChange } from '@oson/db';
import { normalisePhone } from '@oson/domain';

export type BindOwner = {
  tenantId: string;
  /** E-mail or phone of an account. */
  identifier: string;
  /** The member of support. */
  userId: string;
  reason: string;
};

/**
 * Gives a chain that was made again from a certificate its owner: an account that signs in by this
 * address. NOT_FOUND when there is none such; NOT_ALLOWED when the chain is no recovered one, or has
 * an owner. The chain's log says who did it and why.
 */
export async function bindOwner(db: Database, input: BindOwner): Promise<{ ownerName: string }> {
  const { tenantId, userId, reason } = input;
  const owner = await findAccount(db, input.identifier);
  if (!owner) throw new OsonError('NOT_FOUND');
  const read = { userId, tenantId, reason, action: 'support.owner-bound' };
  await db.asSupport(read, (tx) => assertOwnerless(tx, tenantId));
  await db.inTenant(tenantId, async (tx) => {
    if ((await tx.staff.count({ where: { userId: owner.id } })) > 0) return;
    const id = uuidv7Now();
    await tx.staff.create({
      data: { tenantId, id, userId: owner.id, name: owner.name, role: 'owner' },
    });
    await withChange(tx, [{ kind: 'staff', id }]);
  });
  await db.auth.member.createMany({
    data: [{ id: uuidv7Now(), organizationId: tenantId, userId: owner.id, role: 'owner' }],
    skipDuplicates: true,
  });
  return { ownerName: owner.name };
}

/** Support decides only for a chain that was made again and has no owner yet. NOT_FOUND, NOT_ALLOWED. */
export async function assertOwnerless(tx: SupportTx, tenantId: string): Promise<void> {
  const chain = await tx.tenantSettings.findUnique({ where: { tenantId } });
  if (!chain) throw new OsonError('NOT_FOUND');
  const owners = await tx.member.count({ where: { organizationId: tenantId, role: 'owner' } });
  if (!chain.recoveredAt || owners > 0) throw new OsonError('NOT_ALLOWED');
}

async function findAccount(db: Database, identifier: string) {
  const phone = normalisePhone(identifier);
  const select = { id: true, name: true };
  if (phone) return db.auth.user.findUnique({ where: { phoneNumber: phone }, select });
  const email = identifier.trim().toLowerCase();
  return db.auth.user.findUnique({ where: { email }, select });
}
