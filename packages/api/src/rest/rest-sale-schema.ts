import { ONE, SALE_LIMITS } from '@oson/domain';
import { z } from 'zod';

const MONEY_MAX = SALE_LIMITS.money;
const money = z.int().min(0).max(MONEY_MAX);
const id = z.uuid().toLowerCase();
/** ISO 8601 with its zone, or milliseconds since 1970. */
const moment = z.union([
  z.int().min(0),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

const shape = z.strictObject({
  idempotencyKey: z.string().trim().min(1).max(200),
  clientTempId: z.string().trim().max(200).nullish(),
  storeId: id,
  cashierId: id,
  lines: z
    .array(
      z.strictObject({
        sku: z.string().trim().min(1).max(100),
        qty: z.int().min(1).max(SALE_LIMITS.quantity),
        price: money,
        discount: money.optional(),
        name: z.string().trim().min(1).max(SALE_LIMITS.text).optional(),
      }),
    )
    .min(1)
    .max(SALE_LIMITS.lines),
  totals: z.strictObject({
    gross: money,
    discount: money.optional(),
    net: money.optional(),
    tax: money.optional(),
  }),
  payments: z.array(z.strictObject({ paymentTypeId: id, amount: money })).max(SALE_LIMITS.tenders),
  createdAt: moment,
  clientTimestamp: moment.optional(),
});

/** One sale of an integration. Money in tiyin, quantity in thousandths (1 piece = 1000). */
export const restSaleSchema = shape.refine(
  // Each figure is in range by itself; what they come to has to be as well. Exact: the products go
  // far beyond what a number holds.
  ({ lines }) =>
    lines.reduce((sum, { price, qty }) => sum + BigInt(price) * BigInt(qty), 0n) <=
    BigInt(MONEY_MAX) * BigInt(ONE),
  { path: ['lines'], message: 'too much money' },
);
