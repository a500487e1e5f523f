import type { Inngest, InngestFunction } from 'inngest';
import { mailDailyReport, startDailyReports } from './functions/daily-report.ts';
import { checkLedger, startLedgerChecks } from './functions/check-ledger.ts';
import { eraseClosedChains } from './functions/erase-closed.ts';
import { pruneFeedOf, startFeedPruning } from './functions/prune-feed.ts';
import { importCatalogue } from './functions/import-catalogue.ts';
import { notifyFlaggedSale } from './functions/notify-flagged-sale.ts';
import { applyOutsideAgain, applyOutsideNightly } from './functions/apply-outside.ts';
import { retryQuarantine, startQuarantineRetries } from './functions/retry-quarantined.ts';
import type { JobPorts } from './job-ports.ts';

export { jobsClient, type JobsClientOptions } from './client.ts';
export { drainOutbox, outboxAgeMs } from './drain-outbox.ts';
export type { JobPorts } from './job-ports.ts';

/** Every job of the product, bound to what it needs from outside. */
export function jobFunctions(client: Inngest, ports: JobPorts): InngestFunction.Any[] {
  return [
    importCatalogue(client, ports),
    notifyFlaggedSale(client, ports),
    startDailyReports(client, ports),
    mailDailyReport(client, ports),
    startQuarantineRetries(client, ports),
    retryQuarantine(client, ports),
    startLedgerChecks(client, ports),
    checkLedger(client, ports),
    startFeedPruning(client, ports),
    pruneFeedOf(client, ports),
    eraseClosedChains(client, ports),
    applyOutsideAgain(client, ports),
    applyOutsideNightly(client, ports),
  ];
}
