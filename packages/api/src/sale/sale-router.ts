import { listSales, saleDetail } from '@oson/operations';
import { z } from 'zod';
import { businessDay, pageInput } from '../trpc/page-input.ts';
import { managerProcedure, router } from '../trpc/trpc.ts';

const saleFilter = z.strictObject({
  ...pageInput,
  storeId: z.uuid().optional(),
  terminalId: z.uuid().optional(),
  staffId: z.uuid().optional(),
  shiftId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  from: businessDay.optional(),
  to: businessDay.optional(),
  flaggedOnly: z.boolean().optional(),
});

export const saleRouter = router({
  list: managerProcedure
    .input(saleFilter)
    .query(({ ctx, input }) => ctx.inTenant((tx) => listSales(tx, input))),
  detail: managerProcedure
    .input(z.strictObject({ saleId: z.uuid() }))
    .query(({ ctx, input }) => ctx.inTenant((tx) => saleDetail(tx, input.saleId))),
});
