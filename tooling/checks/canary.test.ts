/**
 * A guard that passes on everything guards nothing: several of these tools pass silently when
 * misconfigured. Each rule gets one planted fault in a scratch copy and must turn red.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTree, ROOT } from '../tidy/source-tree.ts';
import { cycleCompanion, lintFaults, tidyFaults, wallFaults } from './planted-faults.ts';

let scratch = '';
let lintReport: { filename: string; code: string }[] = [];

const plant = (fault: { path: string; source: string }) => {
  const file = path.join(scratch, fault.path);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, fault.source);
};
const pull = (fault: { path: string }) => fs.rmSync(path.join(scratch, fault.path));

/** The commands of the workspace, whatever the caller's PATH says. */
const run = (command: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(path.join(ROOT, 'node_modules/.bin', command), args, {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });

function makeScratchCopy(): void {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-canary-'));
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: ROOT },
  );
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    if (/fixtures|\.(png|woff2|xlsx|csv|jsonl)$/.test(file)) continue;
    const source = path.join(ROOT, file);
    if (!fs.existsSync(source)) continue;
    fs.mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
    fs.copyFileSync(source, path.join(scratch, file));
  }
  const roots = [
    '.',
    ...['apps', 'packages', 'tooling'].flatMap((group) =>
      fs.readdirSync(path.join(ROOT, group)).map((name) => `${group}/${name}`),
    ),
  ];
  for (const root of roots) {
    const modules = path.join(ROOT, root, 'node_modules');
    if (fs.existsSync(modules) && fs.existsSync(path.join(scratch, root))) {
      fs.symlinkSync(modules, path.join(scratch, root, 'node_modules'));
    }
  }
  execFileSync('git', ['init', '-q'], { cwd: scratch });
}

beforeAll(() => {
  makeScratchCopy();
  for (const fault of [...lintFaults, cycleCompanion]) plant(fault);
  const output = run('oxlint', ['--type-aware', '--format=json', '.']).stdout;
  lintReport = (JSON.parse(output) as { diagnostics: typeof lintReport }).diagnostics;
  for (const fault of [...lintFaults, cycleCompanion]) pull(fault);
}, 240_000);

afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

test.each(lintFaults)('lint turns red on $rule ($path)', (fault) => {
  const found = lintReport
    .filter((item) => item.filename.endsWith(fault.path))
    .map((item) => item.code);
  expect(found.join(' ')).toContain(fault.rule);
});

test.each(wallFaults)(
  'the package wall turns red on $name',
  (fault) => {
    plant(fault);
    const result = run('turbo', ['boundaries']);
    pull(fault);
    expect(result.status).not.toBe(0);
    expect(result.stdout + result.stderr).toMatch(fault.says);
  },
  60_000,
);

test.each(tidyFaults)(
  'tidy turns red on $name',
  (fault) => {
    plant(fault);
    const result = run('vitest', ['run', '--project', 'pure', 'tooling/tidy']);
    pull(fault);
    expect(result.status).not.toBe(0);
  },
  120_000,
);

test('the scratch copy without a fault is green, so red comes from the faults alone', () => {
  expect(run('turbo', ['boundaries']).status).toBe(0);
  expect(readTree(scratch).length).toBeGreaterThan(50);
}, 60_000);
