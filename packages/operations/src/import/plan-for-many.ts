import type { TenantTx } from '@oson/db';

/**
 * Joins of this transaction read each table once. A chain whose goods are newer than the database's
 * statistics looks empty to the planner: it would read all goods again for each row of the other side.
 */
export async function planForMany(tx: TenantTx): Promise<void> {
  await tx.$executeRaw`select set_config('enable_nestloop', 'off', true)`;
}
