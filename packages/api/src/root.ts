import { customerRouter } from './customer/customer-router.ts';
import { flagRouter } from './flag/flag-router.ts';
import { reportRouter } from './report/report-router.ts';
import { saleRouter } from './sale/sale-router.ts';
import { shiftRouter } from './shift/shift-router.ts';
import { stockRouter } from './stock/stock-router.ts';
import { accountRouter } from './account/account-router.ts';
import { consoleRouter } from './console/console-router.ts';
import { staffRouter } from './staff/staff-router.ts';
import { storeRouter } from './store/store-router.ts';
import { tenantRouter } from './tenant/tenant-router.ts';
import { enrolRouter } from './enrol/enrol-router.ts';
import { syncRouter } from './sync/sync-router.ts';
import { terminalRouter } from './terminal/terminal-router.ts';
import { catalogRouter } from './catalog/catalog-router.ts';
import { importRouter } from './import/import-router.ts';
import { router } from './trpc/trpc.ts';

/** Every procedure of the product; one router an area, served by web and worker alike. */
export const appRouter = router({
  enrol: enrolRouter,
  sync: syncRouter,
  terminal: terminalRouter,
  tenant: tenantRouter,
  store: storeRouter,
  staff: staffRouter,
  console: consoleRouter,
  account: accountRouter,
  customer: customerRouter,
  flag: flagRouter,
  report: reportRouter,
  sale: saleRouter,
  shift: shiftRouter,
  stock: stockRouter,
  catalog: catalogRouter,
  import: importRouter,
});
export type AppRouter = typeof appRouter;
