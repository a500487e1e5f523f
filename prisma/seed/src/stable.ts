import { createHash } from 'node:crypto';

/**
 * An id that is the same in every run, made of what it is for: seeding again meets its own rows.
 * Has the form of a UUIDv7; `atMs` puts it in the order of time where that matters.
 */
export function stableId(kind: string, name: string, atMs = 0): string {
  const hex = createHash('sha256').update(`baraka-market ${kind} ${name}`).digest('hex');
  const time = atMs > 0 ? atMs.toString(16).padStart(12, '0') : `019000${hex.slice(56, 62)}`;
  const variant = '89ab'[Number.parseInt(hex.slice(3, 4), 16) % 4];
  const groups = [
    time.slice(0, 8),
    time.slice(8),
    `7${hex.slice(0, 3)}`,
    `${variant}${hex.slice(4, 7)}`,
  ];
  return [...groups, hex.slice(7, 19)].join('-');
}

/** Numbers from 0 to 1 that look random and are the same in every run of the same name. */
export function numbersOf(name: string): () => number {
  let state = createHash('sha256').update(name).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws indexes in proportion to their weights. */
export function drawByWeight(weights: readonly number[], random: () => number): () => number {
  const sums: number[] = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    sums.push(sum);
  }
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
