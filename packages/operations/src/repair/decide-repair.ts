import { OsonError } from '@oson/contract';
import type { TenantTx } from '@oson/db';
import { writeAudit } from '../audit/index.ts';
import { limitWaits, lockPlace } from '../sync/place.ts';
import { postOperations } from '../sync/post-operations.ts';
import { readStored } from '../sync/waiting.ts';

export type DecideRepair = { repairId: string; userId: string; nowMs: number };

/**
 * The owner applies a proposed repair: the operation is posted with it in the place of its raw body,
 * which stays as it came, and its terminal learns the outcome by the feed. NOT_FOUND, or
 * CHANGED_MEANWHILE when it was decided already or cannot be applied; then nothing has changed.
 */
export async function applyRepair(tx: TenantTx, input: DecideRepair): Promise<void> {
  await limitWaits(tx);
  const { opId, type } = await decide(tx, input, 'applied');
  const op = await tx.opLog.findUnique({
    where: { tenantId_opId: { tenantId: tx.tenantId, opId } },
    select: { incarnationId: true, terminalId: true },
  });
  const place = op && (await lockPlace(tx, op.terminalId, op.incarnationId));
  if (!place) throw new OsonError('NOT_FOUND');
  const lies = await tx.opQuarantine.count({ where: { opId, resolvedAt: null } });
  const [operation] = await readStored(tx, [opId]);
  if (!operation || lies === 0) throw new OsonError('CHANGED_MEANWHILE');
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: input.userId,
    action: 'repair.applied',
    subject: type,
    details: { opId, repairId: input.repairId },
  });
  const { outcomes } = await postOperations(tx, {
    place,
    operations: [operation],
    nowMs: input.nowMs,
  });
  if (outcomes.get(opId)?.state !== 'posted') throw new OsonError('CHANGED_MEANWHILE');
  await tx.opQuarantine.updateMany({
    where: { opId, resolution: 'posted', resolvedBy: null },
    data: { resolvedBy: input.userId },
  });
}

/** The owner does not want this repair: the operation stays in quarantine as it came. */
export async function rejectRepair(tx: TenantTx, input: DecideRepair): Promise<void> {
  const { opId, type } = await decide(tx, input, 'rejected');
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: input.userId,
    action: 'repair.rejected',
    subject: type,
    details: { opId, repairId: input.repairId },
  });
}

async function decide(tx: TenantTx, input: DecideRepair, decision: 'applied' | 'rejected') {
  const [row] = await tx.$queryRaw<{ opId: string; type: string }[]>`
    update op_repair set decision = ${decision}, decided_by = ${input.userId}::uuid,
      decided_at = ${new Date(input.nowMs)}::timestamptz
    where tenant_id = ${tx.tenantId}::uuid and id = ${input.repairId}::uuid and decided_at is null
    returning op_id as "opId", type`;
  if (row) return row;
  const known = await tx.opRepair.count({ where: { id: input.repairId } });
  throw new OsonError(known > 0 ? 'CHANGED_MEANWHILE' : 'NOT_FOUND');
}
