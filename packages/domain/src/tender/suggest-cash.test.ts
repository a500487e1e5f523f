import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTES_UZS, suggestCash } from './suggest-cash.ts';

const som = (amounts: number[]) => amounts.map((amount) => amount / 100);

test.each([
  [123_600, [125_000, 150_000, 200_000]],
  [4700, [5000, 10_000, 20_000]],
  [41_500, [42_000, 50_000, 100_000]],
  [125_000, [130_000, 150_000, 200_000]],
  [1000, [2000, 5000, 10_000]],
  [500, [1000, 2000, 5000]],
  [12_500, [15_000, 20_000, 50_000]],
  [38_000, [40_000, 50_000, 100_000]],
  [99_900, [100_000, 200_000]],
  [100_000, [200_000]],
  [180_000, [190_000, 200_000]],
  [432_500, [450_000, 500_000, 600_000]],
  [1_000_000, []],
  [200_000, []],
  [0, []],
])('for %d soʻm a buyer is likely to give %j', (due, wanted) => {
  expect(som(suggestCash(due * 100))).toEqual(wanted);
});

test('a sum with tiyin is rounded up to notes', () => {
  expect(som(suggestCash(470_050))).toEqual([5000, 10_000, 20_000]);
});

test('a due below zero asks for nothing', () => {
  expect(suggestCash(-100)).toEqual([]);
});

test('the notes are those of the central bank, from 1 000 to 200 000', () => {
  expect(som([...NOTES_UZS])).toEqual([1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000]);
});

const due = fc.integer({ min: 1, max: 500_000_000 });

test('each suggestion is above what is due, a sum of notes, and there are at most three', () => {
  fc.assert(
    fc.property(due, (amount) => {
      const suggested = suggestCash(amount);
      expect(suggested.length).toBeLessThanOrEqual(3);
      for (const one of suggested) {
        expect(one).toBeGreaterThan(amount);
        expect(one % 100_000).toBe(0);
      }
    }),
  );
});

test('suggestions rise and none comes twice', () => {
  fc.assert(
    fc.property(due, (amount) => {
      const suggested = suggestCash(amount);
      expect(suggested).toEqual([...new Set(suggested)].sort((a, b) => a - b));
    }),
  );
});

test('nobody is asked for more than one large note too much', () => {
  fc.assert(
    fc.property(due, (amount) => {
      for (const one of suggestCash(amount)) expect(one - amount).toBeLessThanOrEqual(20_000_000);
    }),
  );
});
