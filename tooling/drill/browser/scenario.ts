import type { Floor, Shop } from './floor.ts';
import type { Till } from './till.ts';

/** What a scenario plays on: a chain of its own on the common floor. */
export type Stage = {
  floor: Floor;
  shop: Shop;
  /** A further till of the chain, enrolled and ready to sell. */
  open: () => Promise<Till>;
};

/**
 * One thing that goes wrong. Ends with the fault healed; then everything printed must come to the server
 * once, with nobody doing anything for it. Throws when a promise on the way was broken.
 */
export type Scenario = { name: string; play: (stage: Stage) => Promise<void> };

/** Throws with what was expected, in words. */
export function insist(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(what);
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits for something that a page or a server does in its own time. Throws when it does not come. */
export async function until(
  isThere: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 60_000,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await isThere())) {
    if (performance.now() > end) throw new Error(`did not come: ${what}`);
    await pause(150);
  }
}
