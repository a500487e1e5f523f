import type { TenantTx } from './database.ts';
import { uuidv7Now } from './uuidv7-now.ts';

/** An event for the job engine: its name and data as packages/jobs defines them. */
export type OutboxJob = { name: string; data: Record<string, unknown> };

/**
 * Lets a job begin when, and only when, this transaction commits. The tenant is added by the row.
 * @returns the outbox row's id, which becomes the event's id
 */
export async function enqueueJob(tx: TenantTx, job: OutboxJob): Promise<string> {
  const id = uuidv7Now();
  const data = JSON.stringify(job.data);
  await tx.$executeRaw`
    insert into job_outbox (tenant_id, id, name, data)
    values (${tx.tenantId}::uuid, ${id}::uuid, ${job.name}, ${data}::jsonb)`;
  return id;
}
