import { SALE_LIMITS } from '@oson/domain';
import { z } from 'zod';
import type { CashMoveBody, ShiftCloseBody, ShiftOpenBody } from '../bodies/shift-body.ts';
import { amount, charge, currency, id, idOrNull, smallInt, text } from './primitives.ts';

export const shiftOpenBodySchema: z.ZodType<ShiftOpenBody> = z.looseObject({
  shiftId: id,
  staffId: idOrNull,
  float: charge,
  currency,
});

/** A shift that only took goods back, or voided sales of an earlier one, has figures below zero. */
const zFigures = z.looseObject({
  saleCount: z.int32(),
  gross: amount,
  tax: amount,
  discount: amount,
  returnCount: smallInt,
  refunds: amount,
  cashRounding: amount,
  tenders: z.record(z.string().max(40), amount),
  float: amount,
  cashIn: amount,
  cashOut: amount,
  expectedCash: amount,
});

export const shiftCloseBodySchema: z.ZodType<ShiftCloseBody> = z.looseObject({
  shiftId: id,
  staffId: idOrNull,
  countedCash: charge,
  denominations: z.record(z.string().regex(/^\d{1,12}$/), smallInt).optional(),
  lastSeq: smallInt,
  z: zFigures,
  currency,
});

export const cashMoveBodySchema: z.ZodType<CashMoveBody> = z.looseObject({
  moveId: id,
  shiftId: id,
  staffId: idOrNull,
  approverId: idOrNull,
  direction: z.enum(['in', 'out']),
  amount: charge,
  currency,
  reason: text(SALE_LIMITS.text),
});
