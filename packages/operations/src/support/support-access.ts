import { OsonError } from '@oson/contract';
import { type Database, type SupportTx, uuidv7Now, withChange } from '@oson/db';
import type { AuditAction } from '@oson/messages/admin';
import { NO_REASON } from '../audit/index.ts';
import { isNoMail } from './mask-email.ts';

/** Read-only view of a tenant's office lasts this long, then asks for a reason again (S27). */
export const ACCESS_MIN = 30;
const REASON_LENGTH_MIN = 10;

export type OpenAccess = { id: string; reason: string; expiresAt: number };

/** Opens a read-only view for 30 minutes; the tenant sees who, when and why in its own log. */
export async function openSupportAccess(
  db: Database,
  input: { userId: string; tenantId: string; reason: string },
): Promise<OpenAccess> {
  const reason = reasonOf(input.reason);
  const id = uuidv7Now();
  const startedAt = new Date();
  const expiresAt = new Date(startedAt.getTime() + ACCESS_MIN * 60_000);
  const { userId, tenantId } = input;
  await db.asSupport(
    { userId, tenantId, reason, action: 'support.view-opened' satisfies AuditAction },
    async (tx) => {
      await assertTenant(tx, tenantId);
      await tx.supportAccess.createMany({
        data: [{ tenantId, id, userId, reason, startedAt, expiresAt }],
      });
    },
  );
  return { id, reason, expiresAt: expiresAt.getTime() };
}

/** The caller's open view of a tenant, or null. */
export async function findSupportAccess(
  tx: SupportTx,
  input: { userId: string; tenantId: string; nowMs: number },
): Promise<OpenAccess | null> {
  const row = await tx.supportAccess.findFirst({
    where: {
      tenantId: input.tenantId,
      userId: input.userId,
      endedAt: null,
      expiresAt: { gt: new Date(input.nowMs) },
    },
    orderBy: { expiresAt: 'desc' },
  });
  return row ? { id: row.id, reason: row.reason, expiresAt: row.expiresAt.getTime() } : null;
}

/** Ends the caller's views of a tenant before their time. */
export async function endSupportAccess(
  db: Database,
  input: { userId: string; tenantId: string },
): Promise<void> {
  const { userId, tenantId } = input;
  const read = {
    userId,
    tenantId,
    reason: NO_REASON,
    action: 'support.view-ended' satisfies AuditAction,
  };
  await db.asSupport(read, async (tx) => {
    await tx.$executeRaw`
      update support_access set ended_at = now()
      where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid and ended_at is null`;
  });
}

/**
 * Suspends a tenant or lets it go on: its office becomes read-only, selling and sync are untouched
 * (CASE4). The status and its audit row are one transaction of the support role; terminals
 * hear of it with their next hello and pull.
 */
export async function setSuspended(
  db: Database,
  input: { userId: string; tenantId: string; suspended: boolean; reason: string },
): Promise<void> {
  const reason = reasonOf(input.reason);
  const { userId, tenantId, suspended } = input;
  const action: AuditAction = suspended ? 'support.suspended' : 'support.resumed';
  await db.asSupport({ userId, tenantId, reason, action }, async (tx) => {
    const count = suspended
      ? await tx.$executeRaw`
          update tenant_settings
          set status = 'suspended', suspended_at = now(), suspend_reason = ${reason}
          where tenant_id = ${tenantId}::uuid and status = 'active'`
      : await tx.$executeRaw`
          update tenant_settings
          set status = 'active', suspended_at = null, suspend_reason = null
          where tenant_id = ${tenantId}::uuid and status = 'suspended'`;
    if (count !== 1) throw new OsonError('CHANGED_MEANWHILE');
  });
  await db.inTenant(tenantId, (tx) => withChange(tx, [{ kind: 'settings', id: tenantId }]));
}

/** An owner's phone and e-mail in full: an act of its own, which the tenant sees. */
export async function revealContacts(
  db: Database,
  input: { userId: string; tenantId: string; reason: string },
): Promise<{ name: string; phone: string | null; email: string | null }[]> {
  const { userId, tenantId } = input;
  const reason = reasonOf(input.reason);
  const read = {
    userId,
    tenantId,
    reason,
    action: 'support.contacts-revealed' satisfies AuditAction,
  };
  return db.asSupport(read, async (tx) => {
    const members = await tx.member.findMany({
      where: { organizationId: tenantId, role: 'owner' },
      select: { userId: true },
    });
    const users = await tx.user.findMany({
      where: { id: { in: members.map((member) => member.userId) } },
      select: { name: true, phoneNumber: true, email: true },
    });
    return users.map(({ name, phoneNumber, email }) => ({
      name,
      phone: phoneNumber,
      email: isNoMail(email) ? null : email,
    }));
  });
}

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason.length < REASON_LENGTH_MIN) {
    throw new OsonError('BAD_INPUT', { field: 'reason', min: REASON_LENGTH_MIN });
  }
  return reason;
}

async function assertTenant(tx: SupportTx, tenantId: string): Promise<void> {
  const found = await tx.tenantSettings.count({ where: { tenantId } });
  if (found === 0) throw new OsonError('NOT_FOUND');
}
