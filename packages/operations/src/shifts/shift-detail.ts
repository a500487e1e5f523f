import { OsonError, type ZFigures } from '@oson/contract';
import { type TenantTx, toNumber } from '@oson/db';

export type ShiftDetail = Awaited<ReturnType<typeof shiftDetail>>;

/** One shift: what the terminal counted at its close, and what the server has of it. */
export async function shiftDetail(tx: TenantTx, shiftId: string) {
  const { tenantId } = tx;
  const shift = await tx.shift.findUnique({ where: { tenantId_id: { tenantId, id: shiftId } } });
  if (!shift) throw new OsonError('NOT_FOUND');
  const tenders = await tx.$queryRaw<{ kind: string; amount: bigint }[]>`
    select d.kind, sum(d.amount)::bigint as amount from sale s
    join tender d on d.tenant_id = s.tenant_id and d.sale_id = s.id
    where s.tenant_id = ${tenantId}::uuid and s.shift_id = ${shiftId}::uuid
    group by d.kind order by d.kind`;
  const moves = await tx.cashMovement.findMany({ where: { shiftId }, orderBy: { at: 'asc' } });
  return {
    id: shift.id,
    status: shift.status,
    openedAt: shift.openedAt.getTime(),
    closedAt: shift.closedAt?.getTime() ?? null,
    float: toNumber(shift.floatAmount),
    countedCash: shift.countedCash === null ? null : toNumber(shift.countedCash),
    expectedCash: shift.expectedCash === null ? null : toNumber(shift.expectedCash),
    /** The device's own figures; null while the shift is open. */
    z: shift.zFigures as ZFigures | null,
    received: tenders.map((row) => ({ kind: row.kind, amount: toNumber(row.amount) })),
    moves: moves.map((move) => ({
      id: move.id,
      direction: move.direction,
      amount: toNumber(move.amount),
      reason: move.reason,
      at: move.at.getTime(),
    })),
  };
}
