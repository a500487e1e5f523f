import { z } from 'zod';
import type { PullData, PullKind } from '../kinds/pull-kinds.ts';
import { FLAG_KINDS } from '../messages/push.ts';
import { amount, basisPoints, charge, currency, id, idOrNull, moment } from './primitives.ts';

const locale = z.enum(['uz-Latn', 'uz-Cyrl', 'ru', 'en']);
const names = z.partialRecord(locale, z.string()).nullable();

/**
 * What each kind of row carries. Strict, unlike all else that travels: a field too many is how cost
 * or another store's figures would leak to a terminal (PULL3), and only tests read rows with these.
 */
export const PULL_DATA_SCHEMAS: { readonly [K in PullKind]: z.ZodType<PullData[K]> } = {
  settings: z.strictObject({
    chainName: z.string(),
    status: z.enum(['active', 'suspended', 'closed']),
    currency,
    locale: z.string(),
    usdRate: charge.nullable(),
    lowStockThreshold: amount,
    receiptHeader: z.string(),
    receiptFooter: z.string(),
    taxIncluded: z.boolean(),
    taxRateBp: basisPoints,
    recoveryKey: z.string().min(80).optional(),
  }),
  store: z.strictObject({
    code: z.string().min(1),
    name: z.string(),
    timeZone: z.string(),
    utcOffsetMin: z.int(),
    cutoverHour: z.int().min(0).max(23),
    currency,
    legalName: z.string(),
    tin: z.string(),
    address: z.string(),
    phone: z.string(),
    cashRounding: charge,
    paperMm: z.union([z.literal(58), z.literal(80)]),
  }),
  'tender-type': z.strictObject({
    name: z.string(),
    names,
    kind: z.enum(['cash', 'card', 'transfer', 'payme', 'click', 'uzum', 'debt', 'credit']),
    position: z.int(),
    active: z.boolean(),
  }),
  'tax-rate': z.strictObject({
    name: z.string(),
    rateBp: basisPoints,
    from: moment,
    n: charge,
  }),
  category: z.strictObject({ name: z.string(), names, hue: z.int(), position: z.int() }),
  sku: z.strictObject({
    productId: id,
    categoryId: idOrNull,
    name: z.string(),
    names,
    code: z.string().nullable(),
    kind: z.enum(['piece', 'weighed', 'service', 'bundle']),
    unit: z.string(),
    tracked: z.boolean(),
    taxRateBp: basisPoints.nullable(),
    favourite: z.int().nullable(),
    sample: z.boolean(),
    mxik: z.string().nullable(),
    marked: z.boolean(),
  }),
  barcode: z.strictObject({
    skuId: id,
    code: z.string().min(1),
    kind: z.string(),
    packQuantity: charge,
  }),
  price: z.strictObject({
    skuId: id,
    amount: charge.nullable(),
    currency,
    from: moment,
    n: charge,
  }),
  stock: z.strictObject({ skuId: id, quantity: amount, counted: z.boolean(), n: charge }),
  staff: z.strictObject({
    name: z.string(),
    role: z.enum(['owner', 'manager', 'cashier']),
    pin: z
      .strictObject({
        salt: z.string().min(1),
        hash: z.string().min(1),
        params: z.strictObject({ m: z.int(), t: z.int(), p: z.int() }),
      })
      .nullable(),
  }),
  terminal: z.strictObject({
    name: z.string(),
    code: z.string().min(2).max(4),
    incarnation: id,
    publicKey: z.string(),
    revoked: z.boolean(),
  }),
  customer: z.strictObject({
    name: z.string(),
    phone: z.string().nullable(),
    balance: amount,
    debtLimit: charge.nullable(),
  }),
  rate: z.strictObject({ currency, rate: charge, at: moment, source: z.string() }),
  outcome: z.strictObject({
    opId: id,
    is: z.enum(['posted', 'waiting', 'quarantined', 'rejected', 'erased']),
    n: charge,
    flags: z.array(z.enum(FLAG_KINDS)),
  }),
};
