import { expect, test } from 'vitest';
import { backoffMs, durationMs, momentOf, retryAfterMs } from './durations.ts';

test.each([
  ['300ms', 300],
  ['1s', 1000],
  ['1h30m', 5_400_000],
  ['2d', 172_800_000],
  ['1.5h', 5_400_000],
])('%s is %d ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

test('a text that is no duration is refused', () => {
  expect(() => durationMs('soon')).toThrow('"soon" is no duration');
});

test('a moment is a date, or a duration from now', () => {
  expect(momentOf('2026-11-24T10:00:00Z', 0).toISOString()).toBe('2026-11-24T10:00:00.000Z');
  expect(momentOf('10s', 5000).getTime()).toBe(15_000);
});

test('the wait grows from 15 s to 2 h, with up to 30 s on top', () => {
  expect(backoffMs(0, 0)).toBe(15_000);
  expect(backoffMs(0, 0.5)).toBe(30_000);
  expect(backoffMs(9, 0)).toBe(7_200_000);
  expect(backoffMs(50, 0)).toBe(7_200_000);
});

test('retry-after is seconds or a date, between 1 s and a day', () => {
  expect(retryAfterMs(null, 0)).toBeNull();
  expect(retryAfterMs('rubbish', 0)).toBeNull();
  expect(retryAfterMs('0', 0)).toBe(1000);
  expect(retryAfterMs('30', 0)).toBe(30_000);
  expect(retryAfterMs(new Date(10_000).toUTCString(), 5000)).toBe(5000);
  expect(retryAfterMs('999999', 0)).toBe(86_400_000);
});
