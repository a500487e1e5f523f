import type { SimArgs } from './args.ts';
import { type Layer, loadLayer, type SeedResult } from './layer.ts';

export type Sum = {
  ran: number;
  failed: number;
  /** The first seed that failed. */
  firstFailed: number | null;
  receipts: number;
  counts: Record<string, number>;
  seconds: number;
};
const SHRUNK_MAX = 3;

/** Runs seeds one after the other; tells of each that fails, with what is left of it when shrunk. */
export async function runSeeds(
  args: SimArgs,
  tell: (line: string) => void,
  commit: string,
): Promise<Sum> {
  const layer = await loadLayer(args.layer);
  const start = performance.now();
  const sum: Sum = { ran: 0, failed: 0, firstFailed: null, receipts: 0, counts: {}, seconds: 0 };
  for (let seed = args.seed; seed < args.seed + args.seeds; seed++) {
    const result = await runOne(layer, seed, args.twice);
    add(sum, result);
    if (result.failure === null) continue;
    tell(`seed ${seed} at ${commit}: ${result.failure}`);
    if (args.untilCaught) break;
    if (layer.shrink && sum.failed <= SHRUNK_MAX) tell(`  shrunk: ${await layer.shrink(seed)}`);
  }
  await layer.close?.();
  sum.seconds = (performance.now() - start) / 1000;
  return sum;
}

async function runOne(layer: Layer, seed: number, twice: boolean): Promise<SeedResult> {
  try {
    const first = await layer.run(seed);
    if (!twice || first.failure !== null) return first;
    const second = await layer.run(seed);
    if (second.hash === first.hash) return first;
    return { ...first, failure: `not the same twice: ${first.hash} and ${second.hash}` };
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, hash: '', failure, counts: {}, receipts: 0 };
  }
}

function add(sum: Sum, { seed, failure, counts, receipts }: SeedResult): void {
  sum.ran += 1;
  sum.receipts += receipts;
  for (const [fault, times] of Object.entries(counts)) {
    sum.counts[fault] = (sum.counts[fault] ?? 0) + times;
  }
  if (failure === null) return;
  sum.failed += 1;
  sum.firstFailed ??= seed;
}
