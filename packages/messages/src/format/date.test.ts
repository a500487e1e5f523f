import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAgo, formatDuration } from './ago.ts';
import { calendarOf, dayOf, daysOf } from './calendar.ts';
import { formatDate, formatDateTime, formatTime } from './date.ts';

const SATURDAY_EVENING = Date.UTC(2026, 10, 21, 13, 42);

test('the calendar agrees with the platform over four centuries', () => {
  fc.assert(
    fc.property(fc.integer({ min: -80_000, max: 80_000 }), (days) => {
      const platform = new Date(days * 86_400_000);
      const ours = dayOf(days);
      expect([ours.year, ours.month, ours.day, ours.weekday]).toEqual([
        platform.getUTCFullYear(),
        platform.getUTCMonth() + 1,
        platform.getUTCDate(),
        platform.getUTCDay(),
      ]);
      expect(daysOf(ours.year, ours.month, ours.day)).toBe(days);
    }),
  );
});

test('an instant belongs to the day of its place', () => {
  const beforeMidnightUtc = Date.UTC(2026, 1, 28, 23, 30);
  expect(calendarOf(beforeMidnightUtc, 300)).toMatchObject({ month: 3, day: 1, minute: 270 });
  expect(calendarOf(beforeMidnightUtc, 0)).toMatchObject({ month: 2, day: 28, minute: 1410 });
});

test('dates in every language and style', () => {
  const styles = ['short', 'long', 'day', 'weekday'] as const;
  const all = (locale: 'uz-Latn' | 'uz-Cyrl' | 'ru' | 'en') =>
    styles.map((style) => formatDate(SATURDAY_EVENING, locale, 300, style));
  expect(all('uz-Latn')).toEqual([
    '21.11.2026',
    '2026-yil 21-noyabr',
    '21-noyabr',
    'shanba, 21-noyabr',
  ]);
  expect(all('uz-Cyrl')).toEqual([
    '21.11.2026',
    '2026-йил 21-ноябрь',
    '21-ноябрь',
    'шанба, 21-ноябрь',
  ]);
  expect(all('ru')).toEqual(['21.11.2026', '21 ноября 2026 г.', '21 ноября', 'суббота, 21 ноября']);
  expect(all('en')).toEqual([
    '21 Nov 2026',
    '21 November 2026',
    '21 November',
    'Saturday, 21 November',
  ]);
});

test('a business date has no time zone', () => {
  expect(formatDate('2026-01-05', 'uz-Latn', -600, 'weekday')).toBe('dushanba, 5-yanvar');
  expect(formatDate('not a date', 'ru')).toBe('not a date');
});

test('time is of the place, in 24 hours', () => {
  expect(formatTime(SATURDAY_EVENING, 'en', 300)).toBe('18:42');
  expect(formatTime(Date.UTC(2026, 0, 1, 19, 5), 'ru')).toBe('00:05');
  expect(formatDateTime(SATURDAY_EVENING, 'uz-Latn')).toBe('21.11.2026, 18:42');
});

test('how long ago, in whole units of the right case', () => {
  const MINUTE = 60_000;
  expect(formatAgo(-5 * MINUTE, 'uz-Latn')).toBe('hozir');
  expect(formatAgo(27 * MINUTE, 'uz-Latn')).toBe('27 daqiqa oldin');
  expect(formatAgo(3 * 60 * MINUTE, 'uz-Cyrl')).toBe('3 соат олдин');
  expect(formatAgo(MINUTE, 'ru')).toBe('1 минуту назад');
  expect(formatAgo(21 * MINUTE, 'ru')).toBe('21 минуту назад');
  expect(formatAgo(22 * MINUTE, 'ru')).toBe('22 минуты назад');
  expect(formatDuration(49 * 60 * MINUTE, 'en')).toBe('2 days');
  expect(formatDuration(0, 'ru')).toBe('меньше минуты');
});
