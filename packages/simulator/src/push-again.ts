import { faultOf } from '@oson/sync-core';
import { WireError } from './worker-call.ts';

export type PushOrder = 'as-sealed' | 'reversed' | 'shuffled';

/** A copy in another order; `random` draws from 0 to 1. */
export function reordered<T>(all: readonly T[], order: PushOrder, random: () => number): T[] {
  if (order === 'as-sealed') return [...all];
  if (order === 'reversed') return [...all].reverse();
  const drawn = all.map((each) => ({ each, place: random() }));
  return drawn.sort((a, b) => a.place - b.place).map(({ each }) => each);
}

export function inBatches<T>(all: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let from = 0; from < all.length; from += size) batches.push(all.slice(from, from + size));
  return batches;
}

/** Runs an act over all, in `lanes` at a time; answers in the order of `all`. */
export async function inLanes<T, Out>(
  all: readonly T[],
  lanes: number,
  act: (each: T) => Promise<Out>,
): Promise<Out[]> {
  const answers: Out[] = [];
  let next = 0;
  const lane = async () => {
    while (next < all.length) {
      const index = next++;
      answers[index] = await act(all[index] as T);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers;
}

/** Does an act again as often as the worker says that it is busy, after the time that it names. */
export async function patiently<Out>(act: () => Promise<Out>): Promise<Out> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const fault = error instanceof WireError ? faultOf(error) : null;
      if (fault?.kind !== 'busy') throw error;
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 200));
    }
  }
}
