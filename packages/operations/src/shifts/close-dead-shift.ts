import { OsonError } from '@oson/contract';
import { type TenantTx, uuidv7Now } from '@oson/db';
import type { Tiyin } from '@oson/domain';

/**
 * Closes the shift of a terminal that will not do it any more, with what was counted in its drawer.
 * A close that the terminal sends later wins for its figures. Throws CHANGED_MEANWHILE when the
 * shift is closed already.
 */
export async function closeDeadShift(
  tx: TenantTx,
  input: { shiftId: string; countedCash: Tiyin; userId: string; nowMs: number },
): Promise<void> {
  const done = await tx.shift.updateMany({
    where: { id: input.shiftId, status: 'open' },
    data: {
      status: 'closed',
      closedAt: new Date(input.nowMs),
      countedCash: BigInt(input.countedCash),
      closedByUser: input.userId,
    },
  });
  if (done.count === 0) throw new OsonError('CHANGED_MEANWHILE');
  await tx.auditEntry.createMany({
    data: {
      tenantId: tx.tenantId,
      id: uuidv7Now(),
      actorKind: 'user',
      actorId: input.userId,
      action: 'shift.close-dead',
      subject: input.shiftId,
    },
  });
}
