import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  businessDate,
  businessDateStartMs,
  businessHour,
  weekday,
} from './business-date.ts';

const TASHKENT = 300;
const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

test.each([
  ['2026-11-21T00:00:00+05:00', 0, '2026-11-21'],
  ['2026-11-20T23:59:59+05:00', 0, '2026-11-20'],
  ['2026-11-21T02:59:59+05:00', 3, '2026-11-20'],
  ['2026-11-21T03:00:00+05:00', 3, '2026-11-21'],
  ['2026-11-21T14:32:00+05:00', 3, '2026-11-21'],
  ['2026-11-21T23:59:59+05:00', 3, '2026-11-21'],
  ['2026-01-01T01:00:00+05:00', 3, '2025-12-31'],
  ['2026-03-01T00:30:00+05:00', 1, '2026-02-28'],
  ['2028-03-01T00:30:00+05:00', 1, '2028-02-29'],
  ['2026-11-20T19:00:00Z', 0, '2026-11-21'],
  ['2026-11-20T18:59:59Z', 0, '2026-11-20'],
])('[CASE16] %s with a cut-over at %d belongs to %s', (moment, cutover, wanted) => {
  expect(businessDate(at(moment), TASHKENT, cutover)).toBe(wanted);
});

test.each([
  [0, '2026-11-20'],
  [300, '2026-11-21'],
  [360, '2026-11-21'],
  [-300, '2026-11-20'],
])('[CASE16] at %d minutes east the same moment belongs to %s', (offset, wanted) => {
  expect(businessDate(at('2026-11-20T22:00:00Z'), offset, 0)).toBe(wanted);
});

test.each([
  ['2026-11-21T00:00:00+05:00', 0],
  ['2026-11-21T00:59:59+05:00', 0],
  ['2026-11-21T14:32:00+05:00', 14],
  ['2026-11-21T23:59:59+05:00', 23],
  ['1969-12-31T23:30:00+05:00', 23],
])('%s is in hour %d on the shop’s clock', (moment, wanted) => {
  expect(businessHour(at(moment), TASHKENT)).toBe(wanted);
});

test.each([
  ['2026-11-21', 1, '2026-11-22'],
  ['2026-11-30', 1, '2026-12-01'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2027-01-01', -1, '2026-12-31'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-02-28', 1, '2026-03-01'],
  ['2026-11-21', -7, '2026-11-14'],
  ['2026-11-21', 0, '2026-11-21'],
  ['2026-11-21', 365, '2027-11-21'],
  ['2000-02-28', 1, '2000-02-29'],
  ['2100-02-28', 1, '2100-03-01'],
  ['1970-01-01', -1, '1969-12-31'],
])('%s and %d days is %s', (date, days, wanted) => {
  expect(addDays(date, days)).toBe(wanted);
});

test.each([
  ['1970-01-01', 4],
  ['2026-11-16', 1],
  ['2026-11-21', 6],
  ['2026-11-22', 7],
  ['1969-12-31', 3],
  ['2000-01-01', 6],
])('%s is day %d of the week', (date, wanted) => {
  expect(weekday(date)).toBe(wanted);
});

test.each([
  '',
  '2026-13-01',
  '2026-02-30',
  '2027-02-29',
  '2026-1-1',
  '21.11.2026',
  '2026-11-21T00',
])('%j is no date', (text) => {
  expect(() => addDays(text, 1)).toThrow(RangeError);
  expect(() => weekday(text)).toThrow(RangeError);
});

const moment = fc.integer({ min: at('1900-01-01T00:00:00Z'), max: at('2120-01-01T00:00:00Z') });
const offset = fc.constantFrom(-720, -210, 0, 270, 300, 345, 840);
const cutover = fc.integer({ min: 0, max: 12 });

test('[CASE16] the date is the calendar’s, shifted by zone and cut-over', () => {
  fc.assert(
    fc.property(moment, offset, cutover, (ms, minutes, hour) => {
      const shifted = new Date(ms + minutes * 60_000 - hour * HOUR).toISOString().slice(0, 10);
      expect(businessDate(ms, minutes, hour)).toBe(shifted);
    }),
  );
});

test('every day of 150 years, leap days and century ends included, is the calendar’s', () => {
  const first = at('1960-01-01T00:00:00Z');
  const wrong: string[] = [];
  for (let day = 0; day < 150 * 366; day++) {
    const ms = first + day * 24 * HOUR;
    const wanted = new Date(ms).toISOString().slice(0, 10);
    if (businessDate(ms, 0, 0) !== wanted || businessDateStartMs(wanted, 0, 0) !== ms) {
      wrong.push(wanted);
    }
  }
  expect(wrong).toEqual([]);
});

test('the hour is the calendar’s', () => {
  fc.assert(
    fc.property(moment, offset, (ms, minutes) => {
      expect(businessHour(ms, minutes)).toBe(new Date(ms + minutes * 60_000).getUTCHours());
    }),
  );
});

test('a day starts at its first moment: one ms before belongs to the day before', () => {
  fc.assert(
    fc.property(moment, offset, cutover, (ms, minutes, hour) => {
      const date = businessDate(ms, minutes, hour);
      const start = businessDateStartMs(date, minutes, hour);
      expect(start).toBeLessThanOrEqual(ms);
      expect(ms - start).toBeLessThan(24 * HOUR);
      expect(businessDate(start, minutes, hour)).toBe(date);
      expect(businessDate(start - 1, minutes, hour)).toBe(addDays(date, -1));
    }),
  );
});

test('days there and back are the same date, and weekdays go round', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: -3000, max: 3000 }), (ms, days) => {
      const date = businessDate(ms, 0, 0);
      const moved = addDays(date, days);
      expect(addDays(moved, -days)).toBe(date);
      expect((((weekday(moved) - weekday(date) - days) % 7) + 7) % 7).toBe(0);
    }),
  );
});
