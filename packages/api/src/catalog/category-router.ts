import {
  archiveCategory,
  createCategory,
  listCategories,
  orderCategories,
  updateCategory,
} from '@oson/operations';
import { z } from 'zod';
import { managerProcedure, router } from '../trpc/trpc.ts';
import { categorySchema, versioned } from './catalog-schema.ts';

const CATEGORIES_MAX = 500;
const target = { id: z.uuid(), ...versioned };

/** The sections of the catalogue. */
export const categoryRouter = router({
  list: managerProcedure
    .input(z.strictObject({}))
    .query(({ ctx }) => ctx.inTenant((tx) => listCategories(tx))),
  create: managerProcedure
    .input(z.strictObject(categorySchema))
    .mutation(({ ctx, input }) => ctx.inTenant((tx) => createCategory(tx, input, ctx.user.userId))),
  update: managerProcedure
    .input(z.strictObject({ ...target, ...categorySchema }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => updateCategory(tx, input, input, ctx.user.userId)),
    ),
  archive: managerProcedure
    .input(z.strictObject({ ...target, archived: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => archiveCategory(tx, input, ctx.user.userId)),
    ),
  order: managerProcedure
    .input(z.strictObject({ ids: z.array(z.uuid()).min(1).max(CATEGORIES_MAX) }))
    .mutation(({ ctx, input }) => ctx.inTenant((tx) => orderCategories(tx, input.ids))),
});
