import type { Layer } from '../sim/layer.ts';
import { planOf } from './plan.ts';
import { runPlan } from './run-seed.ts';
import { shrink } from './shrink.ts';

/** Layer A: sync-core between a model of a till's disk, a model network and a model server. */
export const layer: Layer = {
  run: (seed) => {
    const { hash, failure, counts, receipts } = runPlan(planOf(seed));
    return Promise.resolve({ seed, hash, failure: failure?.message ?? null, counts, receipts });
  },
  shrink: (seed) => {
    const { plan, message, runs } = shrink(planOf(seed));
    return Promise.resolve(`${message}\n  after ${runs} runs: ${JSON.stringify(plan)}`);
  },
};
