import {
  countStock,
  listMovements,
  listStock,
  receiveGoods,
  writeOffStock,
} from '@oson/operations';
import { z } from 'zod';
import { pageInput, thousandths, tiyin } from '../trpc/page-input.ts';
import { managerProcedure, router } from '../trpc/trpc.ts';

const LINES_MAX = 500;
const REASON_MAX = 200;
const ids = { storeId: z.uuid(), skuId: z.uuid() };
const reason = z.string().trim().max(REASON_MAX);
const above = thousandths.positive();
const atLeastNone = thousandths.nonnegative();

const document = <Line extends z.ZodType<{ skuId: string }>>(line: Line) =>
  z.strictObject({
    documentId: z.uuid(),
    storeId: z.uuid(),
    reason,
    lines: z
      .array(line)
      .min(1)
      .max(LINES_MAX)
      .refine((lines) => new Set(lines.map(({ skuId }) => skuId)).size === lines.length),
  });

export const stockRouter = router({
  list: managerProcedure
    .input(
      z.strictObject({
        ...pageInput,
        storeId: z.uuid(),
        only: z.enum(['low', 'negative']).optional(),
      }),
    )
    .query(({ ctx, input }) => ctx.inTenant((tx) => listStock(tx, input))),
  movements: managerProcedure
    .input(
      z.strictObject({
        cursor: pageInput.cursor,
        limit: pageInput.limit,
        direction: pageInput.direction,
        ...ids,
      }),
    )
    .query(({ ctx, input }) => ctx.inTenant((tx) => listMovements(tx, input))),
  receive: managerProcedure
    .input(
      document(z.strictObject({ skuId: z.uuid(), quantity: above, unitCost: tiyin.optional() })),
    )
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) =>
        receiveGoods(tx, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
      ),
    ),
  count: managerProcedure
    .input(document(z.strictObject({ skuId: z.uuid(), quantity: atLeastNone })))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) =>
        countStock(tx, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
      ),
    ),
  writeOff: managerProcedure
    .input(
      document(z.strictObject({ skuId: z.uuid(), quantity: above })).extend({
        reason: reason.min(1),
      }),
    )
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) =>
        writeOffStock(tx, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
      ),
    ),
});
