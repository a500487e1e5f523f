import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settle } from '../tender/settle.ts';
import { cashRefund, priceOpenReturn, priceReturn, type ReturnResult } from './price-return.ts';
import type { SoldLine } from './returnable.ts';

const aLine = (over: Partial<SoldLine> = {}): SoldLine => ({
  skuId: 'sku-1',
  name: 'Sut 0,9 l',
  unit: 'dona',
  quantity: 2000,
  gross: 2_500_000,
  tax: 267_857,
  ...over,
});
const saleLines = [aLine(), aLine({ skuId: 'sku-2', quantity: 735, unit: 'kg', gross: 6_607_650 })];
const priced = (result: ReturnResult) => {
  if (!result.ok) throw new Error(result.problem);
  return result.priced;
};
const pick = (saleLine: number, quantity: number) => ({ saleLine, quantity });
const ask = (picks: { saleLine: number; quantity: number }[]) =>
  priceReturn({ saleLines, returned: [], picks });

test('one of two pieces is refunded at half of what was paid', () => {
  expect(priced(ask([pick(0, 1000)]))).toEqual({
    lines: [
      {
        skuId: 'sku-1',
        name: 'Sut 0,9 l',
        unit: 'dona',
        saleLine: 0,
        quantity: 1000,
        gross: 1_250_000,
        tax: 133_929,
      },
    ],
    refund: 1_250_000,
    tax: 133_929,
  });
});

test('the whole sale is refunded to the tiyin', () => {
  const all = priced(ask([pick(0, 2000), pick(1, 735)]));
  expect([all.refund, all.tax]).toEqual([9_107_650, 535_714]);
});

test('the same line picked twice is taken off what is left', () => {
  expect(priced(ask([pick(0, 1000), pick(0, 1000)])).refund).toBe(2_500_000);
  expect(ask([pick(0, 1000), pick(0, 1001)])).toEqual({
    ok: false,
    problem: 'more-than-sold',
    at: 1,
  });
});

test('what went back before cannot go back again', () => {
  const returned = [{ saleLine: 0, quantity: 1000, gross: 1_250_000, tax: 133_929 }];
  const again = (quantity: number) =>
    priceReturn({ saleLines, returned, picks: [pick(0, quantity)] });
  expect(again(2000)).toEqual({ ok: false, problem: 'more-than-sold', at: 0 });
  expect(priced(again(1000))).toMatchObject({ refund: 1_250_000, tax: 133_928 });
});

test.each([
  ['nothing-picked', null, []],
  ['nothing-picked', null, [pick(0, 0)]],
  ['nothing-picked', null, [pick(0, -1000)]],
  ['unknown-line', 0, [pick(7, 1000)]],
  ['unknown-line', 0, [pick(-1, 1000)]],
  ['more-than-sold', 0, [pick(0, 2001)]],
  ['more-than-sold', 1, [pick(0, 1000), pick(1, 736)]],
] as [string, number | null, { saleLine: number; quantity: number }[]][])(
  '%s at %j is refused and names the pick',
  (problem, at, picks) => {
    expect(ask(picks)).toEqual({ ok: false, problem, at });
  },
);

test('lines picked with nothing are left out', () => {
  expect(priced(ask([pick(0, 0), pick(1, 735)])).lines).toHaveLength(1);
});

const anOpenPick = (over = {}) => ({
  skuId: 'sku-9',
  name: 'Choy',
  unit: 'dona',
  quantity: 2000,
  price: 1_750_000,
  taxRateBp: 1200,
  ...over,
});

test('goods of a sale not at hand are priced by the list and bear no line', () => {
  const result = priceOpenReturn({
    printedTotal: 5_000_000,
    taxIncluded: true,
    picks: [anOpenPick()],
  });
  expect(priced(result)).toMatchObject({
    refund: 3_500_000,
    tax: 375_000,
    lines: [{ saleLine: null, skuId: 'sku-9', gross: 3_500_000 }],
  });
});

test('with tax on top the refund holds the tax too', () => {
  const result = priceOpenReturn({
    printedTotal: 5_000_000,
    taxIncluded: false,
    picks: [anOpenPick()],
  });
  expect(priced(result)).toMatchObject({ refund: 3_920_000, tax: 420_000 });
});

test.each([
  [3_500_000, true],
  [3_499_999, false],
  [0, false],
])('under a printed total of %d goods of 35 000 may go back: %s', (printedTotal, ok) => {
  const result = priceOpenReturn({ printedTotal, taxIncluded: true, picks: [anOpenPick()] });
  expect(result.ok).toBe(ok);
  if (!result.ok) expect(result).toEqual({ ok: false, problem: 'more-than-sold', at: null });
});

test('an open return of nothing, or of more lines than a sale holds, is refused', () => {
  const ask = (picks: ReturnType<typeof anOpenPick>[]) =>
    priceOpenReturn({ printedTotal: 9e12, taxIncluded: true, picks });
  expect(ask([])).toMatchObject({ ok: false, problem: 'nothing-picked' });
  expect(ask([anOpenPick({ quantity: 0 })])).toMatchObject({ problem: 'nothing-picked' });
  const many = Array.from({ length: 301 }, () => anOpenPick());
  expect(ask(many)).toMatchObject({ ok: false, problem: 'too-many-lines' });
});

test.each([
  [12_364_000, 10_000, 12_360_000, -4000],
  [12_365_000, 10_000, 12_370_000, 5000],
  [12_364_000, 0, 12_364_000, 0],
  [4000, 10_000, 0, -4000],
])('a refund of %d in cash with a step of %d hands out %d', (refund, step, paidOut, rounding) => {
  expect(cashRefund(refund, step)).toEqual({ paidOut, cashRounding: rounding });
});

test('a whole sale paid and refunded in cash gives the same notes back', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000_000 });
  const step = fc.constantFrom(0, 10_000, 50_000, 100_000);
  fc.assert(
    fc.property(amount, step, (gross, by) => {
      const paid = settle(gross, [{ kind: 'cash', amount: 0 }], by).due;
      expect(cashRefund(gross, by).paidOut).toBe(paid);
    }),
  );
});

test('no return is ever worth more than what is left of the sale', () => {
  const picks = fc.array(
    fc.record({ saleLine: fc.constantFrom(0, 1), quantity: fc.integer({ min: -10, max: 2100 }) }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(picks, (some) => {
      const result = ask(some);
      if (result.ok) expect(result.priced.refund).toBeLessThanOrEqual(9_107_650);
    }),
  );
});
