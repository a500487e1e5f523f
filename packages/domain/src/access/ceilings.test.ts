import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Discount } from '../sale/sale-types.ts';
import {
  amountWithin,
  type Ceilings,
  discountWithin,
  priceWithin,
  ROLE_CEILINGS,
} from './ceilings.ts';

const { cashier, manager, owner } = ROLE_CEILINGS;
const percent = (value: number): Discount => ({ kind: 'percent', value });
const amount = (value: number): Discount => ({ kind: 'amount', value });

test.each([
  ['cashier', cashier, percent(500), 100_000, true],
  ['cashier', cashier, percent(501), 100_000, false],
  ['cashier', cashier, amount(5000), 100_000, true],
  ['cashier', cashier, amount(5001), 100_000, false],
  ['cashier', cashier, amount(500), 1_000_000, true],
  ['cashier', cashier, percent(0), 0, true],
  ['cashier', cashier, amount(0), 0, true],
  ['cashier', cashier, amount(5), 0, true],
  ['manager', manager, percent(3000), 100_000, true],
  ['manager', manager, percent(3001), 100_000, false],
  ['manager', manager, amount(30_000), 100_000, true],
  ['manager', manager, amount(30_001), 100_000, false],
  ['owner', owner, percent(10_000), 100_000, true],
  ['owner', owner, amount(100_000), 100_000, true],
  ['owner', owner, amount(900_000), 100_000, true],
] as [string, Ceilings, Discount, number, boolean][])(
  'a %s alone (%o) may give %j on %d: %s',
  (_role, ceilings, discount, on, wanted) => {
    expect(discountWithin(discount, on, ceilings)).toBe(wanted);
  },
);

test('an amount of soʻm is never taken for a small number of percent', () => {
  // 60 000 so'm of 100 000 is 60 %, however small the figure looks beside 10 000 basis points.
  expect(discountWithin(amount(6_000_000), 10_000_000, manager)).toBe(false);
});

test.each([
  [470_000, 470_000, true],
  [500_000, 470_000, true],
  [446_500, 470_000, true],
  [446_499, 470_000, false],
  [0, 470_000, false],
  [0, 0, true],
])('a cashier alone may sell at %d what is listed at %d: %s', (price, listPrice, wanted) => {
  expect(priceWithin(price, listPrice, cashier)).toBe(wanted);
});

test.each([
  [100, 100, true],
  [101, 100, false],
  [0, 0, true],
  [1, 0, false],
  [9e15, null, true],
])('%d is within %j: %s', (sum, ceiling, wanted) => {
  expect(amountWithin(sum, ceiling)).toBe(wanted);
});

test('nobody below has a higher ceiling than who stands above', () => {
  const order = [cashier, manager, owner];
  const height = (ceiling: number | null) => ceiling ?? Number.POSITIVE_INFINITY;
  for (const key of ['discountBp', 'openRefund', 'refund', 'cashOut'] as const) {
    const heights = order.map((ceilings) => height(ceilings[key]));
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  }
});

test('a cashier refunds nothing without the sale at hand', () => {
  expect(amountWithin(1, cashier.openRefund)).toBe(false);
});

test('a percent and the amount that it comes to are judged alike', () => {
  // Sums of whole 10 000 tiyin, where a percent comes to a whole amount.
  const on = fc.integer({ min: 1, max: 1_000_000 }).map((part) => part * 10_000);
  fc.assert(
    fc.property(on, fc.nat(10_000), (sum, bp) => {
      const asAmount = amount((sum / 10_000) * bp);
      for (const ceilings of [cashier, manager, owner]) {
        expect(discountWithin(asAmount, sum, ceilings)).toBe(
          discountWithin(percent(bp), sum, ceilings),
        );
      }
    }),
  );
});
