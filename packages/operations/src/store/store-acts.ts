import { OsonError } from '@oson/contract';
import { type TenantTx, toNumber, uuidv7Now, withChange } from '@oson/db';
import type { AuditAction } from '@oson/messages/admin';
import { containing } from '../containing.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { storeCodeFor } from '../tenant/store-code.ts';

/** A shop as the office edits it; cash rounding in tiyin, 0 = none. */
export type StoreForm = {
  name: string;
  legalName: string;
  tin: string;
  address: string;
  phone: string;
  timeZone: string;
  utcOffsetMin: number;
  cutoverHour: number;
  cashRounding: number;
  paperMm: 58 | 80;
};
export type StoreRow = StoreForm & {
  id: string;
  code: string;
  terminals: number;
  archived: boolean;
  version: number;
};
export type StoreFilter = PageRequest & {
  search?: string | undefined;
  archived?: boolean | undefined;
};

/** Stores of the chain by name; closed ones only when asked for. */
export async function listStores(tx: TenantTx, filter: StoreFilter): Promise<Page<StoreRow>> {
  const limit = pageOf(filter);
  const contains = filter.search ? containing(filter.search) : undefined;
  const found = await tx.store.findMany({
    where: {
      archivedAt: filter.archived ? { not: null } : null,
      ...(contains ? { OR: [{ name: contains }, { code: contains }, { address: contains }] } : {}),
    },
    include: { _count: { select: { terminals: { where: { revokedAt: null } } } } },
    orderBy: { id: 'asc' },
    take: limit + 1,
    ...(filter.cursor
      ? { cursor: { tenantId_id: { tenantId: tx.tenantId, id: filter.cursor } }, skip: 1 }
      : {}),
  });
  const rows = found.slice(0, limit).map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    legalName: row.legalName,
    tin: row.tin,
    address: row.address,
    phone: row.phone,
    timeZone: row.timeZone,
    utcOffsetMin: row.utcOffsetMin,
    cutoverHour: row.cutoverHour,
    cashRounding: toNumber(row.cashRounding),
    paperMm: row.paperMm === 58 ? (58 as const) : (80 as const),
    terminals: row._count.terminals,
    archived: row.archivedAt !== null,
    version: row.version,
  }));
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/** Opens a store with a code that no store of the tenant ever had; it sells from the same prices. */
export async function addStore(
  tx: TenantTx,
  input: { form: StoreForm; code?: string | undefined; byUser: string },
): Promise<{ id: string; code: string }> {
  const stores = await tx.store.findMany({ select: { code: true } });
  const priceList = await tx.priceList.findFirst({
    where: { archivedAt: null },
    orderBy: { id: 'asc' },
  });
  if (!priceList) throw new Error('a tenant has a price list');
  const taken = stores.map(({ code }) => code);
  const code = input.code ?? storeCodeFor(input.form.name, taken);
  if (taken.includes(code)) throw new OsonError('BAD_INPUT', { field: 'code', why: 'taken' });
  const id = uuidv7Now();
  await tx.store.create({
    data: { tenantId: tx.tenantId, id, code, priceListId: priceList.id, ...columnsOf(input.form) },
  });
  // Owners work in every store.
  const owners = await tx.staff.findMany({ where: { role: 'owner', archivedAt: null } });
  await tx.staffStore.createMany({
    data: owners.map(({ id: staffId }) => ({ tenantId: tx.tenantId, staffId, storeId: id })),
  });
  await audit(tx, input.byUser, 'store.added', input.form.name);
  await withChange(tx, [
    { kind: 'store', id, storeId: id },
    ...owners.map(({ id: staffId }) => ({ kind: 'staff', id: staffId })),
  ]);
  return { id, code };
}

/** Changes a store as the form last saw it; its code never changes. */
export async function changeStore(
  tx: TenantTx,
  input: { id: string; version: number; form: StoreForm; byUser: string },
): Promise<void> {
  const changed = await tx.store.updateMany({
    where: { id: input.id, version: input.version, archivedAt: null },
    data: { ...columnsOf(input.form), version: { increment: 1 } },
  });
  if (changed.count !== 1) throw new OsonError('CHANGED_MEANWHILE');
  await audit(tx, input.byUser, 'store.changed', input.form.name);
  await withChange(tx, [{ kind: 'store', id: input.id, storeId: input.id }]);
}

/** Closes a store that has no terminal left, or opens it again. */
export async function archiveStore(
  tx: TenantTx,
  input: { id: string; archived: boolean; byUser: string },
): Promise<void> {
  const row = await tx.store.findFirst({
    where: { id: input.id },
    include: { _count: { select: { terminals: { where: { revokedAt: null } } } } },
  });
  if (!row) throw new OsonError('NOT_FOUND');
  if (input.archived && row._count.terminals > 0) {
    throw new OsonError('NOT_ALLOWED', { why: 'terminals' });
  }
  await tx.store.update({
    where: { tenantId_id: { tenantId: tx.tenantId, id: input.id } },
    data: { archivedAt: input.archived ? new Date() : null, version: { increment: 1 } },
  });
  await audit(tx, input.byUser, input.archived ? 'store.archived' : 'store.restored', row.name);
  await withChange(tx, [{ kind: 'store', id: input.id, storeId: input.id }]);
}

const columnsOf = (form: StoreForm) => ({ ...form, cashRounding: BigInt(form.cashRounding) });

const audit = (tx: TenantTx, byUser: string, action: AuditAction, subject: string) =>
  writeAudit(tx, { actorKind: 'user', actorId: byUser, action, subject });
