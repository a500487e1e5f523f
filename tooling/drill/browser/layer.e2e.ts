/** The short list of layer D; `npm run sim -- --layer d --seeds 30` plays all scenarios. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Floor, openFloor } from './floor.ts';
import { playScenario, SCENARIOS } from './layer.ts';
import type { Scenario } from './scenario.ts';

const SHORT_LIST = [
  'a shift without a network',
  'browser killed after "paid", offline',
  'worker killed between commit and reply',
  'a second tab takes over',
];

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor?.close());

test('there are thirty scenarios, each with a name of its own', () => {
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(30);
});

test.each(SHORT_LIST)(
  '[SALE2] %s: everything printed is held once, and the books agree',
  async (name) => {
    const scenario = SCENARIOS.find((each) => each.name === name) as Scenario;
    const { failure, receipts } = await playScenario(floor, scenario);
    expect(failure).toBeNull();
    expect(receipts).toBeGreaterThan(1);
  },
);
