/**
 * Layer D of the simulator: the shipped web app in a real Chromium against the real worker and Postgres,
 * one named scenario a seed. `npm run sim -- --layer d --seeds 30`.
 */
import { createHash } from 'node:crypto';
import { type Floor, judge, openFloor, openShop } from './floor.ts';
import { NETWORK_SCENARIOS } from './network-scenarios.ts';
import { PEOPLE_SCENARIOS } from './people-scenarios.ts';
import { PROCESS_SCENARIOS } from './process-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { STORAGE_SCENARIOS } from './storage-scenarios.ts';
import { tillsOf } from './till.ts';

/** By number: a seed above the last begins with the first again. */
export const SCENARIOS: readonly Scenario[] = [
  ...NETWORK_SCENARIOS,
  ...PROCESS_SCENARIOS,
  ...STORAGE_SCENARIOS,
  ...PEOPLE_SCENARIOS,
];

export type Played = {
  seed: number;
  hash: string;
  failure: string | null;
  counts: Record<string, number>;
  receipts: number;
};

let opened: Promise<Floor> | null = null;

/** Plays one scenario in a chain of its own, and judges what the server holds of it. */
export async function playScenario(
  floor: Floor,
  scenario: Scenario,
): Promise<Omit<Played, 'seed'>> {
  const shop = await openShop(floor, scenario.name);
  const tills = tillsOf(floor, shop);
  let failure: string | null;
  try {
    await scenario.play({ floor, shop, open: tills.open });
    failure = await judge(floor, shop);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  } finally {
    floor.web.meddle(null);
    floor.wire.meddle(null);
    await tills.closeAll();
  }
  const receipts = shop.printed().length;
  const hash = createHash('sha256').update(`${scenario.name} ${receipts}`).digest('hex');
  const named = failure === null ? null : `${scenario.name}: ${failure}`;
  return { hash: hash.slice(0, 16), failure: named, counts: { [scenario.name]: 1 }, receipts };
}

export const layer = {
  run: async (seed: number): Promise<Played> => {
    opened ??= openFloor();
    const scenario = SCENARIOS[(seed - 1) % SCENARIOS.length] as Scenario;
    const began = performance.now();
    const played = { seed, ...(await playScenario(await opened, scenario)) };
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(`${seed} ${scenario.name}: ${played.failure ? 'FAILED' : 'good'} in ${seconds} s`);
    return played;
  },
  close: async (): Promise<void> => {
    await (await opened)?.close();
    opened = null;
  },
};
