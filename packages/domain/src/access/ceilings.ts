import { discountAmount } from '../sale/price-sale.ts';
import type { Discount } from '../sale/sale-types.ts';
import type { BasisPoints, Tiyin } from '../units.ts';
import type { Role } from './roles.ts';

/** How far a role may go alone; null = no limit. */
export type Ceilings = {
  /** Highest discount on a line or a sale, as a part of what it is taken from. */
  discountBp: BasisPoints;
  /** Highest refund without the sale at hand. */
  openRefund: Tiyin | null;
  /** Highest refund of a known sale. */
  refund: Tiyin | null;
  /** Most cash taken out of the drawer at once. */
  cashOut: Tiyin | null;
};

/** The ceilings a new tenant starts with. */
export const ROLE_CEILINGS: Record<Role, Ceilings> = {
  cashier: { discountBp: 500, openRefund: 0, refund: 50_000_000, cashOut: 50_000_000 },
  manager: { discountBp: 3000, openRefund: 100_000_000, refund: null, cashOut: null },
  owner: { discountBp: 10_000, openRefund: null, refund: null, cashOut: null },
};

/**
 * Whether a discount on an amount is within a ceiling. Percent and amount are judged alike: by what
 * they come to, so that an amount cannot pass as a small number of percent.
 */
export function discountWithin(discount: Discount, on: Tiyin, ceilings: Ceilings): boolean {
  if (discount.kind === 'percent') return discount.value <= ceilings.discountBp;
  const amount = discountAmount(discount, on);
  return BigInt(amount) * 10_000n <= BigInt(on) * BigInt(ceilings.discountBp);
}

/** Whether a price below the list's is within a ceiling; a price at or above it always is. */
export function priceWithin(price: Tiyin, listPrice: Tiyin, ceilings: Ceilings): boolean {
  const cut = { kind: 'amount', value: Math.max(0, listPrice - price) } as const;
  return discountWithin(cut, listPrice, ceilings);
}

/** Whether an amount is within a ceiling of money. */
export function amountWithin(amount: Tiyin, ceiling: Tiyin | null): boolean {
  return ceiling === null || amount <= ceiling;
}
