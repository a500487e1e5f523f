import { OsonError } from '@oson/contract';
import { type TenantTx, withChange } from '@oson/db';
import { writeAudit } from '../audit/index.ts';

/**
 * Takes a terminal's right to sell. It may still send what it has, which is kept back until the
 * owner accepts it (protocol.md 8). NOT_FOUND; a terminal revoked before stays as it is.
 */
export async function revokeTerminal(
  tx: TenantTx,
  input: { terminalId: string; userId: string; reason?: string | undefined },
): Promise<void> {
  const terminal = await tx.terminal.findUnique({
    where: { tenantId_id: { tenantId: tx.tenantId, id: input.terminalId } },
    select: { name: true, revokedAt: true },
  });
  if (!terminal) throw new OsonError('NOT_FOUND');
  if (terminal.revokedAt) return;
  await tx.terminal.updateMany({
    where: { id: input.terminalId, revokedAt: null },
    data: { state: 'revoked', revokedAt: new Date(), version: { increment: 1 } },
  });
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: input.userId,
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
}

/** Gives a terminal another name. NOT_FOUND when the chain has none such. */
export async function renameTerminal(
  tx: TenantTx,
  input: { terminalId: string; name: string },
): Promise<void> {
  const renamed = await tx.terminal.updateMany({
    where: { id: input.terminalId },
    data: { name: input.name, version: { increment: 1 } },
  });
  if (renamed.count === 0) throw new OsonError('NOT_FOUND');
  const incarnations = await tx.terminalIncarnation.findMany({
    where: { terminalId: input.terminalId },
    select: { id: true },
  });
  await withChange(
    tx,
    incarnations.map(({ id }) => ({ kind: 'terminal', id })),
  );
}
