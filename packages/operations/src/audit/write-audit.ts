import { type TenantTx, uuidv7Now } from '@oson/db';
import type { AuditAction } from '@oson/messages/admin';

export type AuditActor = 'user' | 'support' | 'terminal' | 'system';
export type AuditFact = {
  actorKind: AuditActor;
  actorId?: string | null;
  /** `area.what`; its words for people stand in messages/admin under the same name. */
  action: AuditAction;
  /** What it was done to: a name or a number that a person knows, never a secret. */
  subject?: string;
  reason?: string;
  details?: Record<string, string | number | boolean | null>;
};

/** The reason of an act that says all by its name; reads as none. */
export const NO_REASON = '-';

/** Writes who did what into the tenant's log, in the transaction that does it. Never changed again. */
export async function writeAudit(tx: TenantTx, fact: AuditFact): Promise<void> {
  await tx.auditEntry.createMany({
    data: {
      tenantId: tx.tenantId,
      id: uuidv7Now(),
      actorKind: fact.actorKind,
      actorId: fact.actorId ?? null,
      action: fact.action,
      subject: fact.subject ?? null,
      reason: fact.reason ?? null,
      ...(fact.details ? { details: fact.details } : {}),
    },
  });
}
