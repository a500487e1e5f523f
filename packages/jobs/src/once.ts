import type { Database, TenantTx } from '@oson/db';

/**
 * Runs a step's effect at most once: the effect and the mark of (run, step) are one transaction, so
 * a step that is executed again after a crash changes nothing. Returns null when it was done before.
 */
export async function once<T>(
  db: Database,
  tenantId: string,
  at: { runId: string; stepId: string },
  act: (tx: TenantTx) => Promise<T>,
): Promise<T | null> {
  return db.inTenant(tenantId, async (tx) => {
    const made = await tx.$executeRaw`
      insert into job_effect (tenant_id, run_id, step_id)
      values (${tenantId}::uuid, ${at.runId}, ${at.stepId}) on conflict do nothing`;
    return made === 0 ? null : act(tx);
  });
}
