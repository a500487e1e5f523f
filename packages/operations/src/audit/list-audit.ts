import type { TenantTx } from '@oson/db';
import { NO_REASON } from './write-audit.ts';
import { containing } from '../containing.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';

export type AuditRow = {
  id: string;
  at: number;
  actorKind: string;
  actorId: string | null;
  action: string;
  subject: string | null;
  reason: string | null;
};
export type AuditFilter = PageRequest & {
  search?: string | undefined;
  actorKind?: string | undefined;
};

/** The tenant's log, newest first. Ids are made in time's order, so the last one is the cursor. */
export async function listAudit(tx: TenantTx, filter: AuditFilter): Promise<Page<AuditRow>> {
  const limit = pageOf(filter);
  const contains = filter.search ? containing(filter.search) : undefined;
  const found = await tx.auditEntry.findMany({
    where: {
      ...(filter.cursor ? { id: { lt: filter.cursor } } : {}),
      ...(filter.actorKind ? { actorKind: filter.actorKind } : {}),
      ...(contains
        ? { OR: [{ action: contains }, { subject: contains }, { reason: contains }] }
        : {}),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const rows = found.slice(0, limit).map((row) => ({
    id: row.id,
    at: row.at.getTime(),
    actorKind: row.actorKind,
    actorId: row.actorId,
    action: row.action,
    subject: row.subject,
    reason: row.reason === NO_REASON ? null : row.reason,
  }));
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
