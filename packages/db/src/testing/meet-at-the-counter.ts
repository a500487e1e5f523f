import type { TestDatabase } from './test-database.ts';

const ASK_AGAIN_MS = 20;
const PATIENCE_MS = 60_000;

/**
 * Runs acts of one tenant so that they overlap for certain: its change counter is held until each has
 * done what it does before it takes that, or waits for one that has. In the order in which they are
 * named.
 */
export async function meetAtTheCounter<T>(
  { query }: TestDatabase,
  tenantId: string,
  acts: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const running: Promise<T>[] = [];
  await query('begin');
  try {
    await query('select n from tenant_seq where tenant_id = $1 for update', [tenantId]);
    for (const act of acts) {
      const one = act();
      // Told at the end; until then a fault of it is nobody's surprise.
      one.catch(() => undefined);
      running.push(one);
      await untilWaiting(query, running.length);
    }
  } finally {
    await query('commit');
  }
  return Promise.allSettled(running);
}

async function untilWaiting(query: TestDatabase['query'], count: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    await query('select pg_stat_clear_snapshot()');
    const [row] = await query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((row?.waiting ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  throw new Error(`${count} acts do not wait for the counter`);
}
