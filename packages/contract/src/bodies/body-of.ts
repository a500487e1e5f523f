import type {
  ApprovalBody,
  CustomerChangeBody,
  CustomerCreateBody,
  DebtPaymentBody,
  SkuDraftBody,
  StaffActivityBody,
  StockCountBody,
} from './other-bodies.ts';
import type { ReturnBody, SaleBody, VoidBody } from './sale-body.ts';
import type { CashMoveBody, ShiftCloseBody, ShiftOpenBody } from './shift-body.ts';

/** The newest body version of each operation type. */
export type BodyOf = {
  'shift.open': ShiftOpenBody;
  'shift.close': ShiftCloseBody;
  sale: SaleBody;
  return: ReturnBody;
  void: VoidBody;
  'cash.move': CashMoveBody;
  'debt.payment': DebtPaymentBody;
  'customer.create': CustomerCreateBody;
  'customer.change': CustomerChangeBody;
  'sku.draft': SkuDraftBody;
  'stock.count': StockCountBody;
  approval: ApprovalBody;
  'staff.activity': StaffActivityBody;
};
