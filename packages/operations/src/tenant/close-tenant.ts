import { OsonError } from '@oson/contract';
import { type Database, type TenantTx, withChange } from '@oson/db';
import { writeAudit } from '../audit/write-audit.ts';
import { CLOSED_SEND_MS } from '../sync/hold-back.ts';

type Act = { userId: string; nowMs: number };

/**
 * The owner closes the chain: its terminals push and export for 30 more days, then what comes is only
 * stored, for 90, then everything is erased (CASE5). CHANGED_MEANWHILE unless it is active.
 */
export async function closeTenant(tx: TenantTx, { userId, nowMs }: Act): Promise<void> {
  const closed = await tx.tenantSettings.updateMany({
    where: { status: 'active' },
    data: {
      status: 'closed',
      closedAt: new Date(nowMs),
      closedBy: userId,
      version: { increment: 1 },
    },
  });
  if (closed.count === 0) throw new OsonError('CHANGED_MEANWHILE');
  await writeAudit(tx, { actorKind: 'user', actorId: userId, action: 'tenant.closed' });
  await withChange(tx, [{ kind: 'settings', id: tx.tenantId }]);
}

/** Takes a closing back, within 30 days. CHANGED_MEANWHILE when it is not closed, or for longer. */
export async function reopenTenant(tx: TenantTx, { userId, nowMs }: Act): Promise<void> {
  const opened = await tx.tenantSettings.updateMany({
    where: { status: 'closed', closedAt: { gt: new Date(nowMs - CLOSED_SEND_MS) } },
    data: { status: 'active', closedAt: null, closedBy: null, version: { increment: 1 } },
  });
  if (opened.count === 0) throw new OsonError('CHANGED_MEANWHILE');
  await writeAudit(tx, { actorKind: 'user', actorId: userId, action: 'tenant.reopened' });
  await withChange(tx, [{ kind: 'settings', id: tx.tenantId }]);
}

/**
 * Erases a chain whose time is over: every row of it, and its account row; accounts of people stay
 * theirs. The database itself refuses any chain that is not closed for 120 days. Returns whether the
 * chain is gone; called again after a crash in between, it takes what is left.
 */
export async function eraseClosedTenant(db: Database, tenantId: string): Promise<boolean> {
  const erased = await db.eraseClosed(tenantId);
  if (!erased && !(await isGone(db, tenantId))) return false;
  await db.auth.$transaction([
    db.auth.invitation.deleteMany({ where: { organizationId: tenantId } }),
    db.auth.member.deleteMany({ where: { organizationId: tenantId } }),
    db.auth.session.updateMany({
      where: { activeOrganizationId: tenantId },
      data: { activeOrganizationId: null },
    }),
    db.auth.organization.deleteMany({ where: { id: tenantId } }),
  ]);
  return true;
}

async function isGone(db: Database, tenantId: string): Promise<boolean> {
  return (await db.inTenant(tenantId, (tx) => tx.tenantSettings.count())) === 0;
}
