export type BucketRule = { perSecond: number; burst: number };
type Bucket = { tokens: number; atMs: number };

const BUCKETS_MAX = 50_000;

/**
 * Limits of one process, by key: `perSecond` on average, `burst` at once. A key that is not seen for
 * long is forgotten, which fills its bucket again.
 */
export class TokenBuckets {
  readonly #rule: BucketRule;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rule: BucketRule) {
    this.#rule = rule;
  }

  /** Takes one; 0 when it may go on, else how long to wait, ms. */
  take(key: string, nowMs: number): number {
    const { perSecond, burst } = this.#rule;
    const bucket = this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    const refilled = bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond;
    const tokens = Math.min(burst, refilled);
    const mayGo = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: mayGo ? tokens - 1 : tokens, atMs: nowMs });
    if (this.#buckets.size > BUCKETS_MAX) {
      this.#buckets.delete(this.#buckets.keys().next().value as string);
    }
    return mayGo ? 0 : Math.max(1, Math.round(((1 - tokens) / perSecond) * 1000));
  }
}
