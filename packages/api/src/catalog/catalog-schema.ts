import { z } from 'zod';
import { tiyin } from '../trpc/page-input.ts';

const NAME_MAX = 200;
const CODE_MAX = 60;
const SKUS_MAX = 100;
const BARCODES_MAX = 20;
const OPTIONS_MAX = 5;
const PACK_MAX = 1_000_000_000;

const name = z.string().max(NAME_MAX);
const code = z.string().max(CODE_MAX);
const LOCALE_KEYS = z.enum(['uz-Latn', 'uz-Cyrl', 'ru', 'en']);
export const namesSchema = z.partialRecord(LOCALE_KEYS, name);

const skuSchema = z.strictObject({
  id: z.uuid().optional(),
  options: z.array(z.strictObject({ name, value: name })).max(OPTIONS_MAX),
  code: code.nullable(),
  unit: z.string().min(1).max(20),
  kind: z.enum(['piece', 'weighed', 'service', 'bundle']),
  tracked: z.boolean(),
  taxRateBp: z.int().min(0).max(10_000).nullable(),
  favourite: z.int().min(0).max(10_000).nullable(),
  price: tiyin.nullable(),
  cost: tiyin.nullable(),
  barcodes: z
    .array(z.strictObject({ code, packQuantity: z.int().min(1).max(PACK_MAX) }))
    .max(BARCODES_MAX),
});

/** An item as its form sends it; what makes sense of it is decided by the operation. */
export const itemSchema = z.strictObject({
  name,
  names: namesSchema,
  categoryId: z.uuid().nullable(),
  mxik: code.nullable(),
  packageCode: code.nullable(),
  markedGroup: code.nullable(),
  skus: z.array(skuSchema).max(SKUS_MAX),
  moveBarcodes: z.array(code).max(BARCODES_MAX).optional(),
});

export const categorySchema = {
  name: z.string().max(120),
  names: namesSchema,
  hue: z.int().min(0).max(360),
};

export const versioned = { version: z.int().min(0) };
