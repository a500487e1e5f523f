import type { Layer } from '../sim/layer.ts';
import { type Plan, planOf } from './plan.ts';
import { runPlan } from './run-seed.ts';

/** Layer B: the shipped till on IndexedDB and a private file system behind a disk that can fail. */
export const layer: Layer = {
  async run(seed) {
    const { hash, faults, counts, sales } = await runPlan(planOf(seed));
    const failure = faults.length === 0 ? null : faults.join(' | ');
    return { seed, hash, failure, counts: Object.fromEntries(counts), receipts: sales };
  },
  async shrink(seed) {
    const { happenings, fates } = await smallestOf(planOf(seed));
    return JSON.stringify({ happenings, fates });
  },
};

/** The same plan with less in it that still fails: halves are left out, then one by one. */
async function smallestOf(plan: Plan): Promise<Plan> {
  const fails = async (less: Plan) => (await runPlan(less)).faults.length > 0;
  let smallest = plan;
  for (let size = Math.ceil(plan.happenings.length / 2); size >= 1; size = Math.floor(size / 2)) {
    let at = 0;
    while (at < smallest.happenings.length) {
      const less = { ...smallest, happenings: smallest.happenings.toSpliced(at, size) };
      if (await fails(less)) smallest = less;
      else at += size;
    }
  }
  const calm = { ...smallest, fates: {} };
  return (await fails(calm)) ? calm : smallest;
}
