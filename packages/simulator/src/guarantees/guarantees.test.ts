import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { guaranteesPage, resultOf } from './page.ts';
import { PROMISES } from './promises.ts';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

test('every promise of the committed page names tests that exist', () => {
  const named = [...read('GUARANTEES.md').matchAll(/^- `([^`]+)`: (.+)$/gm)];
  expect(named.length).toBeGreaterThanOrEqual(PROMISES.length);
  for (const [, file = '', title = ''] of named) {
    expect(existsSync(path.join(ROOT, file)), file).toBe(true);
    expect(read(file), `${file} has no test "${title}"`).toContain(`'${title}`);
  }
});

test('the committed page has every promise, with its tests and rules', () => {
  const page = read('GUARANTEES.md');
  for (const { promise, rules, tests } of PROMISES) {
    expect(page).toContain(promise);
    if (rules.length > 0) expect(page).toContain(`Rules: ${rules.join(', ')}\n`);
    for (const { file, title } of tests) expect(page).toContain(`- \`${file}\`: ${title}`);
  }
});

test('a promise quotes rules of the specification alone', () => {
  const spec = read('packages/contract/SPEC.md');
  for (const id of PROMISES.flatMap(({ rules }) => rules)) expect(spec).toContain(`[${id}]`);
});

test('a run is told with its figures, and one that was never made is said to be missing', () => {
  const run = { command: 'npm run sim', at: '2026-11-25T10:00:00.000Z', commit: 'abc1234' };
  const seeds = { ...run, seeds: 200, failed: 1, receipts: 5000 };
  expect(resultOf(seeds)).toBe('200 seeds, 1 failed, 5000 receipts');
  expect(resultOf({ ...run, caught: 70, planted: 71 })).toBe('caught 70/71 planted mistakes');
  expect(resultOf({ ...run, mutants: 10, killed: 9, score: 90 })).toContain('9 of 10');
  const page = guaranteesPage({ 'sim-a': seeds });
  expect(page).toContain('| sim-a | `npm run sim` | 200 seeds, 1 failed, 5000 receipts |');
  expect(page).toContain('| sim-c | | not run yet | | |');
});
