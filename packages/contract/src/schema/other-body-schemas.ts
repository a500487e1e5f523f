import { SALE_LIMITS } from '@oson/domain';
import { z } from 'zod';
import type {
  ApprovalBody,
  CustomerCreateBody,
  DebtPaymentBody,
  SkuDraftBody,
  StaffActivityBody,
  StockCountBody,
} from '../bodies/other-bodies.ts';
import { amount, charge, currency, id, idOrNull, text } from './primitives.ts';
import { tendersSchema } from './sale-body-schemas.ts';

const words = text(SALE_LIMITS.text);

export const debtPaymentBodySchema: z.ZodType<DebtPaymentBody> = z.looseObject({
  paymentId: id,
  customerId: id,
  shiftId: idOrNull,
  staffId: idOrNull,
  receiptNumber: words,
  currency,
  amount: charge,
  tenders: tendersSchema,
  changeGiven: charge,
});

/** Serves `customer.create` and `customer.change` alike. */
export const customerBodySchema: z.ZodType<CustomerCreateBody> = z.looseObject({
  customerId: id,
  staffId: idOrNull,
  name: words,
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'phone')
    .nullable(),
});

export const skuDraftBodySchema: z.ZodType<SkuDraftBody> = z.looseObject({
  skuId: id,
  staffId: idOrNull,
  name: words,
  code: words.nullable(),
  unit: words,
  price: charge,
  currency,
});

export const stockCountBodySchema: z.ZodType<StockCountBody> = z.looseObject({
  countId: id,
  staffId: idOrNull,
  // A count may correct a shelf that the books hold below zero, so the figure itself is free.
  lines: z.array(z.looseObject({ skuId: id, quantity: amount })).max(SALE_LIMITS.lines),
  reason: words,
});

export const approvalBodySchema: z.ZodType<ApprovalBody> = z.looseObject({
  approvalId: id,
  shiftId: idOrNull,
  staffId: idOrNull,
  approverId: id,
  action: text(60),
  subject: words.nullable(),
});

export const staffActivityBodySchema: z.ZodType<StaffActivityBody> = z.looseObject({
  activityId: id,
  staffId: idOrNull,
  kind: z.enum([
    'sign-in',
    'lock',
    'pin-failed',
    'practice-start',
    'practice-end',
    'drawer-open',
    'line-removed',
    'cart-cleared',
    'reprint',
  ]),
  details: z.record(text(60), z.union([words, z.number(), z.boolean(), z.null()])),
});
