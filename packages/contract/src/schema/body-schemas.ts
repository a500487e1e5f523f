import type { z } from 'zod';
import type { BodyOf } from '../bodies/body-of.ts';
import type { OperationType } from '../operation.ts';
import {
  approvalBodySchema,
  customerBodySchema,
  debtPaymentBodySchema,
  skuDraftBodySchema,
  staffActivityBodySchema,
  stockCountBodySchema,
} from './other-body-schemas.ts';
import { returnBodySchema, saleBodySchema, voidBodySchema } from './sale-body-schemas.ts';
import {
  cashMoveBodySchema,
  shiftCloseBodySchema,
  shiftOpenBodySchema,
} from './shift-body-schemas.ts';

/** The newest body of each type. Shape only: what is wrong in the figures is a flag, no fault. */
export const BODY_SCHEMAS: { readonly [T in OperationType]: z.ZodType<BodyOf[T]> } = {
  'shift.open': shiftOpenBodySchema,
  'shift.close': shiftCloseBodySchema,
  sale: saleBodySchema,
  return: returnBodySchema,
  void: voidBodySchema,
  'cash.move': cashMoveBodySchema,
  'debt.payment': debtPaymentBodySchema,
  'customer.create': customerBodySchema,
  'customer.change': customerBodySchema,
  'sku.draft': skuDraftBodySchema,
  'stock.count': stockCountBodySchema,
  approval: approvalBodySchema,
  'staff.activity': staffActivityBodySchema,
};
