import { dashboard } from '@oson/operations';
import { z } from 'zod';
import { managerProcedure, router } from '../trpc/trpc.ts';

export const reportRouter = router({
  /** What an owner looks at first. */
  dashboard: managerProcedure
    .input(z.strictObject({ storeId: z.uuid().optional() }))
    .query(({ ctx, input }) =>
      ctx.inTenant((tx) =>
        dashboard(tx, {
          nowMs: ctx.ports.now(),
          storeIds: input.storeId ? [input.storeId] : undefined,
        }),
      ),
    ),
});
