import { expect, test } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

test('a burst passes, then as many a second as the rule says', () => {
  const buckets = new TokenBuckets({ perSecond: 10, burst: 60 });
  const waits = Array.from({ length: 61 }, () => buckets.take('a', 1000));
  expect(waits.slice(0, 60)).toEqual(Array(60).fill(0));
  expect(waits[60]).toBe(100);
  expect(buckets.take('a', 1099)).toBe(1);
  expect(buckets.take('a', 1200)).toBe(0);
});

test('one terminal that floods does not stop another', () => {
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
  for (let i = 0; i < 100; i++) buckets.take('loud', 0);
  expect(buckets.take('loud', 0)).toBeGreaterThan(0);
  expect(buckets.take('quiet', 0)).toBe(0);
});

test('a clock that goes back takes nothing away', () => {
  const buckets = new TokenBuckets({ perSecond: 1, burst: 2 });
  expect(buckets.take('a', 10_000)).toBe(0);
  expect(buckets.take('a', 5000)).toBe(0);
});
