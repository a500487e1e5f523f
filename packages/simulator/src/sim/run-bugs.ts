import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BUGS, type Bug } from '../bugs/catalogue.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
export const SEEDS_PER_BUG = 200;
/** Processes at a time: a small machine has no more cores. */
const SIDE_BY_SIDE = 2;

export type Caught = { bug: Bug; seeds: number | null; how: string };

/** Each bug in a process of its own, because a loaded module cannot be loaded anew. */
export async function runBugs(
  layer: string | null,
  tell: (line: string) => void,
): Promise<Caught[]> {
  const bugs = BUGS.filter((bug) => layer === null || bug.layer === layer);
  const results: Caught[] = [];
  const left = [...bugs];
  const hunt = async () => {
    for (let bug = left.shift(); bug; bug = left.shift()) {
      const caught = await runBug(bug);
      results.push(caught);
      const seeds = caught.seeds === null ? 'NOT CAUGHT' : `caught in ${caught.seeds} seeds`;
      tell(`${bug.layer} ${bug.name}: ${seeds}; ${caught.how}`);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, hunt));
  return results;
}

async function runBug(bug: Bug): Promise<Caught> {
  const args = ['--layer', bug.layer, '--bug', bug.name, '--until-caught'];
  const seeds = ['--seeds', String(SEEDS_PER_BUG)];
  const child = spawn(process.execPath, ['--no-warnings', MAIN, ...args, ...seeds], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  const last = /(\d+) seeds, (\d+) failed/.exec(output);
  if (!last) throw new Error(`${bug.name} ended without a sum:\n${output.slice(-2000)}`);
  const how = /^seed \d+ at \S+: (.*)$/m.exec(output)?.[1] ?? '';
  return { bug, seeds: last[2] === '0' ? null : Number(last[1]), how: how.slice(0, 140) };
}
