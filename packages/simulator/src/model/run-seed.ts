import { checkBooks } from './check/books.ts';
import { checkDevices } from './check/devices.ts';
import { heal } from './heal.ts';
import { People } from './people.ts';
import { type Plan, planOf } from './plan.ts';
import { BrokenPromise, type Counts, World } from './world.ts';

export type Ran = {
  seed: number;
  hash: string;
  events: number;
  receipts: number;
  lost: number;
  counts: Counts;
  /** How long the queues took to drain after the last fault, ms of the world. */
  drainedMs: number;
  /** The promise that was broken; null when none was. */
  failure: { invariant: string; message: string } | null;
  tail: readonly string[];
};

/** Runs one seed of layer A: trade under faults, heal, check. The same plan gives the same trace. */
export function runPlan(plan: Plan, keepTrace = false): Ran {
  const world = new World(plan, keepTrace);
  const people = new People(world);
  let failure: Ran['failure'] = null;
  let drainedMs = 0;
  try {
    people.schedule();
    const end = world.clock.now + plan.tradingMs;
    while (world.clock.step(end + world.clock.leapt));
    world.clock.now = end + world.clock.leapt;
    drainedMs = heal(world, people);
    checkBooks(world);
    checkDevices(world);
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    failure = { invariant: error.invariant, message: error.message };
  }
  const { trace, receipts, gone, line, faults } = world;
  return {
    seed: plan.seed,
    hash: trace.hash,
    events: trace.count,
    receipts: receipts.size,
    lost: gone.size,
    counts: { ...line.met, ...faults.met },
    drainedMs,
    failure,
    tail: trace.tail,
  };
}

export const runSeed = (seed: number, keepTrace = false): Ran => runPlan(planOf(seed), keepTrace);
