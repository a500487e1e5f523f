import type { TenantTx } from '@oson/db';
import type { Role } from '@oson/domain';
import { containing } from '../containing.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';

export type StaffListRow = {
  id: string;
  name: string;
  role: Role;
  hasPin: boolean;
  storeIds: string[];
  archived: boolean;
  version: number;
};
export type StaffFilter = PageRequest & {
  search?: string | undefined;
  archived?: boolean | undefined;
};

/** People of the tenant by name; never a hash, only whether a PIN is set. */
export async function listStaff(tx: TenantTx, filter: StaffFilter): Promise<Page<StaffListRow>> {
  const limit = pageOf(filter);
  const found = await tx.staff.findMany({
    where: {
      archivedAt: filter.archived ? { not: null } : null,
      ...(filter.search ? { name: containing(filter.search) } : {}),
    },
    include: { staffStores: { select: { storeId: true } } },
    orderBy: { id: 'asc' },
    take: limit + 1,
    ...(filter.cursor
      ? { cursor: { tenantId_id: { tenantId: tx.tenantId, id: filter.cursor } }, skip: 1 }
      : {}),
  });
  const rows = found.slice(0, limit).map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role as Role,
    hasPin: row.pinHash !== null,
    storeIds: row.staffStores.map(({ storeId }) => storeId),
    archived: row.archivedAt !== null,
    version: row.version,
  }));
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
