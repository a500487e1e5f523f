import { Prisma, type PrismaClient } from './generated/client.ts';

const ERASE_MS = 10 * 60_000;

/**
 * Deletes every row of a tenant, children before their parents. The policies of the job role let it
 * reach only a chain that its owner closed 120 days ago; of any other nothing is deleted and the
 * answer is false.
 */
export async function eraseClosed(jobs: PrismaClient, tenantId: string): Promise<boolean> {
  const tables = await tablesInOrder(jobs);
  return jobs.$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('app.tenant_id', ${tenantId}, true)`;
      const due = await tx.$queryRaw<{ name: string }[]>`
        select name from tenant_settings where tenant_id = ${tenantId}::uuid
          and status = 'closed' and closed_at < now() - interval '120 days'`;
      if (due.length === 0) return false;
      for (const name of tables) {
        await tx.$executeRaw`delete from ${Prisma.raw(`"${name}"`)}
          where tenant_id = ${tenantId}::uuid`;
      }
      await tx.$executeRaw`delete from notification where tenant = ${tenantId}::uuid`;
      await tx.$executeRaw`delete from tenant_settings where tenant_id = ${tenantId}::uuid`;
      return true;
    },
    { timeout: ERASE_MS },
  );
}

/** All tables of tenants but the settings, which decide whether the others may be reached. */
async function tablesInOrder(jobs: PrismaClient): Promise<string[]> {
  const tables = await jobs.$queryRaw<{ name: string }[]>`
    select c.relname::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname <> 'tenant_settings' and exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)`;
  const keys = await jobs.$queryRaw<{ child: string; parent: string }[]>`
    select conrelid::regclass::text as child, confrelid::regclass::text as parent
    from pg_constraint where contype = 'f' and conrelid <> confrelid`;
  const left = new Set(tables.map(({ name }) => name));
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (name) => !keys.some(({ child, parent }) => parent === name && left.has(child)),
    );
    if (free.length === 0) throw new Error('foreign keys of tenant tables form a circle');
    for (const name of free) left.delete(name);
    order.push(...free);
  }
  return order;
}
