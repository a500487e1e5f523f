import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';

const sum = (parts: number[]) => parts.reduce((all, part) => all + part, 0);
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), {
  minLength: 1,
  maxLength: 40,
});
const total = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 });

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [101, [1, 1, 1], [34, 34, 33]],
  [2, [1, 1, 1], [1, 1, 0]],
  [0, [5, 5], [0, 0]],
  [10, [0, 1], [0, 10]],
  [10, [1, 0, 1], [5, 0, 5]],
  [10, [3, 7], [3, 7]],
  [10, [2, 3, 5], [2, 3, 5]],
  [1, [1, 2], [0, 1]],
  [5, [0, 0], [3, 2]],
  [1, [0, 0, 0], [1, 0, 0]],
  [-100, [1, 1, 1], [-34, -33, -33]],
  [7, [1], [7]],
  [400_000, [2_500_000, 1_410_000, 90_000], [250_000, 141_000, 9000]],
] as [number, number[], number[]][])('%d over %j is %j', (amount, by, wanted) => {
  expect(allocate(amount, by)).toEqual(wanted);
});

test('what is left over goes to the largest remainder, the earlier place first', () => {
  expect(allocate(10, [1, 1, 4])).toEqual([2, 2, 6]);
  expect(allocate(10, [6, 5, 4])).toEqual([4, 3, 3]);
});

test('nothing over nothing is nothing; something over nothing is refused', () => {
  expect(allocate(0, [])).toEqual([]);
  expect(() => allocate(1, [])).toThrow(RangeError);
});

test.each([
  [1.5, [1]],
  [1, [0.5]],
  [1, [-1, 2]],
  [1, [Number.NaN]],
])('%d over %j is refused', (amount, by) => {
  expect(() => allocate(amount, by as number[])).toThrow(RangeError);
});

test('no unit is lost or made', () => {
  fc.assert(
    fc.property(total, weights, (amount, by) => {
      expect(sum(allocate(amount, by))).toBe(amount);
    }),
  );
});

test('each share is within one unit of its true part', () => {
  fc.assert(
    fc.property(total, weights, (amount, by) => {
      const whole = BigInt(sum(by));
      fc.pre(whole > 0n);
      for (const [at, part] of allocate(amount, by).entries()) {
        const error = BigInt(part) * whole - BigInt(amount) * BigInt(by[at] as number);
        expect((error < 0n ? -error : error) < whole).toBe(true);
      }
    }),
  );
});

test('a weight of zero gets nothing while any other weighs', () => {
  fc.assert(
    fc.property(total, weights, (amount, by) => {
      fc.pre(sum(by) > 0);
      const parts = allocate(amount, by);
      for (const [at, weight] of by.entries()) if (weight === 0) expect(parts[at]).toBe(0);
    }),
  );
});

test('a discount is never larger than the line that bears it', () => {
  fc.assert(
    fc.property(weights, fc.nat(), (by, part) => {
      const whole = sum(by);
      const amount = whole === 0 ? 0 : part % (whole + 1);
      for (const [at, share] of allocate(amount, by).entries()) {
        expect(share).toBeLessThanOrEqual(by[at] as number);
      }
    }),
  );
});

test('taking back is the mirror of giving', () => {
  fc.assert(
    fc.property(total, weights, (amount, by) => {
      const there = allocate(amount, by);
      const back = allocate(-amount, by);
      expect(there.map((part, at) => part + (back[at] as number))).toEqual(by.map(() => 0));
    }),
  );
});
