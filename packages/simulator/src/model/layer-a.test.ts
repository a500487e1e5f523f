import { expect, test } from 'vitest';
import { planOf, swarmOf } from './plan.ts';
import { runPlan, runSeed } from './run-seed.ts';
import { shrink } from './shrink.ts';

const PATIENT = { timeout: 240_000 };

test(
  '[SALE2] [DEV5] [HELLO5] 200 worlds of tills, lines and servers keep every promise under faults',
  PATIENT,
  () => {
    const broken: string[] = [];
    let receipts = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const ran = runSeed(seed);
      receipts += ran.receipts;
      if (ran.failure) broken.push(`seed ${seed}: ${ran.failure.message}`);
    }
    expect(broken).toEqual([]);
    expect(receipts).toBeGreaterThan(2000);
  },
);

test('the same seed runs the same twice, and another one otherwise', PATIENT, () => {
  for (let seed = 1; seed <= 20; seed++) expect(runSeed(seed).hash).toBe(runSeed(seed).hash);
  expect(runSeed(1).hash).not.toBe(runSeed(2).hash);
});

test('what was met in the field stays met: seeds that once failed', PATIENT, () => {
  const seeds = [
    3, 68, 73, 109, 118, 127, 334, 488, 521, 725, 836, 993, 1017, 1440, 1448, 1460, 1485, 1946,
    2590, 3871, 4023, 4661, 6950, 8723, 8857, 10355, 18703, 19684,
  ];
  for (const seed of seeds) expect(runPlan(swarmOf(seed)).failure, `seed ${seed}`).toBeNull();
});

test('a plan with nothing in it sells and syncs in peace', () => {
  const plan = { ...planOf(1), line: {}, acts: {}, aims: [] };
  const ran = runPlan(plan);
  expect(ran.failure).toBeNull();
  expect(ran.counts).toEqual({});
  expect(ran.receipts).toBeGreaterThan(3);
});

test('a plan that does not fail cannot be shrunk', () => {
  const plan = { ...planOf(1), line: {}, acts: {}, aims: [] };
  expect(() => shrink(plan)).toThrow(/does not fail/);
});
