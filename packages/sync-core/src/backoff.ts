/** The longest wait of the terminal's own; the server may ask for a longer one. */
export const BACKOFF_MS_MAX = 60_000;
const BACKOFF_MS_FIRST = 1000;

/**
 * Full jitter: a wait drawn evenly from 0 to min(60 s, 1 s x 2^failures), so that a hundred
 * thousand terminals that lost the server together do not come back together. No attempt limit.
 */
export function backoffMs(failures: number, random: number): number {
  // Beyond 2^6 the limit of 60 s holds anyway; the power must not run to infinity.
  const highest = Math.min(BACKOFF_MS_MAX, BACKOFF_MS_FIRST * 2 ** Math.min(failures, 6));
  return Math.floor(random * highest);
}
