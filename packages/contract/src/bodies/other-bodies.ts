import type { Tender, Thousandths, Tiyin } from '@oson/domain';

export type DebtPaymentBody = {
  paymentId: string;
  customerId: string;
  shiftId: string | null;
  staffId: string | null;
  receiptNumber: string;
  currency: string;
  amount: Tiyin;
  tenders: Tender[];
  changeGiven: Tiyin;
};

/** Personal data travels here and nowhere else: its payload lies in an erasable table. */
export type CustomerCreateBody = {
  customerId: string;
  staffId: string | null;
  name: string;
  /** E.164 or null. */
  phone: string | null;
};
export type CustomerChangeBody = CustomerCreateBody;

/** An unknown code sold in place: a draft for the manager. */
export type SkuDraftBody = {
  skuId: string;
  staffId: string | null;
  name: string;
  code: string | null;
  unit: string;
  price: Tiyin;
  currency: string;
};

export type StockCountBody = {
  countId: string;
  staffId: string | null;
  lines: { skuId: string; quantity: Thousandths }[];
  reason: string;
};

/** Somebody with more rights allowed something, in place. */
export type ApprovalBody = {
  approvalId: string;
  shiftId: string | null;
  staffId: string | null;
  approverId: string;
  action: string;
  subject: string | null;
};

export type StaffActivityBody = {
  activityId: string;
  staffId: string | null;
  kind:
    | 'sign-in'
    | 'lock'
    | 'pin-failed'
    | 'practice-start'
    | 'practice-end'
    | 'drawer-open'
    | 'line-removed'
    | 'cart-cleared'
    | 'reprint';
  details: Record<string, string | number | boolean | null>;
};
