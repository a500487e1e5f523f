import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const MAIN = path.join(import.meta.dirname, '../sim/main.ts');

/** In a process of its own: its clock, its timers and its Postgres are the simulated ones. */
async function layerC(...words: string[]): Promise<string> {
  const given = ['--no-warnings', MAIN, '--layer', 'c', ...words];
  // Ends with 1 when a seed fails: then what it says is wanted all the same.
  const { stdout } = await run(process.execPath, given, { maxBuffer: 1 << 24 }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout.trim();
}

test('[SRV1] [PUSH4] 20 seeds of interleaved and killed transactions keep every promise', async () => {
  const said = await layerC('--seeds', '20');

  expect(said).toMatch(/20 seeds, 0 failed$/);
  // A run in which nobody met anybody would prove nothing.
  for (const met of ['lock-wait', 'duplicate', 'restore', 'lost-after-commit']) {
    expect(said).toMatch(new RegExp(`\\b${met} [1-9]`));
  }
}, 900_000);

test('the same schedule gives the same answers and sums', async () => {
  expect(await layerC('--seeds', '3', '--seed', '4', '--twice')).toContain('with one digest');
}, 300_000);
