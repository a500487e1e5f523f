import fs from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT } from '../tidy/source-tree.ts';
import { reachedFrom } from './shipped-files.ts';

const BY_NEXT =
  /\/(?:page|layout|route|loading|error|not-found|global-error|template|manifest)\.tsx?$/;
const ENTRIES = [
  'apps/worker/src/main.ts',
  'apps/web/src/service-worker.ts',
  'apps/web/src/instrumentation.ts',
  'apps/web/src/proxy.ts',
  ...fs
    .globSync('apps/web/src/app/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((file) => BY_NEXT.test(`/${file}`)),
];
/** What may lie in no bundle: simulated terminals, planted bugs, tests and what builds them. */
const FOREIGN = [
  /^packages\/(?:simulator|testing)\//,
  /^tooling\//,
  /\/testing\//,
  /\.(?:test|e2e|bench|drill)\.tsx?$/,
];

test('nothing of the simulator, of planted bugs or of tests can be in what ships', () => {
  const shipped = reachedFrom(ROOT, ENTRIES);
  // The walk sees all rooms: an empty one would prove nothing.
  const rooms = new Set([...shipped].map((file) => file.split('/').slice(0, 2).join('/')));
  expect([...rooms]).toEqual(
    expect.arrayContaining(['apps/web', 'apps/worker', 'packages/pos', 'packages/operations']),
  );
  expect(shipped.size).toBeGreaterThan(500);
  expect([...shipped].filter((file) => FOREIGN.some((foreign) => foreign.test(file)))).toEqual([]);
});

test('the walk finds the planted bugs where they are reached', () => {
  const simulated = reachedFrom(ROOT, ['packages/simulator/src/sim/main.ts']);
  expect([...simulated]).toContain('packages/simulator/src/bugs/catalogue.ts');
});

test('no package that ships depends on the simulator', () => {
  const dependents = fs
    .globSync('{apps,packages,tooling}/*/package.json', { cwd: ROOT })
    .filter((file) => {
      const about = JSON.parse(fs.readFileSync(`${ROOT}/${file}`, 'utf8')) as {
        dependencies?: object;
      };
      return '@oson/simulator' in (about.dependencies ?? {});
    });
  expect(dependents.filter((file) => !file.startsWith('tooling/'))).toEqual([]);
});
