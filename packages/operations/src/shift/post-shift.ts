import type { CashMoveBody, ShiftCloseBody, ShiftOpenBody } from '@oson/contract';
import { checkNamed } from '../sync/check-named.ts';
import { momentOf, type Posting } from '../sync/posting.ts';
import type { StoredOperation } from '../sync/stored-operation.ts';

/** A shift begins with the float in its drawer; flags that missed it are resolved. */
export function postShiftOpen(posting: Posting, op: StoredOperation, body: ShiftOpenBody): void {
  checkNamed(posting, op, { staffId: body.staffId }, null);
  const { at, businessDate } = momentOf(posting, op);
  posting.openedShifts.push({
    id: body.shiftId,
    opened_by: body.staffId,
    opened_at: at,
    business_date: businessDate,
    currency: body.currency,
    float_amount: body.float,
  });
  // A close that came before its opening stays closed.
  const known = posting.known.shifts.get(body.shiftId);
  posting.known.shifts.set(body.shiftId, known ?? { isOpen: true, lastSeq: null });
  posting.arrived.add(body.shiftId);
}

/** The Z is the device's; the server's own count follows when all of the shift has come. */
export function postShiftClose(posting: Posting, op: StoredOperation, body: ShiftCloseBody): void {
  checkNamed(posting, op, { shiftId: body.shiftId, staffId: body.staffId }, null);
  const { at, businessDate } = momentOf(posting, op);
  posting.closedShifts.push({
    id: body.shiftId,
    closed_by: body.staffId,
    closed_at: at,
    business_date: businessDate,
    currency: body.currency,
    float_amount: body.z.float,
    counted_cash: body.countedCash,
    expected_cash: body.z.expectedCash,
    denominations: body.denominations ?? null,
    z_figures: body.z,
    last_seq: body.lastSeq,
  });
  // The close itself may have any later number, so that it does not flag itself.
  const lastSeq = Math.max(body.lastSeq, op.seq);
  posting.known.shifts.set(body.shiftId, { isOpen: false, lastSeq });
}

/** Cash that went into a drawer or out of it, besides sales. */
export function postCashMove(posting: Posting, op: StoredOperation, body: CashMoveBody): void {
  checkNamed(posting, op, body, null);
  posting.write.add('cash_movement', {
    id: body.moveId,
    op_id: op.opId,
    shift_id: body.shiftId,
    store_id: posting.place.store.id,
    terminal_id: posting.place.terminalId,
    direction: body.direction,
    amount: body.amount,
    currency: body.currency,
    reason: body.reason,
    staff_id: body.staffId,
    approver_id: body.approverId,
    at: momentOf(posting, op).at,
  });
}
