import { OsonError } from '@oson/contract';
import { type Database, type TenantTx, withChange } from '@oson/db';
import { writeAudit } from '../audit/index.ts';
import { assertOwnerless } from './bind-owner.ts';

/**
 * The owner says that a terminal which came back after a restore is really the shop's: from now on
 * it pulls. NOT_FOUND when none waits for that.
 */
export async function confirmTerminal(
  tx: TenantTx,
  input: { terminalId: string; userId: string; nowMs: number },
): Promise<void> {
  const confirmed = await tx.terminal.updateManyAndReturn({
    where: { id: input.terminalId, recoveredAt: { not: null }, confirmedAt: null, revokedAt: null },
    data: { confirmedAt: new Date(input.nowMs), confirmedBy: input.userId },
    select: { name: true },
  });
  const [terminal] = confirmed;
  if (!terminal) throw new OsonError('NOT_FOUND');
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: input.userId,
    action: 'terminal.confirmed',
    subject: terminal.name,
  });
  await tellTerminals(tx, input.terminalId);
}

/**
 * Support confirms for a recovered chain, which has no owner yet. The chain's log says so. NOT_ALLOWED
 * when the chain is no recovered one, or has an owner: that one confirms.
 */
export async function confirmForTenant(
  db: Database,
  input: { tenantId: string; terminalId: string; userId: string; reason: string; nowMs: number },
): Promise<void> {
  const { tenantId, terminalId, userId, reason } = input;
  const action = 'support.terminal-confirmed';
  await db.asSupport({ userId, tenantId, reason, action }, async (tx) => {
    await assertOwnerless(tx, tenantId);
    const count = await tx.$executeRaw`
      update terminal set confirmed_at = ${new Date(input.nowMs)}::timestamptz,
        confirmed_by = ${userId}::uuid, version = version + 1
      where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid
        and recovered_at is not null and confirmed_at is null and revoked_at is null`;
    if (count !== 1) throw new OsonError('NOT_FOUND');
  });
  await db.inTenant(tenantId, (tx) => tellTerminals(tx, terminalId));
}

async function tellTerminals(tx: TenantTx, terminalId: string): Promise<void> {
  const lives = await tx.terminalIncarnation.findMany({
    where: { terminalId },
    select: { id: true },
  });
  await withChange(
    tx,
    lives.map(({ id }) => ({ kind: 'terminal', id })),
  );
}
