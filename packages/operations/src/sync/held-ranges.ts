import type { SeqRange } from '@oson/contract';

/** `prev`: the hash that it was sealed behind; absent: not known, it is taken to fit. */
export type HeldSeq = { seq: number; hash: string; prev?: string };
/** `prev`: of its first number. */
type HeldRange = SeqRange & { prev?: string };

/**
 * The ranges of sequence numbers that the server holds, after some more have come. `hash` of a range
 * is the hash at its end, and vouches for all of it: where the chain does not fit, another range
 * begins. A number held already keeps the hash that came first.
 */
export function addToHeld(held: readonly HeldRange[], more: readonly HeldSeq[]): HeldRange[] {
  const ranges = held.map((range) => ({ ...range }));
  for (const { seq, hash, prev } of [...more].sort((a, b) => a.seq - b.seq)) {
    if (ranges.some((range) => range.from <= seq && seq <= range.to)) continue;
    const before = ranges.find((range) => range.to === seq - 1 && fits(range.hash, prev));
    const after = ranges.find((range) => range.from === seq + 1 && fits(hash, range.prev));
    if (before && after) {
      before.to = after.to;
      before.hash = after.hash;
      ranges.splice(ranges.indexOf(after), 1);
    } else if (before) Object.assign(before, { to: seq, hash });
    else if (after) Object.assign(after, { from: seq, prev });
    else ranges.push({ from: seq, to: seq, hash, ...(prev !== undefined && { prev }) });
  }
  return ranges.sort((a, b) => a.from - b.from);
}

const fits = (hash: string, prev: string | undefined) => prev === undefined || prev === hash;

/** Whether what is held right behind this number was sealed behind another hash. */
export function breaksWhatFollows(held: readonly HeldRange[], { seq, hash }: HeldSeq): boolean {
  const next = held.find(({ from }) => from === seq + 1);
  return next !== undefined && !fits(hash, next.prev);
}

/** How many of the numbers 1..`to` are not held yet. */
export function owedUpTo(held: readonly SeqRange[], to: number): number {
  const here = held.reduce((sum, range) => {
    return sum + Math.max(0, Math.min(range.to, to) - range.from + 1);
  }, 0);
  return to - here;
}

/**
 * Of the operations that a terminal said at its last hello to hold back, those that have not come
 * in a push since: their numbers are not held yet.
 */
export function stillOwed(life: {
  pendingCount: number;
  held: readonly SeqRange[];
  maxSeq: number;
}): number {
  return Math.min(life.pendingCount, owedUpTo(life.held, life.maxSeq));
}

/** The last number up to which all are held, 0 when the first is missing. */
export function completeTo(held: readonly SeqRange[]): SeqRange | null {
  const first = held[0];
  return first?.from === 1 ? first : null;
}
