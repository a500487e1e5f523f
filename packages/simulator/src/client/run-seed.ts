import { faultsIn } from './check.ts';
import { tapIndexedDb } from './idb-disk.ts';
import { type Plan, TRADING_MS } from './plan.ts';
import { digestOf } from './till-server.ts';
import { TillWorld } from './till-world.ts';

export type Run = {
  seed: number;
  /** Broken promises in words; empty when all hold. */
  faults: string[];
  hash: string;
  counts: ReadonlyMap<string, number>;
  sales: number;
  tail: readonly string[];
};

/** After the last trouble everything has to be where it belongs within this virtual time, ms. */
const HEALING_MS = 15 * 60_000;
const QUIET_ROUND_MS = 130_000;
let tapped = false;

/** Plays a plan to its end and judges it. One at a time: clocks and disks are the process's own. */
export async function runPlan(plan: Plan, keepLines = 0): Promise<Run> {
  if (!tapped) tapIndexedDb();
  tapped = true;
  const world = new TillWorld(plan, keepLines);
  try {
    const { time } = world;
    while (time.now < TRADING_MS + time.skipped) await time.run(TRADING_MS + time.skipped);
    world.heal();
    await time.run(time.now + 60_000);
    const until = time.now + HEALING_MS;
    await time.run(until, () => isAtRest(world));
    // One more quiet round of each till: what one of them sent last has to reach the others.
    await time.run(time.now + QUIET_ROUND_MS);
    const faults = await faultsIn(world);
    time.note(`ends ${digestOf(world.server)}`);
    const { counts, trace, printed } = world;
    return {
      seed: plan.seed,
      faults,
      hash: trace.hash,
      counts,
      sales: printed.length,
      tail: trace.tail,
    };
  } finally {
    world.end();
  }
}

/** Nothing unsent, nothing under way, nobody waiting. */
function isAtRest(world: TillWorld): boolean {
  const { pages, machines } = world;
  if (pages.length < machines.length) return false;
  return pages.every((pos) => {
    const { mood, unsent } = pos.sync.view.get();
    const isTold = pos.incidents.get().every(({ reported }) => reported);
    return mood === 'quiet' && unsent.count === 0 && isTold;
  });
}
