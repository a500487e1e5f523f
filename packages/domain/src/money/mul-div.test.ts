import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertTiyin, mulDiv } from './mul-div.ts';

const whole = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const factor = fc.integer({ min: -1_000_000, max: 1_000_000 });
const positive = fc.integer({ min: 1, max: 1_000_000 });

test.each([
  [0, 0, 1, 0],
  [1, 1, 1, 1],
  [7, 3, 2, 11],
  [1, 1, 2, 1],
  [3, 1, 2, 2],
  [1, 1, 3, 0],
  [2, 1, 3, 1],
  [-1, 1, 2, -1],
  [-3, 1, 2, -2],
  [1, -1, 2, -1],
  [1, 1, -2, -1],
  [-1, -1, 2, 1],
  [-1, 1, 3, 0],
  [-2, 1, 3, -1],
  [499, 1, 1000, 0],
  [500, 1, 1000, 1],
  [-499, 1, 1000, 0],
  [-500, 1, 1000, -1],
  [1_250_000, 735, 1000, 918_750],
  [8_990_000, 735, 1000, 6_607_650],
  [1_299_900, 333, 1000, 432_867],
  [12_360_000, 1200, 11_200, 1_324_286],
])('%d × %d ÷ %d rounds once, half away from zero, to %d', (a, b, c, wanted) => {
  expect(mulDiv(a, b, c)).toBe(wanted);
});

test('nothing ever comes out as minus zero', () => {
  expect(Object.is(mulDiv(-1, 1, 3), 0)).toBe(true);
  expect(Object.is(mulDiv(0, -5, 3), 0)).toBe(true);
});

test('a product beyond what a float holds is still exact', () => {
  expect(mulDiv(9_007_199_254_740_991, 999, 1000)).toBe(8_998_192_055_486_250);
  expect(mulDiv(9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991)).toBe(
    9_007_199_254_740_991,
  );
});

test.each([
  [1.5, 1, 1],
  [1, 0.1, 1],
  [1, 1, 0.5],
  [1, 1, 0],
  [Number.NaN, 1, 1],
  [1, Number.POSITIVE_INFINITY, 1],
  [2 ** 53, 1, 1],
])('%d × %d ÷ %d is refused: money is whole', (a, b, c) => {
  expect(() => mulDiv(a, b, c)).toThrow(RangeError);
});

test('a result too large for a whole number is refused, not rounded', () => {
  expect(() => mulDiv(9_007_199_254_740_991, 2, 1)).toThrow(/too large/);
});

test('multiplying and dividing by the same number changes nothing', () => {
  fc.assert(
    fc.property(whole, positive, (a, b) => {
      expect(mulDiv(a, b, b)).toBe(a);
    }),
  );
});

test('the result is never further than half a unit from the true one', () => {
  fc.assert(
    fc.property(whole, factor, positive, (a, b, c) => {
      const distance = BigInt(mulDiv(a, b, c)) * BigInt(c) - BigInt(a) * BigInt(b);
      const doubled = 2n * (distance < 0n ? -distance : distance);
      expect(doubled <= BigInt(c)).toBe(true);
    }),
  );
});

test('turning the sign of a factor turns the sign of the result and nothing else', () => {
  fc.assert(
    fc.property(whole, factor, positive, (a, b, c) => {
      expect(mulDiv(-a, b, c) + mulDiv(a, b, c)).toBe(0);
    }),
  );
});

test.each([0, 1, -1, 9_007_199_254_740_991])('%d is a whole number of tiyin', (amount) => {
  expect(() => assertTiyin(amount)).not.toThrow();
});

test.each([0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no amount', (amount) => {
  expect(() => assertTiyin(amount, 'price')).toThrow(/price is not a whole number of tiyin/);
});
