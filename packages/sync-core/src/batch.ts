/** An unsent operation as far as a batch needs it; `bytes` is its size on the wire. */
export type Queued = { opId: string; incarnation: string; bytes: number };

export type BatchLimits = {
  ops: number;
  bytes: number;
  skip: readonly string[];
  only: string | null;
};

/**
 * The next push from a queue that comes oldest first: of one incarnation, within the limits, and
 * without a hole, so that the order of sealing is kept. The first one goes whatever its size.
 */
export function takeBatch<T extends Queued>(queue: Iterable<T>, limits: BatchLimits): T[] {
  const batch: T[] = [];
  let bytes = 0;
  for (const queued of queue) {
    if (limits.only !== null && queued.opId !== limits.only) continue;
    if (limits.only === null && limits.skip.includes(queued.opId)) continue;
    const first = batch[0];
    if (first) {
      const full = batch.length >= limits.ops || bytes + queued.bytes > limits.bytes;
      if (full || queued.incarnation !== first.incarnation) break;
    }
    batch.push(queued);
    bytes += queued.bytes;
    if (limits.only !== null) break;
  }
  return batch;
}
