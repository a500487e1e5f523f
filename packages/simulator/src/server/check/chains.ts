import { checkBooks } from '@oson/outside-checker';
import { verifyAudit } from '@oson/operations';
import type { World } from '../world.ts';

type Seq = { epoch: number; restores: string; jobs: string };

/** The outside checker's word, the chain of the log, the epoch, and what was erased. */
export async function checkChains(world: World): Promise<void> {
  const { sql } = world.postgres.monitor;
  for (const { tenantId } of world.shops) {
    const findings = await checkBooks({ sql, tenantId, receipts: world.receipts });
    const [first] = findings;
    if (first) world.broken(first.invariant, `the outside checker: ${first.what}`);
    await checkEpoch(world, tenantId);
    await checkErased(world, tenantId);
    const audit = await world.db.inTenant(tenantId, (tx) => verifyAudit(tx));
    if (audit.brokenAt !== null || audit.unlinked > 0) {
      world.broken('S29', `the log of ${tenantId} is broken at ${audit.brokenAt}`);
    }
  }
}

/** One restore raises the epoch once, however many tills find it at the same time. */
async function checkEpoch(world: World, tenantId: string): Promise<void> {
  const [row] = await world.postgres.monitor.sql<Seq>`
    select epoch, (select count(*) from terminal_incident where tenant_id = ${tenantId}::uuid
      and kind = 'restore')::text as restores, (select count(*) from job_outbox
      where tenant_id = ${tenantId}::uuid and name = 'restore/found')::text as jobs
    from tenant_seq where tenant_id = ${tenantId}::uuid`;
  if (!row || world.restores > 1) return;
  if (row.epoch > 1 + world.restores) {
    world.broken('RESTORE5', `after ${world.restores} restores the epoch is ${row.epoch}`);
  }
  if (row.jobs !== String(row.epoch - 1)) {
    world.broken('RESTORE5', `the epoch is ${row.epoch}, ${row.jobs} jobs tell of it`);
  }
}

/** RESTORE9: a body that was erased is nowhere any more. */
async function checkErased(world: World, tenantId: string): Promise<void> {
  const digests = world.doors.outside.flatMap((fact) =>
    fact.kind === 'erased' ? fact.bodies : [],
  );
  const [back] = await world.postgres.monitor.sql<{ opId: string }>`
    select o.op_id as "opId" from op_log o
    join op_private p on p.tenant_id = o.tenant_id and p.op_id = o.op_id
    where o.tenant_id = ${tenantId}::uuid and o.body_hash = any(${digests}::text[])`;
  if (back) world.broken('RESTORE9', `${back.opId} was erased and is back`);
}
