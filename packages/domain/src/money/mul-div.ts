import type { Tiyin } from '../units.ts';

/** Asserts a whole, safe number of tiyin; `what` names the figure in the error. A float is a bug. */
export function assertTiyin(amount: number, what = 'amount'): asserts amount is Tiyin {
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`${what} is not a whole number of tiyin: ${amount}`);
  }
}

/**
 * a × b ÷ c for whole numbers, exact (through BigInt where the product needs it) and rounded once:
 * half goes away from zero.
 * Throws RangeError when an input is not whole, c is 0 or the result is not a safe integer.
 */
export function mulDiv(a: number, b: number, c: number): number {
  if (![a, b, c].every(Number.isSafeInteger) || c === 0) {
    throw new RangeError(`cannot compute ${a} × ${b} ÷ ${c}`);
  }
  const size = Math.abs(a * b);
  const by = Math.abs(c);
  // Nearly every amount: all of it is exact in a double, remainder and division included.
  if (2 * size + by <= Number.MAX_SAFE_INTEGER) {
    const twice = 2 * size + by;
    const rounded = (twice - (twice % (2 * by))) / (2 * by);
    return a * b < 0 !== c < 0 && rounded !== 0 ? -rounded : rounded;
  }
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const negative = product < 0n !== divisor < 0n;
  const top = product < 0n ? -product : product;
  const bottom = divisor < 0n ? -divisor : divisor;
  const rounded = Number((2n * top + bottom) / (2n * bottom));
  if (!Number.isSafeInteger(rounded)) throw new RangeError(`${a} × ${b} ÷ ${c} is too large`);
  return negative && rounded !== 0 ? -rounded : rounded;
}
