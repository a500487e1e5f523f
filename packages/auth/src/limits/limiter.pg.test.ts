import { type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerIp } from './caller-ip.ts';
import { createLimiter, type Limiter } from './limiter.ts';

let base: TestDatabase;
let limiter: Limiter;
beforeAll(async () => {
  base = await testDatabase();
  limiter = createLimiter(base.db.auth);
});
afterAll(() => base.close());

test('[S19] of 200 parallel attempts exactly as many pass as the limit says', async () => {
  const takes = await Promise.all(Array.from({ length: 200 }, () => limiter.take('race', 7, 60)));
  expect(takes.filter((taken) => taken.ok)).toHaveLength(7);
  expect(takes.every((taken) => taken.retryAfterS >= 1 && taken.retryAfterS <= 60)).toBe(true);
});

test('a window ends by itself, and another key is not held up', async () => {
  expect((await limiter.take('short', 1, 1)).ok).toBe(true);
  expect((await limiter.take('short', 1, 1)).ok).toBe(false);
  expect((await limiter.take('other', 1, 1)).ok).toBe(true);
  await base.db.auth.rateLimit.update({ where: { key: 'short' }, data: { expire: 1n } });
  expect((await limiter.take('short', 1, 1)).ok).toBe(true);
});

test('a proof of who one is clears the count', async () => {
  await limiter.take('mine', 1, 60);
  await limiter.forget('mine');
  expect((await limiter.take('mine', 1, 60)).ok).toBe(true);
});

test('only the header of our own proxy is believed, and of a chain only its last part', () => {
  const headers = new Headers({ 'x-forwarded-for': '6.6.6.6', 'x-real-ip': '6.6.6.6, 10.0.0.1' });
  expect(callerIp(headers, null)).toBe('direct');
  expect(callerIp(headers, 'x-real-ip')).toBe('10.0.0.1');
});
