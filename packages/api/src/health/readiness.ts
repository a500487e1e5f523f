import type { Database } from '@oson/db';

export type Readiness = { isReady: boolean; database: 'up' | 'down'; missingMigrations: string[] };

/** Whether the database answers and has every migration of this version. Never throws. */
export async function checkReadiness(
  db: Database,
  migrations: readonly string[],
): Promise<Readiness> {
  try {
    const rows = await db.auth.$queryRaw<{ name: string }[]>`
      select migration_name as name from _prisma_migrations where finished_at is not null`;
    const applied = new Set(rows.map(({ name }) => name));
    const missingMigrations = migrations.filter((name) => !applied.has(name));
    return { isReady: missingMigrations.length === 0, database: 'up', missingMigrations };
  } catch {
    // The answer itself is the report: whoever asks is a load balancer.
    return { isReady: false, database: 'down', missingMigrations: [] };
  }
}
