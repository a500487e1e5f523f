import { acceptFlag, correctStockOfFlag, listFlags, reopenFlag } from '@oson/operations';
import { z } from 'zod';
import { pageInput, thousandths } from '../trpc/page-input.ts';
import { managerProcedure, router } from '../trpc/trpc.ts';

const flagFilter = z.strictObject({
  ...pageInput,
  status: z.enum(['open', 'resolved']).optional(),
  kind: z.string().max(40).optional(),
  storeId: z.uuid().optional(),
});
const flagId = { flagId: z.uuid() };

export const flagRouter = router({
  list: managerProcedure
    .input(flagFilter)
    .query(({ ctx, input }) => ctx.inTenant((tx) => listFlags(tx, input))),
  accept: managerProcedure
    .input(z.strictObject(flagId))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) =>
        acceptFlag(tx, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
      ),
    ),
  reopen: managerProcedure
    .input(z.strictObject(flagId))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) =>
        reopenFlag(tx, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
      ),
    ),
  correctStock: managerProcedure
    .input(z.strictObject({ ...flagId, quantity: thousandths }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) =>
        correctStockOfFlag(tx, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
      ),
    ),
});
