import type { Database } from '@oson/db';
import type { Inngest } from 'inngest';

const BATCH = 100;

type OutboxRow = { tenant_id: string; id: string; name: string; data: object };

/**
 * Sends what transactions have left in the outbox. The row's id is the event's id, so a row that
 * was sent but not yet marked starts nothing twice. Returns how many were sent.
 */
export async function drainOutbox(db: Database, client: Inngest): Promise<number> {
  return db.jobs.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<OutboxRow[]>`
      select tenant_id, id, name, data from job_outbox where sent_at is null
      order by created_at limit ${BATCH} for update skip locked`;
    if (rows.length === 0) return 0;
    await client.send(
      rows.map((row) => ({
        id: row.id,
        name: row.name,
        data: { ...row.data, tenantId: row.tenant_id },
      })),
    );
    const ids = rows.map((row) => row.id);
    await tx.$executeRaw`update job_outbox set sent_at = now() where id = any(${ids}::uuid[])`;
    return rows.length;
  });
}

/** Age in ms of the oldest row that waits; 0 when none does. */
export async function outboxAgeMs(db: Database): Promise<number> {
  const [row] = await db.jobs.$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from now() - min(created_at)) * 1000)::float8 as ms
    from job_outbox where sent_at is null`;
  return row?.ms ?? 0;
}
