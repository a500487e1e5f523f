import { closeDeadShift, listShifts, shiftDetail } from '@oson/operations';
import { z } from 'zod';
import { pageInput, tiyin } from '../trpc/page-input.ts';
import { managerProcedure, router } from '../trpc/trpc.ts';

export const shiftRouter = router({
  list: managerProcedure
    .input(
      z.strictObject({
        ...pageInput,
        storeId: z.uuid().optional(),
        status: z.enum(['open', 'closed']).optional(),
      }),
    )
    .query(({ ctx, input }) => ctx.inTenant((tx) => listShifts(tx, input))),
  detail: managerProcedure
    .input(z.strictObject({ shiftId: z.uuid() }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => shiftDetail(tx, input.shiftId))),
  closeDead: managerProcedure
    .input(z.strictObject({ shiftId: z.uuid(), countedCash: tiyin }))
    .mutation(({ ctx, input }) =>
      ctx.inTenant((tx) =>
        closeDeadShift(tx, { ...input, userId: ctx.user.userId, nowMs: ctx.ports.now() }),
      ),
    ),
});
