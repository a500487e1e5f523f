import { assertTiyin } from './mul-div.ts';

/**
 * Splits a whole `total` by whole weights ≥ 0 so that the shares add up to it exactly: each gets
 * its share rounded down, and what is left goes one by one to the largest remainders, the earlier
 * place first. With no weight above 0 the total is split evenly. Throws RangeError on bad input.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  assertTiyin(total, 'total');
  if (weights.length === 0) {
    if (total === 0) return [];
    throw new RangeError('nothing to allocate to');
  }
  if (!weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw new RangeError('weights are whole and not negative');
  }
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  const shares = sum === 0n ? weights.map(() => 1n) : weights.map(BigInt);
  const whole = sum === 0n ? BigInt(weights.length) : sum;
  const size = BigInt(Math.abs(total));

  const parts = shares.map((share) => (size * share) / whole);
  const remainders = shares.map((share, place) => ({ place, rest: (size * share) % whole }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest < b.rest ? 1 : -1));
  const missing = Number(size - parts.reduce((all, part) => all + part, 0n));
  const topped = new Set(remainders.slice(0, missing).map(({ place }) => place));

  return parts.map((part, place) => {
    const share = Number(part) + (topped.has(place) ? 1 : 0);
    return total < 0 && share !== 0 ? -share : share;
  });
}
