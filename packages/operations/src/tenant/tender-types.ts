import { type Names, OsonError } from '@oson/contract';
import { type TenantTx, uuidv7Now, withChange } from '@oson/db';
import type { TenderKind } from '@oson/domain';
import type { AuditAction } from '@oson/messages/admin';
import { writeAudit } from '../audit/write-audit.ts';

export type TenderTypeRow = {
  id: string;
  name: string;
  names: Names | null;
  kind: TenderKind;
  position: number;
  active: boolean;
  version: number;
};

/** How a sale may be paid here, in the order of the payment screen. */
export async function listTenderTypes(tx: TenantTx): Promise<TenderTypeRow[]> {
  const rows = await tx.tenderType.findMany({
    where: { archivedAt: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    names: row.names as Names | null,
    kind: row.kind as TenderKind,
    position: row.position,
    active: row.active,
    version: row.version,
  }));
}

/** Adds a tender type at the end of the row. */
export async function addTenderType(
  tx: TenantTx,
  input: { name: string; kind: TenderKind; byUser: string },
): Promise<{ id: string }> {
  const id = uuidv7Now();
  const position = await tx.tenderType.count();
  await tx.tenderType.create({
    data: { tenantId: tx.tenantId, id, name: input.name, kind: input.kind, position },
  });
  await audit(tx, input.byUser, 'tender.added', input.name);
  await withChange(tx, [{ kind: 'tender-type', id }]);
  return { id };
}

/** Renames a tender type or takes it off the payment screen; cash can never be taken off. */
export async function changeTenderType(
  tx: TenantTx,
  input: { id: string; version: number; name?: string; active?: boolean; byUser: string },
): Promise<void> {
  const row = await tx.tenderType.findFirst({ where: { id: input.id, archivedAt: null } });
  if (!row) throw new OsonError('NOT_FOUND');
  if (row.kind === 'cash' && input.active === false) {
    throw new OsonError('NOT_ALLOWED', { why: 'cash' });
  }
  const renamed = input.name !== undefined && input.name !== row.name;
  const changed = await tx.tenderType.updateMany({
    where: { id: input.id, version: input.version },
    data: {
      // A name typed by the shop stands in every language.
      ...(renamed ? { name: input.name, names: { 'uz-Latn': input.name } } : {}),
      ...(input.active === undefined ? {} : { active: input.active }),
      version: { increment: 1 },
    },
  });
  if (changed.count !== 1) throw new OsonError('CHANGED_MEANWHILE');
  await audit(tx, input.byUser, 'tender.changed', input.name ?? row.name);
  await withChange(tx, [{ kind: 'tender-type', id: input.id }]);
}

const audit = (tx: TenantTx, byUser: string, action: AuditAction, subject: string) =>
  writeAudit(tx, { actorKind: 'user', actorId: byUser, action, subject });
