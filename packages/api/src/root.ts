import { customerRouter } from './customer/customer-router.ts';
import { flagRouter } from './flag/flag-router.ts';
import { reportRouter } from './report/report-router.ts';
import { saleRouter } from './sale/sale-router.ts';
import { shiftRouter } from './shift/shift-router.ts';
import { stockRouter } from './stock/stock-router.ts';
import { router } from './trpc/trpc.ts';

/** Every procedure of the product; one router an area, served by web and worker alike. */
export const appRouter = router({
  customer: customerRouter,
  flag: flagRouter,
  report: reportRouter,
  sale: saleRouter,
  shift: shiftRouter,
  stock: stockRouter,
});
export type AppRouter = typeof appRouter;
