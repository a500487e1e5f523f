import { Prisma, type SqlTx } from '@oson/db';
import { iso, type Posting } from './posting.ts';

/**
 * Resolves flags whose missing thing is there: those of others that miss what this batch brings, and
 * those of this batch whose missing thing came meanwhile. To be asked behind the tenant's counter,
 * where batches follow one another: of two that came at once, neither saw the other before. A flag
 * that a person is answering just now is left to that person.
 */
export async function settleMissing(tx: SqlTx, posting: Posting): Promise<void> {
  const { tenantId, nowMs } = posting;
  const arrived = [...posting.arrived];
  const missed = posting.flags.all().flatMap(({ missing }) => missing ?? []);
  if (arrived.length === 0 && missed.length === 0) return;
  const isThere = missed.length > 0 ? thereOf(tenantId, missed) : Prisma.empty;
  await tx.$executeRaw`update sale_flag set status = 'resolved', resolution = 'arrived',
      resolved_at = ${iso(nowMs)}::timestamptz
    where tenant_id = ${tenantId}::uuid and id in (
      select f.id from sale_flag f
      where f.tenant_id = ${tenantId}::uuid and f.status = 'open'
        and f.details ->> 'missing' is not null
        and f.details ->> 'missing' in (select unnest(${arrived}::text[]) ${isThere})
      order by f.id for update skip locked)`;
}

/** Of these ids, those of what the chain has by now. */
function thereOf(tenantId: string, missed: readonly string[]): Prisma.Sql {
  const ids = [...new Set(missed)];
  const tables = ['customer', 'shift', 'sale', 'sku'].map(
    (name) => Prisma.sql`union all select id::text from ${Prisma.raw(name)}
      where tenant_id = ${tenantId}::uuid and id = any(${ids}::uuid[])`,
  );
  return Prisma.join(tables, ' ');
}
