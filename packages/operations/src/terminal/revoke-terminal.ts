import { OsonError } from '@oson/contract';
import { type Database, type TenantTx, withChange } from '@oson/db';
import { writeAudit } from '../audit/index.ts';
import type { OutsideLedger } from '../recovery/outside-ledger.ts';

export type Revocation = {
  terminalId: string;
  /** Who revokes it; absent: a revocation from before a restore is applied again. */
  userId?: string;
  reason?: string | undefined;
  /** When it was revoked; absent: now. */
  revokedAtMs?: number;
};

/**
 * Takes a terminal's right to sell, and keeps that in the second place, where no restore of the
 * database undoes it. It may still send what it has, which is kept back until the owner accepts it
 * (CASE1, CASE2). NOT_FOUND; a terminal revoked before stays as it is.
 */
export async function revokeForGood(
  db: Database,
  outside: OutsideLedger,
  tenantId: string,
  input: Revocation & { userId: string; revokedAtMs: number },
): Promise<void> {
  const { terminalId: terminal, revokedAtMs: at } = input;
  await db.inTenant(tenantId, async (tx) => {
    const known = await tx.terminal.count({ where: { id: terminal } });
    if (known === 0) throw new OsonError('NOT_FOUND');
  });
  // First the second place: a crash in between leaves a terminal that cannot pull, never one that can.
  await outside.append({ kind: 'revoked', tenant: tenantId, terminal, at });
  await db.inTenant(tenantId, (tx) => revokeTerminal(tx, input));
}

/** The rows of a revocation. Returns whether the terminal was not revoked before. */
export async function revokeTerminal(tx: TenantTx, input: Revocation): Promise<boolean> {
  const revokedAt = new Date(input.revokedAtMs ?? Date.now());
  const [terminal] = await tx.terminal.updateManyAndReturn({
    where: { id: input.terminalId, revokedAt: null },
    data: { state: 'revoked', revokedAt, version: { increment: 1 } },
    select: { name: true },
  });
  if (!terminal) return false;
  await writeAudit(tx, {
    actorKind: input.userId ? 'user' : 'system',
    actorId: input.userId ?? null,
    action: 'terminal.revoked',
    subject: terminal.name,
    ...(input.reason ? { reason: input.reason } : {}),
  });
  const incarnations = await tx.terminalIncarnation.findMany({
    where: { terminalId: input.terminalId },
    select: { id: true },
  });
  await withChange(
    tx,
    incarnations.map(({ id }) => ({ kind: 'terminal', id })),
  );
  return true;
}

/** Gives a terminal another name. NOT_FOUND when the chain has none such. */
export async function renameTerminal(
  tx: TenantTx,
  input: { terminalId: string; name: string; userId: string },
): Promise<void> {
  const renamed = await tx.terminal.updateMany({
    where: { id: input.terminalId },
    data: { name: input.name, version: { increment: 1 } },
  });
  if (renamed.count === 0) throw new OsonError('NOT_FOUND');
  const { userId: actorId, name: subject } = input;
  await writeAudit(tx, { actorKind: 'user', actorId, action: 'terminal.renamed', subject });
  const incarnations = await tx.terminalIncarnation.findMany({
    where: { terminalId: input.terminalId },
    select: { id: true },
  });
  await withChange(
    tx,
    incarnations.map(({ id }) => ({ kind: 'terminal', id })),
  );
}
