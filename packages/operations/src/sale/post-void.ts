import type { VoidBody } from '@oson/contract';
import { checkNamed } from '../sync/check-named.ts';
import type { KnownSale } from '../sync/known-facts.ts';
import { momentOf, type Posting } from '../sync/posting.ts';
import type { StoredOperation } from '../sync/stored-operation.ts';
import { findSale } from './find-sale.ts';
import { addCredit, takeOffDebt } from './post-on-credit.ts';
import { putBack } from './post-return.ts';

/** Takes a sale back whole; false when it has to wait for its sale. */
export function postVoid(posting: Posting, op: StoredOperation, body: VoidBody): boolean {
  const { sale, waits } = findSale(posting, op, { ...body, saleReceiptNumber: null });
  if (waits) return false;
  const subject = { opId: op.opId, saleId: body.saleId };
  checkNamed(posting, op, body, body.saleId);
  posting.write.add('sale_void', {
    id: body.voidId,
    op_id: op.opId,
    sale_id: body.saleId,
    store_id: posting.place.store.id,
    terminal_id: posting.place.terminalId,
    shift_id: body.shiftId,
    reason: body.reason,
    staff_id: body.staffId,
    approver_id: body.approverId,
    at: momentOf(posting, op).at,
  });
  if (!sale) {
    posting.flags.raise('referent-missing', { ...subject, missing: body.saleId });
    return true;
  }
  if (sale.isVoided || sale.returned.length > 0) {
    const receipts = [sale.receiptNumber, ...sale.returned.map((part) => part.receiptNumber)];
    posting.flags.raise('returned-twice', subject, { receipts });
  }
  // Voided twice moves nothing twice: the first void has taken all of it back.
  if (!sale.isVoided) takeBack(posting, op, body, sale);
  sale.isVoided = true;
  return true;
}

/** Reverses stock, figures and debt of a sale, once. */
export function takeBack(
  posting: Posting,
  op: StoredOperation,
  body: Pick<VoidBody, 'voidId' | 'saleId' | 'staffId'>,
  sale: KnownSale,
): void {
  const document = { kind: 'void', id: body.voidId, saleId: body.saleId };
  for (const line of sale.lines) {
    putBack(posting, op, { ...line, staffId: body.staffId, document });
  }
  const { gross, tax, discount } = sale.totals;
  // Out of the hour that it was counted in: a voided sale is in no figure.
  posting.hourly.add(sale, { saleCount: -1, gross: -gross, tax: -tax, discount: -discount });
  const { customerId } = sale;
  if (customerId === null) return;
  if (sale.debt !== 0) {
    takeOffDebt(posting, op, {
      customerId,
      kind: 'void',
      saleId: body.saleId,
      documentId: body.voidId,
      amount: sale.debt,
      currency: posting.place.store.currency,
      dueDate: null,
    });
  }
  if (sale.credit !== 0) {
    addCredit(posting, op, { customerId, amount: sale.credit, kind: 'void', id: body.voidId });
  }
}
