import { type TenantTx, uuidv7Now, withChange } from '@oson/db';
import { writeAudit } from '../audit/write-audit.ts';

/**
 * Gives a person who joined the office a staff row in every store, so that they can be found by
 * name at a terminal. Without a PIN they cannot sell yet; a second call changes nothing.
 */
export async function welcomeManager(
  tx: TenantTx,
  person: { userId: string; name: string },
): Promise<void> {
  const known = await tx.staff.findFirst({ where: { userId: person.userId } });
  if (known) return;
  const id = uuidv7Now();
  const { tenantId } = tx;
  const { userId, name } = person;
  await tx.staff.create({ data: { tenantId, id, userId, name, role: 'manager' } });
  const stores = await tx.store.findMany({ where: { archivedAt: null }, select: { id: true } });
  await tx.staffStore.createMany({
    data: stores.map(({ id: storeId }) => ({ tenantId, staffId: id, storeId })),
  });
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: userId,
    action: 'member.joined',
    subject: name,
  });
  await withChange(tx, [{ kind: 'staff', id }]);
}
