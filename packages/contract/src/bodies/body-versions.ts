import type { OperationType } from '../operation.ts';

/** The version in which each body is sealed now; older ones are up-cast, newer ones are kept. */
export const BODY_VERSIONS: Readonly<Record<OperationType, number>> = {
  'shift.open': 1,
  'shift.close': 1,
  sale: 3,
  return: 1,
  void: 1,
  'cash.move': 1,
  'debt.payment': 1,
  'customer.create': 1,
  'customer.change': 1,
  'sku.draft': 1,
  'stock.count': 1,
  approval: 1,
  'staff.activity': 1,
};
