import { dashboard, receivedThrough } from '@oson/operations';
import { z } from 'zod';
import { managerProcedure, router } from '../trpc/trpc.ts';

export const reportRouter = router({
  /** Whether all sales have arrived, for the corner that every page shows. */
  received: managerProcedure.query(({ ctx }) => ctx.inTenant(receivedThrough)),
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
