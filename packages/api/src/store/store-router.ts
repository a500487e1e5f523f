import { addStore, archiveStore, changeStore, listStores } from '@oson/operations';
import { z } from 'zod';
import { idPageInput } from '../trpc/page-input.ts';
import { managerProcedure, ownerProcedure, router } from '../trpc/trpc.ts';

const CASH_ROUNDING_MAX = 100_000;
const form = z.strictObject({
  name: z.string().trim().min(2).max(80),
  legalName: z.string().trim().max(120),
  /** Nine digits of a company, fourteen of a person (PINFL), or nothing yet. */
  tin: z.string().regex(/^(\d{9}|\d{14})?$/),
  address: z.string().trim().max(200),
  phone: z.string().trim().max(30),
  timeZone: z.literal(['Asia/Tashkent', 'Asia/Samarkand']),
  utcOffsetMin: z.literal(300),
  cutoverHour: z.int().min(0).max(11),
  cashRounding: z.int().min(0).max(CASH_ROUNDING_MAX),
  paperMm: z.literal([58, 80]),
});
const code = z.string().regex(/^[A-Z0-9]{2,3}$/);

export const storeRouter = router({
  list: managerProcedure
    .input(z.strictObject({ ...idPageInput, archived: z.boolean().optional() }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => listStores(tx, input))),
  add: ownerProcedure
    .input(z.strictObject({ form, code: code.optional() }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => addStore(tx, { ...input, byUser: ctx.user.userId })),
    ),
  change: ownerProcedure
    .input(z.strictObject({ id: z.uuid(), version: z.int(), form }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => changeStore(tx, { ...input, byUser: ctx.user.userId })),
    ),
  archive: ownerProcedure
    .input(z.strictObject({ id: z.uuid(), archived: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) => archiveStore(tx, { ...input, byUser: ctx.user.userId })),
    ),
});
