/** `npm run sim`: seeds of a layer, with or without a planted bug, or all planted bugs. */
import { BUGS } from '../bugs/catalogue.ts';
import { plant } from '../bugs/plant.ts';
import { readArgs, type SimArgs } from './args.ts';
import { commitOf, recordRun } from './record.ts';
import { runBugs } from './run-bugs.ts';
import { runSeeds, type Sum } from './run-seeds.ts';

const tell = (line: string) => console.log(line);
const WORTH_KEEPING = 20;

async function seeds(args: SimArgs): Promise<boolean> {
  const sum = await runSeeds(args, tell, commitOf());
  const faults = Object.entries(sum.counts).sort(([, a], [, b]) => b - a);
  tell(`faults: ${faults.map(([fault, times]) => `${fault} ${times}`).join(', ')}`);
  const rate = (sum.ran / sum.seconds).toFixed(1);
  tell(
    `${sum.receipts} receipts, ${rate} seeds/s${args.twice ? ', each twice with one digest' : ''}`,
  );
  tell(`${sum.ran} seeds, ${sum.failed} failed`);
  if (isWorthKeeping(args)) recordSeeds(args, sum);
  return sum.failed === 0;
}

/** A look at a few seeds, or at some from the middle, is no run to name. */
function isWorthKeeping({ bug, seed, seeds }: SimArgs): boolean {
  return bug === null && seed === 1 && seeds >= WORTH_KEEPING;
}

/** Replays are a run of their own: GUARANTEES.md names both. */
function recordSeeds({ layer, seed, twice }: SimArgs, sum: Sum): void {
  const name = twice ? `sim-${layer}-twice` : `sim-${layer}`;
  const words = [`--layer ${layer}`, `--seeds ${sum.ran}`, ...(twice ? ['--twice'] : [])];
  const { ran, failed, receipts, counts, seconds } = sum;
  const figures = { first: seed, seeds: ran, failed, receipts, seconds, faults: counts };
  recordRun(name, `npm run sim -- ${words.join(' ')}`, figures);
}

async function allBugs(layer: string | null): Promise<boolean> {
  const results = await runBugs(layer, tell);
  const caught = results.filter((result) => result.seeds !== null);
  if (layer === null) {
    const bugs = results.map(({ bug, seeds }) => ({ name: bug.name, layer: bug.layer, seeds }));
    const figures = { caught: caught.length, planted: results.length, bugs };
    recordRun('sim-bugs', 'npm run sim -- --bugs', figures);
  }
  tell(`caught ${caught.length}/${results.length}`);
  return results.length > 0 && caught.length === results.length;
}

async function main(words: string[]): Promise<boolean> {
  const args = readArgs(words);
  if (args.bugs) return allBugs(words.includes('--layer') ? args.layer : null);
  if (args.bug !== null) {
    const bug = BUGS.find(({ name }) => name === args.bug);
    if (!bug) throw new Error(`there is no bug "${args.bug}"`);
    plant(bug);
  }
  return seeds(args);
}

main(process.argv.slice(2)).then(
  (good) => {
    process.exitCode = good ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
