/** `npm run sim`: seeds of a layer, with or without a planted bug, or all planted bugs. */
import { spawnSync } from 'node:child_process';
import { BUGS } from '../bugs/catalogue.ts';
import { plant } from '../bugs/plant.ts';
import { readArgs, type SimArgs } from './args.ts';
import { runBugs } from './run-bugs.ts';
import { runSeeds } from './run-seeds.ts';

const tell = (line: string) => console.log(line);

function commitOf(): string {
  const { stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return stdout?.trim() || 'unknown';
}

async function seeds(args: SimArgs): Promise<boolean> {
  const sum = await runSeeds(args, tell, commitOf());
  const faults = Object.entries(sum.counts).sort(([, a], [, b]) => b - a);
  tell(`faults: ${faults.map(([fault, times]) => `${fault} ${times}`).join(', ')}`);
  const rate = (sum.ran / sum.seconds).toFixed(1);
  tell(
    `${sum.receipts} receipts, ${rate} seeds/s${args.twice ? ', each twice with one digest' : ''}`,
  );
  tell(`${sum.ran} seeds, ${sum.failed} failed`);
  return sum.failed === 0;
}

async function allBugs(layer: string | null): Promise<boolean> {
  const results = await runBugs(layer, tell);
  const caught = results.filter((result) => result.seeds !== null);
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
