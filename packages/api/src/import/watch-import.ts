import { setTimeout as sleep } from 'node:timers/promises';
import type { Ticket } from '@oson/auth';
import { type ImportProgress, readImportProgress } from '@oson/operations';
import { tracked, type TrackedEnvelope } from '@trpc/server';
import type { ApiPorts, InTenant } from '../trpc/context.ts';
import { refuse } from '../trpc/trpc.ts';

/** Twice as often as promised: a busy second still has an event. */
const EVERY_MS = 500;
const GOES_ON: readonly ImportProgress['status'][] = ['queued', 'running'];

/** What a ticket must name to open the progress of an import. */
export const importSubject = (batchId: string) => `import:${batchId}`;

type Watcher = { ticket: Ticket; inTenant: InTenant; ports: Pick<ApiPorts, 'now' | 'stopping'> };

/**
 * The progress of an import, again and again until it is over. Each event says where it stands now,
 * so that a reader who comes back has missed nothing. Ends earlier when the ticket has run out or
 * the process stops: who may still look gets a new ticket and goes on.
 */
export async function* watchImport(
  { ticket, inTenant, ports }: Watcher,
  batchId: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<ImportProgress>, void> {
  if (ticket.subject !== importSubject(batchId)) throw refuse('NOT_ALLOWED');
  const ends = AbortSignal.any([signal, ports.stopping].filter((each) => each !== undefined));
  while (!ends.aborted && ports.now() < ticket.expiresAt) {
    const progress = await inTenant((tx) => readImportProgress(tx, batchId, ports.now()));
    yield tracked(`${progress.status} ${progress.rowsDone}`, progress);
    if (!GOES_ON.includes(progress.status)) return;
    await sleep(EVERY_MS, undefined, { signal: ends }).catch(() => undefined);
  }
}
