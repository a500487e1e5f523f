import { OsonError } from '@oson/contract';
import { type TenantTx, uuidv7Now, withChange } from '@oson/db';
import { outranksOrEquals, type Role } from '@oson/domain';
import type { AuditAction } from '@oson/messages/admin';
import { writeAudit } from '../audit/write-audit.ts';
import { assertPin, type NewPin } from './pin.ts';

export type StaffChange = { name: string; role: Role; storeIds: string[] };
/** Who acts in the office; a manager never changes an owner. */
export type OfficeActor = { userId: string; role: 'owner' | 'manager' };

/** Adds a person who works in the named stores; without a PIN they cannot sell yet. */
export async function addStaff(
  tx: TenantTx,
  input: StaffChange & { pin?: NewPin | undefined; by: OfficeActor },
): Promise<{ id: string }> {
  assertMayChange(input.by, input.role);
  const id = uuidv7Now();
  const pin = input.pin === undefined ? {} : pinColumns(input.pin, input.role);
  await tx.staff.create({
    data: { tenantId: tx.tenantId, id, name: input.name, role: input.role, ...pin },
  });
  await setStores(tx, id, input.storeIds);
  await audit(tx, input.by, 'staff.added', input.name);
  await withChange(tx, [{ kind: 'staff', id }]);
  return { id };
}

/** Changes name, role and stores of a person as the form last saw them (`version`). */
export async function changeStaff(
  tx: TenantTx,
  input: StaffChange & { id: string; version: number; by: OfficeActor },
): Promise<void> {
  const before = await staffRow(tx, input.id);
  assertMayChange(input.by, before.role as Role);
  assertMayChange(input.by, input.role);
  if (before.role === 'owner' && input.role !== 'owner') await assertAnotherOwner(tx, input.id);
  // A short PIN of a cashier is no PIN of a manager: it is asked for anew.
  const raised = before.role === 'cashier' && input.role !== 'cashier';
  const changed = await tx.staff.updateMany({
    where: { id: input.id, version: input.version },
    data: {
      name: input.name,
      role: input.role,
      version: { increment: 1 },
      ...(raised ? { pinHash: null, pinSalt: null, pinVersion: { increment: 1 } } : {}),
    },
  });
  if (changed.count !== 1) throw new OsonError('CHANGED_MEANWHILE');
  await setStores(tx, input.id, input.storeIds);
  await audit(tx, input.by, 'staff.changed', input.name);
  await withChange(tx, [{ kind: 'staff', id: input.id }]);
}

/** Sets a person's PIN; refuses with BAD_PIN. The digits themselves are kept nowhere. */
export async function setStaffPin(
  tx: TenantTx,
  input: { id: string; pin: NewPin; by: OfficeActor },
): Promise<void> {
  const row = await staffRow(tx, input.id);
  assertMayChange(input.by, row.role as Role);
  const columns = pinColumns(input.pin, row.role as Role);
  await tx.staff.update({
    where: { tenantId_id: { tenantId: tx.tenantId, id: input.id } },
    data: { ...columns, pinVersion: { increment: 1 }, version: { increment: 1 } },
  });
  await audit(tx, input.by, 'staff.pin-set', row.name);
  await withChange(tx, [{ kind: 'staff', id: input.id }]);
}

/** A person leaves, or comes back. Their sales keep their name; the last owner cannot leave. */
export async function archiveStaff(
  tx: TenantTx,
  input: { id: string; archived: boolean; by: OfficeActor },
): Promise<void> {
  const row = await tx.staff.findFirst({ where: { id: input.id } });
  if (!row) throw new OsonError('NOT_FOUND');
  assertMayChange(input.by, row.role as Role);
  if (input.archived && row.role === 'owner') await assertAnotherOwner(tx, input.id);
  await tx.staff.update({
    where: { tenantId_id: { tenantId: tx.tenantId, id: input.id } },
    data: { archivedAt: input.archived ? new Date() : null, version: { increment: 1 } },
  });
  await audit(tx, input.by, input.archived ? 'staff.archived' : 'staff.restored', row.name);
  await withChange(tx, [{ kind: 'staff', id: input.id }]);
}

async function staffRow(tx: TenantTx, id: string) {
  const row = await tx.staff.findFirst({ where: { id, archivedAt: null } });
  if (!row) throw new OsonError('NOT_FOUND');
  return row;
}

function pinColumns({ digits, verifier }: NewPin, role: Role) {
  assertPin(digits, role);
  const { salt, hash, params } = verifier;
  return { pinSalt: salt, pinHash: hash, pinParams: params };
}

async function setStores(tx: TenantTx, staffId: string, storeIds: string[]): Promise<void> {
  const known = await tx.store.count({ where: { id: { in: storeIds }, archivedAt: null } });
  if (known !== new Set(storeIds).size) throw new OsonError('BAD_INPUT', { field: 'storeIds' });
  await tx.staffStore.deleteMany({ where: { staffId, storeId: { notIn: storeIds } } });
  await tx.staffStore.createMany({
    data: storeIds.map((storeId) => ({ tenantId: tx.tenantId, staffId, storeId })),
    skipDuplicates: true,
  });
}

function assertMayChange(by: OfficeActor, role: Role): void {
  if (!outranksOrEquals(by.role, role)) throw new OsonError('NOT_ALLOWED');
}

/** Locks the owners, so that of two who leave at once the second sees that the first has left. */
async function assertAnotherOwner(tx: TenantTx, id: string): Promise<void> {
  const owners = await tx.$queryRaw<{ id: string }[]>`
    select id from staff
    where tenant_id = ${tx.tenantId}::uuid and role = 'owner' and archived_at is null
    order by id for update`;
  if (owners.every((owner) => owner.id === id))
    throw new OsonError('NOT_ALLOWED', { why: 'last-owner' });
}

const audit = (tx: TenantTx, by: OfficeActor, action: AuditAction, subject: string) =>
  writeAudit(tx, { actorKind: 'user', actorId: by.userId, action, subject });
