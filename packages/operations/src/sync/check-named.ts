import type { FlagSubject } from './flag-book.ts';
import type { Posting } from './posting.ts';
import type { StoredOperation } from './stored-operation.ts';

type NamedPeople = {
  shiftId?: string | null;
  staffId: string | null;
  approverId?: string | null;
  debtApproverId?: string | null;
};

/**
 * Flags what an operation names and the server lacks or has closed (SRV7): it stands all
 * the same, and the flag is resolved when the missing thing comes.
 */
export function checkNamed(
  posting: Posting,
  op: StoredOperation,
  named: NamedPeople,
  saleId: string | null,
): void {
  const subject = { opId: op.opId, saleId };
  for (const staffId of [named.staffId, named.approverId, named.debtApproverId]) {
    checkStaff(posting, op, subject, staffId);
  }
  checkShift(posting, op, subject, named.shiftId);
  if (op.clockJumpMs !== null) {
    posting.flags.raise('clock', subject, { jumpMs: op.clockJumpMs, soldAt: op.soldAtMs });
  }
  if (op.isFork) {
    const details = { incarnation: posting.place.incarnation, seq: op.seq };
    posting.flags.raise('fork', subject, details);
  }
}

function checkStaff(
  posting: Posting,
  op: StoredOperation,
  subject: FlagSubject,
  staffId: string | null | undefined,
): void {
  if (!staffId) return;
  const staff = posting.known.staff.get(staffId);
  if (!staff) {
    posting.flags.raise('staff-unknown', { ...subject, missing: staffId }, { staffId });
  } else if (staff.archivedAtMs !== null && staff.archivedAtMs <= op.soldAtMs) {
    posting.flags.raise('staff-removed', subject, { staffId });
  }
}

function checkShift(
  posting: Posting,
  op: StoredOperation,
  subject: FlagSubject,
  shiftId: string | null | undefined,
): void {
  if (!shiftId) return;
  const shift = posting.known.shifts.get(shiftId);
  if (!shift) {
    posting.flags.raise('shift-unknown', { ...subject, missing: shiftId }, { shiftId });
  } else if (!shift.isOpen && op.seq > (shift.lastSeq ?? 0)) {
    posting.flags.raise('shift-closed', subject, { shiftId });
  }
}

/** A number printed twice is shown, never refused: the sale was made. */
export function checkReceiptNumber(
  posting: Posting,
  op: StoredOperation,
  receiptNumber: string,
  saleId: string | null,
): void {
  const bearer = posting.known.receipts.get(receiptNumber);
  if (bearer !== undefined && bearer !== op.opId) {
    const details = { receiptNumber, otherOpId: bearer };
    posting.flags.raise('receipt-number-repeated', { opId: op.opId, saleId }, details);
  }
  posting.known.receipts.set(receiptNumber, bearer ?? op.opId);
}

/** Flags a tender type that the chain does not have. */
export function checkTenders(
  posting: Posting,
  subject: FlagSubject,
  tenders: readonly { tenderTypeId: string }[],
): void {
  for (const { tenderTypeId } of tenders) {
    if (!posting.known.tenderTypes.has(tenderTypeId)) {
      posting.flags.raise('unknown-tender', subject, { tenderTypeId });
    }
  }
}
