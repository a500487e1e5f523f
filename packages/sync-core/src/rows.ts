import type { PullRow } from '@oson/contract';

/** A row as it came, of a kind that this version may not know. */
export type RawRow = { kind: string; id: string; version: number; deleted?: true; data?: unknown };

/** Pulled rows by whether this version can read them; `kinds` null = all. */
export function splitRows(
  rows: readonly PullRow[],
  kinds: readonly string[] | null,
): { rows: PullRow[]; stash: RawRow[] } {
  if (kinds === null) return { rows: [...rows], stash: [] };
  return {
    rows: rows.filter((row) => kinds.includes(row.kind)),
    stash: rows.filter((row) => !kinds.includes(row.kind)),
  };
}

/**
 * Whether a pulled row takes the place of the local one. Deletions count with their version too, so
 * that nothing deleted comes back by an older page.
 */
export function supersedes(
  row: { version: number },
  local: { version: number } | undefined,
): boolean {
  return local === undefined || row.version > local.version;
}

/** An own movement of stock, and where the server posted it: n only inside `epoch`. */
export type OwnDelta = { delta: number; n: number | null; epoch: number | null; ends: boolean };

/** A pulled stock row, and where the feed stood when the last pull came to its end. */
export type PulledStock = { quantity: number; n: number; epoch: number | null; through: number };

/**
 * On-hand as shown: the pulled value and the own movements that it does not cover yet. A whole pull up
 * to `through` covers every own operation up to there, also one that the server let move nothing.
 * `ends`: the operation was rejected, so it moves nothing any more. Thousandths.
 */
export function shownOnHand(pulled: PulledStock, own: Iterable<OwnDelta>): number {
  const covered = Math.max(pulled.n, pulled.through);
  let shown = pulled.quantity;
  for (const { delta, n, epoch, ends } of own) {
    const isCovered = n !== null && epoch === pulled.epoch && n <= covered;
    if (!ends && !isCovered) shown += delta;
  }
  return shown;
}
