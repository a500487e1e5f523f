import { z } from 'zod';

const tenantId = z.uuid();

/**
 * The events that start jobs, by name: what the outbox carries and the functions wait for. The
 * tenant in the data comes from the outbox row, which row security has tied to its tenant.
 */
export const jobEvents = {
  'import/requested': z.object({ tenantId, batchId: z.uuid() }),
  'sale/flagged': z.object({ tenantId, flagId: z.uuid() }),
  'report/daily': z.object({ tenantId, date: z.iso.date() }),
  'quarantine/retry': z.object({ tenantId }),
  'ledger/check': z.object({ tenantId }),
  'feed/prune': z.object({ tenantId }),
  'restore/found': z.object({ tenantId, epoch: z.int() }),
};
export type JobEventName = keyof typeof jobEvents;
export type JobEventData<Name extends JobEventName> = z.infer<(typeof jobEvents)[Name]>;

/** The event's data, checked; throws on data that no outbox of ours has written. */
export function dataOf<Name extends JobEventName>(name: Name, data: unknown): JobEventData<Name> {
  return jobEvents[name].parse(data) as JobEventData<Name>;
}
