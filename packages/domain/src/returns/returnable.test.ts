import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partOfLine, type ReturnedPart, returnable, type SoldLine } from './returnable.ts';

const aLine = (over: Partial<SoldLine> = {}): SoldLine => ({
  skuId: 'sku-1',
  name: 'Sut',
  unit: 'dona',
  quantity: 3000,
  gross: 1000,
  tax: 107,
  ...over,
});
const aPart = (over: Partial<ReturnedPart> = {}): ReturnedPart => ({
  saleLine: 0,
  quantity: 1000,
  gross: 333,
  tax: 36,
  ...over,
});

test('of a sale that nothing went back of, all may go back', () => {
  expect(returnable([aLine(), aLine({ quantity: 500, gross: 7, tax: 1 })], [])).toEqual([
    { saleLine: 0, quantity: 3000, gross: 1000, tax: 107 },
    { saleLine: 1, quantity: 500, gross: 7, tax: 1 },
  ]);
});

test('what went back already is taken off its own line', () => {
  const left = returnable([aLine(), aLine()], [aPart(), aPart({ saleLine: 1, quantity: 3000 })]);
  expect(left.map((line) => line.quantity)).toEqual([2000, 0]);
  expect(left[0]).toMatchObject({ gross: 667, tax: 71 });
});

test('several returns of a line add up', () => {
  const parts = [aPart(), aPart(), aPart({ gross: 334, tax: 35 })];
  expect(returnable([aLine()], parts)).toEqual([{ saleLine: 0, quantity: 0, gross: 0, tax: 0 }]);
});

test('[CASE12] more returned than sold leaves nothing, never less than nothing', () => {
  const left = returnable([aLine()], [aPart({ quantity: 9000, gross: 9000, tax: 900 })]);
  expect(left).toEqual([{ saleLine: 0, quantity: 0, gross: 0, tax: 0 }]);
});

test('a part of a line that the sale does not have changes nothing', () => {
  expect(returnable([aLine()], [aPart({ saleLine: 5 })])).toEqual(returnable([aLine()], []));
});

test('one of three is worth a third, rounded once', () => {
  const [left] = returnable([aLine()], []);
  expect(partOfLine(left as never, 1000)).toEqual({ gross: 333, tax: 36 });
});

test('the last piece takes what rounding left behind', () => {
  const parts: ReturnedPart[] = [];
  for (let piece = 0; piece < 3; piece++) {
    const [left] = returnable([aLine()], parts);
    parts.push({ saleLine: 0, quantity: 1000, ...partOfLine(left as never, 1000) });
  }
  expect(parts.map((part) => part.gross)).toEqual([333, 334, 333]);
  expect(parts.reduce((sum, part) => sum + part.tax, 0)).toBe(107);
});

test('more than is left is a bug of the caller', () => {
  const [left] = returnable([aLine()], [aPart()]);
  expect(() => partOfLine(left as never, 2001)).toThrow(RangeError);
});

test('nothing of nothing is nothing', () => {
  expect(partOfLine({ saleLine: 0, quantity: 0, gross: 0, tax: 0 }, 0)).toEqual({
    gross: 0,
    tax: 0,
  });
});

const soldLine = fc
  .record({ quantity: fc.integer({ min: 1, max: 100_000 }), gross: fc.nat(100_000_000) })
  .map(({ quantity, gross }) => aLine({ quantity, gross, tax: Math.floor((gross * 12) / 112) }));

test('parts of a line together give exactly what was paid, however it is cut', () => {
  fc.assert(
    fc.property(soldLine, fc.array(fc.nat(100), { maxLength: 8 }), (line, cuts) => {
      const parts: ReturnedPart[] = [];
      for (const percent of [...cuts, 100]) {
        const [left] = returnable([line], parts);
        if (!left) throw new Error('the sale has one line');
        const quantity = Math.floor((left.quantity * percent) / 100);
        parts.push({ saleLine: 0, quantity, ...partOfLine(left, quantity) });
      }
      const sum = (field: 'quantity' | 'gross' | 'tax') =>
        parts.reduce((all, part) => all + part[field], 0);
      expect([sum('quantity'), sum('gross'), sum('tax')]).toEqual([
        line.quantity,
        line.gross,
        line.tax,
      ]);
    }),
  );
});

test('no part is below zero or above what is left', () => {
  fc.assert(
    fc.property(soldLine, fc.nat(100), (line, percent) => {
      const [left] = returnable([line], []);
      const part = partOfLine(left as never, Math.floor((line.quantity * percent) / 100));
      expect(part.gross).toBeGreaterThanOrEqual(0);
      expect(part.gross).toBeLessThanOrEqual(line.gross);
      expect(part.tax).toBeLessThanOrEqual(line.tax);
    }),
  );
});
