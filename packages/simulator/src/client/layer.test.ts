import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const MAIN = path.join(import.meta.dirname, '../sim/main.ts');

/** In a process of its own: clocks, timers and IndexedDB of that process are the simulated ones. */
async function layerB(...words: string[]): Promise<string> {
  const given = ['--no-warnings', MAIN, '--layer', 'b', ...words];
  const { stdout } = await run(process.execPath, given, { maxBuffer: 1 << 24 });
  return stdout.trim();
}

test('[SALE2] [DEV3] 50 seeds of the shipped till lose nothing and send nothing twice', async () => {
  const said = await layerB('--seeds', '50');

  expect(said.split('\n').at(-1)).toBe('50 seeds, 0 failed');
  // A run in which nothing struck would prove nothing.
  for (const fault of ['power-cut', 'tab-crash', 'journal-evicted', 'server-restored']) {
    expect(said).toMatch(new RegExp(`\\b${fault} [1-9]`));
  }
}, 600_000);

test('the same seed is the same run', async () => {
  expect(await layerB('--seeds', '4', '--seed', '3', '--twice')).toContain('with one digest');
}, 120_000);
