import { checkChains } from './check/chains.ts';
import { checkJournals } from './check/journals.ts';
import { checkReplicas } from './check/replicas.ts';
import { checkRows } from './check/rows.ts';
import { keepGate } from './gate.ts';
import { heal } from './heal.ts';
import type { Plan } from './plan.ts';
import { BrokenPromise, type Ground, World } from './world.ts';

export type Ran = {
  hash: string;
  /** The promise that was broken; null when none was. */
  failure: { invariant: string; message: string } | null;
  counts: Readonly<Record<string, number>>;
  receipts: number;
  tail: readonly string[];
};

/** Plays a plan on the server that every seed shares: trade under faults, heal, check. */
export async function runPlan(
  plan: Plan,
  { postgres, shops, nowMs }: Ground,
  keepLines = 0,
): Promise<Ran> {
  await postgres.restore(0);
  const world = new World(plan, { postgres, shops, nowMs }, keepLines);
  keepGate(world.scheduler);
  let failure: Ran['failure'] = null;
  try {
    await world.trade();
    world.scheduler.isOpen = true;
    await heal(world);
    await checkRows(world);
    await checkJournals(world);
    await checkChains(world);
    await checkReplicas(world);
    world.trace.note(await digestOf(world));
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    failure = { invariant: error.invariant, message: error.message };
  } finally {
    keepGate(null);
  }
  const { trace, counts, receipts, scheduler } = world;
  const { deadlocks, steps, waits } = scheduler;
  return {
    hash: trace.hash,
    failure,
    counts: { ...counts, deadlock: deadlocks, steps, 'lock-wait': waits },
    receipts: receipts.length,
    tail: trace.tail,
  };
}

/** The sums of everything, without ids and times: the same schedule gives the same ones. */
async function digestOf({ postgres, shops }: World): Promise<string> {
  const sums: string[] = [];
  for (const { tenantId } of shops) {
    const [row] = await postgres.monitor.sql<{ sums: string }>`select concat_ws(' ',
      (select n || '/' || epoch from tenant_seq where tenant_id = ${tenantId}::uuid),
      (select count(*) from op_log where tenant_id = ${tenantId}::uuid),
      (select string_agg(state || n, ',' order by state) from (select state, count(*) as n
        from op_result where tenant_id = ${tenantId}::uuid group by 1) r),
      (select string_agg(quantity::text, ',' order by sku_id) from stock_level
        where tenant_id = ${tenantId}::uuid),
      (select string_agg(kind || n, ',' order by kind) from (select kind, count(*) as n
        from sale_flag where tenant_id = ${tenantId}::uuid group by 1) f),
      (select coalesce(sum(gross), 0) from sales_hourly where tenant_id = ${tenantId}::uuid)) as sums`;
    sums.push(row?.sums ?? '');
  }
  return sums.join('; ');
}
