import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stockDeltas, stockMark, takesBelowZero } from './stock.ts';

test.each([
  [1000, -1000, false],
  [1000, -1001, true],
  [0, -1, true],
  [0, 0, false],
  [-5000, -1000, true],
  [-5000, 1000, false],
  [-5000, 0, false],
  [5000, 1000, false],
  [735, -735, false],
  [734, -735, true],
])('[SRV15] from %d a change of %d takes below zero: %s', (before, delta, wanted) => {
  expect(takesBelowZero(before, delta)).toBe(wanted);
});

test('[SRV17] deltas come one a SKU and in SKU order', () => {
  const lines = [
    { skuId: 'c', quantity: 1000 },
    { skuId: 'a', quantity: 735 },
    { skuId: 'c', quantity: 2000 },
    { skuId: 'b', quantity: 5000 },
  ];
  expect(stockDeltas(lines, -1)).toEqual([
    { skuId: 'a', delta: -735 },
    { skuId: 'b', delta: -5000 },
    { skuId: 'c', delta: -3000 },
  ]);
  expect(stockDeltas(lines, 1).map(({ delta }) => delta)).toEqual([735, 5000, 3000]);
  expect(stockDeltas([], -1)).toEqual([]);
});

test('[SRV17] the order of lines never changes the order of locks', () => {
  const lines = fc.array(
    fc.record({ skuId: fc.constantFrom('a', 'b', 'c', 'd'), quantity: fc.nat(9000) }),
  );
  fc.assert(
    fc.property(lines, (some) => {
      expect(stockDeltas(some.toReversed(), -1)).toEqual(stockDeltas(some, -1));
    }),
  );
});

test('a sale and its return move stock by nothing', () => {
  const lines = fc.array(
    fc.record({ skuId: fc.constantFrom('a', 'b', 'c'), quantity: fc.nat(9000) }),
  );
  fc.assert(
    fc.property(lines, (some) => {
      const out = stockDeltas(some, -1);
      const back = stockDeltas(some, 1);
      for (const [at, { delta }] of out.entries()) expect(delta + (back[at]?.delta ?? 0)).toBe(0);
    }),
  );
});

test.each([
  [10_000, true, 'plenty'],
  [5001, true, 'plenty'],
  [5000, true, 'low'],
  [1, true, 'low'],
  [0, true, 'zero'],
  [-3000, true, 'zero'],
  [10_000, false, 'plenty'],
  [0, false, 'plenty'],
  [-3000, false, 'plenty'],
] as const)('[SRV14] %d left, counted here: %s, is marked %s', (quantity, counted, wanted) => {
  expect(stockMark(quantity, 5000, counted)).toBe(wanted);
});
