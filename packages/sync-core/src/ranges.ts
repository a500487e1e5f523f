import type { SeqRange } from '@oson/contract';

/** Sequence numbers from..to, both included. */
export type SeqGap = { from: number; to: number };

/** A record of the journal as far as ranges need it. */
export type ChainedRecord = { seq: number; hash: string };

/** The fewest ranges that cover the given records; they come in rising order of seq. */
export function rangesOf(records: Iterable<ChainedRecord>): SeqRange[] {
  const ranges: SeqRange[] = [];
  let last: SeqRange | null = null;
  for (const { seq, hash } of records) {
    if (last && seq === last.to + 1) {
      last.to = seq;
      last.hash = hash;
    } else {
      last = { from: seq, to: seq, hash };
      ranges.push(last);
    }
  }
  return ranges;
}

/**
 * The ranges that count: those whose hash is one's own at `to`. The chain then vouches for all
 * below it. `ownHashes` is by sequence number.
 */
export function trustedRanges(
  ranges: readonly SeqRange[],
  ownHashes: Readonly<Record<number, string>>,
): SeqRange[] {
  return ranges.filter((range) => range.from <= range.to && ownHashes[range.to] === range.hash);
}

/** What lies in `claimed` and in none of `present`, in rising order without overlaps. */
export function gapsBetween(claimed: readonly SeqGap[], present: readonly SeqGap[]): SeqGap[] {
  const cover = merged(present);
  const gaps: SeqGap[] = [];
  for (const { from, to } of merged(claimed)) {
    let next = from;
    for (const held of cover) {
      if (held.to < next || held.from > to) continue;
      if (held.from > next) gaps.push({ from: next, to: held.from - 1 });
      next = held.to + 1;
    }
    if (next <= to) gaps.push({ from: next, to });
  }
  return gaps;
}

function merged(ranges: readonly SeqGap[]): SeqGap[] {
  const sorted = ranges
    .filter((range) => range.from <= range.to)
    .map(({ from, to }) => ({ from, to }))
    .sort((a, b) => a.from - b.from);
  const result: SeqGap[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last && range.from <= last.to + 1) last.to = Math.max(last.to, range.to);
    else result.push(range);
  }
  return result;
}
