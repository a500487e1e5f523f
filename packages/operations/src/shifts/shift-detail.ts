import { OsonError, type ZFigures } from '@oson/contract';
import { type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import type { ShiftZ } from '../shift/recount-shifts.ts';

export type ShiftDetail = Awaited<ReturnType<typeof shiftDetail>>;

/** One shift: what the terminal counted at its close, and what the server has of it. */
export async function shiftDetail(tx: TenantTx, shiftId: string) {
  const { tenantId } = tx;
  const shift = await tx.shift.findUnique({ where: { tenantId_id: { tenantId, id: shiftId } } });
  if (!shift) throw new OsonError('NOT_FOUND');
  const rows = await tx.cashMovement.findMany({ where: { shiftId }, orderBy: { at: 'asc' } });
  const moves = rows.map((move) => ({
    id: move.id,
    direction: move.direction,
    amount: toNumber(move.amount),
    reason: move.reason,
    at: move.at.getTime(),
  }));
  const float = toNumber(shift.floatAmount);
  const received = await receivedTenders(tx, shiftId);
  return {
    id: shift.id,
    status: shift.status,
    openedAt: shift.openedAt.getTime(),
    closedAt: shift.closedAt?.getTime() ?? null,
    float,
    countedCash: shift.countedCash === null ? null : toNumber(shift.countedCash),
    expectedCash: shift.expectedCash === null ? null : toNumber(shift.expectedCash),
    ...figuresOf(shift.zFigures as ShiftZ | null),
    received,
    /** What should lie in the drawer by what has come so far. */
    cashSoFar:
      float +
      (received.find(({ kind }) => kind === 'cash')?.amount ?? 0) +
      moves.reduce((sum, move) => sum + (move.direction === 'in' ? move.amount : -move.amount), 0),
    moves,
  };
}

/** The device's own figures, the server's count of the same, and the names of what differs. */
function figuresOf(all: ShiftZ | null): {
  /** null while the shift is open. */
  z: ZFigures | null;
  /** null until everything up to the close has come. */
  server: ZFigures | null;
  differs: string[];
} {
  if (!all) return { z: null, server: null, differs: [] };
  const { server = null, differs = [], ...z } = all;
  return { z, server, differs };
}

type TenderRow = { kind: string; amount: bigint };

/** Tenders that have come so far as a Z counts them: net of change, refunds and voids, with debts paid. */
async function receivedTenders(
  tx: TenantTx,
  shiftId: string,
): Promise<{ kind: string; amount: Tiyin }[]> {
  const rows = await tx.$queryRaw<TenderRow[]>`
    with mine as (
      select tenant_id, id, change_given, 1 as sign from sale
      where tenant_id = ${tx.tenantId}::uuid and shift_id = ${shiftId}::uuid
      union all
      select s.tenant_id, s.id, s.change_given, -1 from sale_void v
      join sale s on s.tenant_id = v.tenant_id and s.id = v.sale_id
      where v.tenant_id = ${tx.tenantId}::uuid and v.shift_id = ${shiftId}::uuid
    ), debts as (
      select tenant_id, id, change_given from debt_payment
      where tenant_id = ${tx.tenantId}::uuid and shift_id = ${shiftId}::uuid
    )
    select kind, sum(amount)::bigint as amount from (
      select d.kind, d.amount * mine.sign as amount
      from mine join tender d on d.tenant_id = mine.tenant_id and d.sale_id = mine.id
      union all
      select 'cash', -change_given * sign from mine
      union all
      select d.kind, -d.amount from sale_return r
      join sale_return_tender d on d.tenant_id = r.tenant_id and d.return_id = r.id
      where r.tenant_id = ${tx.tenantId}::uuid and r.shift_id = ${shiftId}::uuid
      union all
      select d.kind, d.amount from debts
      join debt_payment_tender d on d.tenant_id = debts.tenant_id and d.payment_id = debts.id
      union all
      select 'cash', -change_given from debts
    ) paid
    group by kind having sum(amount) <> 0 order by kind`;
  return rows.map((row) => ({ kind: row.kind, amount: toNumber(row.amount) }));
}
