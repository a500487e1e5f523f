import {
  archiveItem,
  countGoods,
  createItem,
  findBarcode,
  generateBarcode,
  getItem,
  listGoods,
  restoreItem,
  setPrice,
  updateItem,
} from '@oson/operations';
import { z } from 'zod';
import { pageInput, tiyin } from '../trpc/page-input.ts';
import { managerProcedure, router } from '../trpc/trpc.ts';
import { itemSchema, versioned } from './catalog-schema.ts';
import { categoryRouter } from './category-router.ts';

const CODE_MAX = 60;
const filter = {
  search: pageInput.search,
  categoryId: z.union([z.uuid(), z.literal('none')]).optional(),
  storeId: z.uuid().optional(),
  low: z.boolean().optional(),
  archived: z.boolean().optional(),
};
const productId = z.uuid();
const target = z.strictObject({ productId, ...versioned });

/** Goods of the chain for its office. */
export const catalogRouter = router({
  list: managerProcedure
    .input(z.strictObject({ ...pageInput, ...filter }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => listGoods(tx, input))),
  count: managerProcedure
    .input(z.strictObject(filter))
    .query(({ ctx, input }) => ctx.inTenant((tx) => countGoods(tx, input))),
  get: managerProcedure
    .input(z.strictObject({ productId }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => getItem(tx, input.productId))),
  create: managerProcedure
    .input(itemSchema)
    .mutation(({ ctx, input }) => ctx.inTenant((tx) => createItem(tx, input, ctx.user.userId))),
  update: managerProcedure
    .input(z.strictObject({ productId, ...versioned, item: itemSchema }))
    .mutation(({ ctx, input: { item, ...itemTarget } }) =>
      ctx.inTenant((tx) => updateItem(tx, itemTarget, item, ctx.user.userId)),
    ),
  archive: managerProcedure
    .input(target)
    .mutation(({ ctx, input }) => ctx.inTenant((tx) => archiveItem(tx, input, ctx.user.userId))),
  restore: managerProcedure
    .input(target)
    .mutation(({ ctx, input }) => ctx.inTenant((tx) => restoreItem(tx, input, ctx.user.userId))),
  setPrice: managerProcedure
    .input(
      z.strictObject({
        skuId: z.uuid(),
        price: tiyin.nullable(),
        expected: tiyin.nullable(),
        storeId: z.uuid().optional(),
      }),
    )
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => setPrice(tx, { ...input, userId: ctx.user.userId })),
    ),
  findBarcode: managerProcedure
    .input(z.strictObject({ code: z.string().max(CODE_MAX) }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => findBarcode(tx, input.code))),
  generateBarcode: managerProcedure
    .input(z.strictObject({ except: z.array(z.string().max(CODE_MAX)).max(200).optional() }))
    .mutation(({ ctx, input }) => ctx.inTenant((tx) => generateBarcode(tx, input.except))),
  category: categoryRouter,
});
