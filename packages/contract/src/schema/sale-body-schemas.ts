import { SALE_LIMITS } from '@oson/domain';
import { z } from 'zod';
import type { ReturnBody, SaleBody, VoidBody } from '../bodies/sale-body.ts';
import {
  amount,
  basisPoints,
  charge,
  currency,
  id,
  idOrNull,
  quantity,
  smallInt,
  text,
} from './primitives.ts';

const words = text(SALE_LIMITS.text);
/** No zone is further from UTC. */
const UTC_OFFSET_MAX_MIN = 14 * 60;
const practice = z.literal(true).optional();

const discount = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('percent'),
    value: basisPoints,
    approverId: id.optional(),
  }),
  z.looseObject({ kind: z.literal('amount'), value: charge, approverId: id.optional() }),
]);

const appliedDiscount = z.intersection(
  discount,
  z.looseObject({ scope: z.enum(['line', 'sale']), amount: charge }),
);

const saleLine = z.looseObject({
  skuId: id,
  name: words,
  code: text(SALE_LIMITS.code).nullable(),
  unit: words,
  quantity,
  listPrice: charge,
  price: charge,
  priceSource: z.enum(['list', 'manual', 'code', 'open']),
  taxRateBp: basisPoints,
  approverId: id.optional(),
  note: words.optional(),
  // One more than a cashier may give: the line's share of the discount on the whole sale.
  discounts: z.array(appliedDiscount).max(SALE_LIMITS.discountsPerLine + 1),
  discount: charge,
  net: charge,
  tax: charge,
  gross: charge,
});

/** What was given in one kind of money. */
export const tenderSchema = z.looseObject({
  tenderTypeId: id,
  kind: z.enum(['cash', 'card', 'transfer', 'payme', 'click', 'uzum', 'debt', 'credit']),
  amount: charge,
  currency,
  foreignAmount: charge.optional(),
  rate: charge.optional(),
});

export const tendersSchema = z.array(tenderSchema).max(SALE_LIMITS.tenders);

export const saleBodySchema: z.ZodType<SaleBody> = z.looseObject({
  practice,
  saleId: id,
  receiptNumber: words,
  shiftId: idOrNull,
  staffId: idOrNull,
  customerId: idOrNull,
  currency,
  taxIncluded: z.boolean(),
  rules: smallInt,
  priceN: charge,
  priceEpoch: smallInt,
  lines: z.array(saleLine).min(1).max(SALE_LIMITS.lines),
  saleDiscount: discount.nullable(),
  totals: z.looseObject({ gross: charge, discount: charge, net: charge, tax: charge }),
  tenders: tendersSchema,
  cashRounding: amount,
  changeGiven: charge,
  debtApproverId: idOrNull,
  utcOffsetMin: z.int().min(-UTC_OFFSET_MAX_MIN).max(UTC_OFFSET_MAX_MIN).nullable(),
  debtDueDate: z.iso.date().optional(),
  note: words.optional(),
});

export const returnBodySchema: z.ZodType<ReturnBody> = z.looseObject({
  practice,
  returnId: id,
  saleId: idOrNull,
  saleOpId: idOrNull,
  saleReceiptNumber: words.nullable(),
  receiptNumber: words,
  shiftId: idOrNull,
  staffId: idOrNull,
  approverId: idOrNull,
  currency,
  lines: z
    .array(
      z.looseObject({
        skuId: id,
        name: words,
        unit: words,
        saleLine: smallInt.nullable(),
        quantity,
        gross: charge,
        tax: charge,
      }),
    )
    .min(1)
    .max(SALE_LIMITS.lines),
  refund: charge,
  tax: charge,
  tenders: tendersSchema,
  cashRounding: amount,
  reason: words,
});

export const voidBodySchema: z.ZodType<VoidBody> = z.looseObject({
  practice,
  voidId: id,
  saleId: id,
  saleOpId: id,
  shiftId: idOrNull,
  staffId: idOrNull,
  approverId: idOrNull,
  reason: words,
});
