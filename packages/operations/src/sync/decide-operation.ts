import { postSale } from '../sale/post-sale.ts';
import { postReturn } from '../sale/post-return.ts';
import { postVoid } from '../sale/post-void.ts';
import { postCustomer, postDebtPayment } from '../customer/post-customer.ts';
import { postCashMove, postShiftClose, postShiftOpen } from '../shift/post-shift.ts';
import {
  postApproval,
  postPractice,
  postSkuDraft,
  postStaffActivity,
  postStockCount,
} from './post-others.ts';
import type { Posting } from './posting.ts';
import { isPracticeBody, type ReadEvent } from './read-operation.ts';
import type { StoredOperation } from './stored-operation.ts';

/** Applies one operation to the batch; false when it has to wait for its sale. */
export function decideOperation(posting: Posting, op: StoredOperation, event: ReadEvent): boolean {
  if (isPracticeBody(op.body)) {
    postPractice(posting, op);
    return true;
  }
  switch (event.type) {
    case 'return':
      return postReturn(posting, op, event.body);
    case 'void':
      return postVoid(posting, op, event.body);
    case 'sale':
      postSale(posting, op, event.body);
      break;
    case 'shift.open':
      postShiftOpen(posting, op, event.body);
      break;
    case 'shift.close':
      postShiftClose(posting, op, event.body);
      break;
    case 'cash.move':
      postCashMove(posting, op, event.body);
      break;
    case 'debt.payment':
      postDebtPayment(posting, op, event.body);
      break;
    case 'customer.create':
    case 'customer.change':
      postCustomer(posting, op, event.body);
      break;
    case 'sku.draft':
      postSkuDraft(posting, op, event.body);
      break;
    case 'stock.count':
      postStockCount(posting, op, event.body);
      break;
    case 'approval':
      postApproval(posting, op, event.body);
      break;
    case 'staff.activity':
      postStaffActivity(posting, op, event.body);
      break;
    default:
      event satisfies never;
  }
  return true;
}
