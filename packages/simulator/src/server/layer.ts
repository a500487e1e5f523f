import type { Layer } from '../sim/layer.ts';
import { type Plan, planOf } from './plan.ts';
import { Postgres } from './postgres.ts';
import { type Ran, runPlan } from './run-seed.ts';
import { makeShops } from './shops.ts';
import type { Ground } from './world.ts';

/** Seeds between two sweeps of the rows that are gone. */
const SWEEP_EVERY = 20;
/** The shops' first morning lies behind the present, so that nothing was set later. */
const MORNING_MS = 60_000;
let ground: Promise<Ground> | null = null;
let ran = 0;

async function openGround(): Promise<Ground> {
  const postgres = await Postgres.start();
  try {
    const shops = await makeShops(postgres);
    await postgres.backUp(0);
    return { postgres, shops, nowMs: Date.now() + MORNING_MS };
  } catch (error) {
    // A server that is left behind would keep the process alive.
    await postgres.close();
    throw error;
  }
}

async function run(plan: Plan): Promise<Ran> {
  ground ??= openGround();
  const here = await ground;
  ran += 1;
  if (ran % SWEEP_EVERY === 0) await here.postgres.sweep();
  return runPlan(plan, here);
}

/** Layer C: the shipped operations on a real Postgres, their statements in the order of the seed. */
export const layer: Layer = {
  async run(seed) {
    const { hash, failure, counts, receipts } = await run(planOf(seed));
    return { seed, hash, failure: failure?.message ?? null, counts, receipts };
  },
  async shrink(seed) {
    const { plan, message } = await smallestOf(planOf(seed));
    return `${message}\n  ${JSON.stringify(plan)}`;
  },
  async close() {
    const here = await ground?.catch(() => null);
    await here?.postgres.close();
    ground = null;
  },
};

/** The same plan with less in it that still breaks the same promise, tried once from front to back. */
async function smallestOf(plan: Plan): Promise<{ plan: Plan; message: string }> {
  const first = (await run(plan)).failure;
  let smallest = { plan, message: first?.message ?? 'it does not fail again' };
  const attempt = async (less: Plan) => {
    const { failure } = await run(less);
    if (!first || failure?.invariant !== first.invariant) return;
    smallest = { plan: less, message: failure.message };
  };
  for (const aim of plan.aims) {
    await attempt({ ...smallest.plan, aims: smallest.plan.aims.filter((each) => each !== aim) });
  }
  for (const act of plan.acts) {
    await attempt({ ...smallest.plan, acts: smallest.plan.acts.filter((each) => each !== act) });
  }
  await attempt({ ...smallest.plan, line: {} });
  await attempt({ ...smallest.plan, tenants: 1 });
  await attempt({ ...smallest.plan, rounds: 1 });
  await attempt({ ...smallest.plan, opsPerRound: 1 });
  return smallest;
}
