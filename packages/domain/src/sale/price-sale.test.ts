import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discountAmount, lineBase, priceSale, sumTotals, taxOf } from './price-sale.ts';
import type { Discount, DraftLine, SaleDraft, SaleLine } from './sale-types.ts';

let lineCount = 0;
const aLine = (over: Partial<DraftLine> = {}): DraftLine => ({
  lineId: `line-${++lineCount}`,
  skuId: 'sku-1',
  name: 'Non',
  code: null,
  unit: 'dona',
  quantity: 1000,
  listPrice: 470_000,
  price: 470_000,
  priceSource: 'list',
  taxRateBp: 1200,
  discounts: [],
  ...over,
});
const aDraft = (lines: DraftLine[], over: Partial<SaleDraft> = {}): SaleDraft => ({
  lines,
  discount: null,
  taxIncluded: true,
  ...over,
});
const percent = (value: number): Discount => ({ kind: 'percent', value });
const amount = (value: number): Discount => ({ kind: 'amount', value });
const only = (draft: SaleDraft) => priceSale(draft).lines[0] as SaleLine;

test.each([
  // price, quantity, base
  [470_000, 1000, 470_000],
  [470_000, 3000, 1_410_000],
  [600_000, 2340, 1_404_000],
  [8_990_000, 735, 6_607_650],
  [1_299_900, 333, 432_867],
  [1, 500, 1],
  [1, 499, 0],
  [999, 1, 1],
  [0, 5000, 0],
  [470_000, 0, 0],
])('a price of %d for %d thousandths is %d', (price, quantity, base) => {
  expect(lineBase({ price, quantity })).toBe(base);
});

test('a price below zero or a negative quantity is a bug, not a sale', () => {
  expect(() => lineBase({ price: -1, quantity: 1000 })).toThrow(RangeError);
  expect(() => lineBase({ price: 1, quantity: -1000 })).toThrow(RangeError);
  expect(() => lineBase({ price: 0.5, quantity: 1000 })).toThrow(RangeError);
});

test.each([
  // amount, rate, included?, tax
  [11_200, 1200, true, 1200],
  [12_364_000, 1200, true, 1_324_714],
  [10_000, 1200, true, 1071],
  [10_600, 600, true, 600],
  [1, 1200, true, 0],
  [5, 1200, true, 1],
  [10_000, 0, true, 0],
  [10_000, 1200, false, 1200],
  [12_345, 1200, false, 1481],
  [4, 1200, false, 0],
  [5, 1000, false, 1],
  [0, 1200, true, 0],
])('the tax of %d at %d (included: %s) is %d', (on, rateBp, included, tax) => {
  expect(taxOf(on, rateBp, included)).toBe(tax);
});

test.each([
  [percent(1000), 4_000_000, 400_000],
  [percent(333), 1000, 33],
  [percent(335), 1000, 34],
  [percent(10_000), 777, 777],
  [percent(15_000), 777, 777],
  [percent(0), 777, 0],
  [percent(-500), 777, 0],
  [amount(200), 777, 200],
  [amount(778), 777, 777],
  [amount(-5), 777, 0],
  [amount(10), 0, 0],
] as [Discount, number, number][])('the discount %j on %d comes to %d', (discount, on, wanted) => {
  expect(discountAmount(discount, on)).toBe(wanted);
});

test('tax included: net and tax lie inside what is paid', () => {
  expect(only(aDraft([aLine({ price: 1_120_000 })]))).toMatchObject({
    gross: 1_120_000,
    tax: 120_000,
    net: 1_000_000,
    discount: 0,
  });
});

test('tax on top: what is paid is more than the price', () => {
  expect(only(aDraft([aLine({ price: 1_000_000 })], { taxIncluded: false }))).toMatchObject({
    net: 1_000_000,
    tax: 120_000,
    gross: 1_120_000,
  });
});

test('tax is computed on what is left after the discount', () => {
  const line = only(aDraft([aLine({ price: 1_120_000, discounts: [percent(5000)] })]));
  expect(line).toMatchObject({ discount: 560_000, gross: 560_000, tax: 60_000, net: 500_000 });
});

test('discounts of a line are taken in turn, each on what the one before left', () => {
  const line = only(aDraft([aLine({ price: 100_000, discounts: [percent(1000), percent(1000)] })]));
  expect(line.discounts.map((discount) => discount.amount)).toEqual([10_000, 9000]);
  expect(line.gross).toBe(81_000);
});

test('an amount is for the whole line, not for each piece', () => {
  const line = only(aDraft([aLine({ price: 100_000, quantity: 3000, discounts: [amount(5000)] })]));
  expect(line.gross).toBe(295_000);
});

test('a discount larger than the line makes it free, never negative', () => {
  const discounts = [amount(500_000), percent(5000), amount(1)];
  const line = only(aDraft([aLine({ price: 470_000, discounts })]));
  expect(line).toMatchObject({ gross: 0, tax: 0, net: 0, discount: 470_000 });
  expect(line.discounts.map((discount) => discount.amount)).toEqual([470_000, 0, 0]);
});

test('a sale discount is laid on the lines by what they cost, and none of it is lost', () => {
  const lines = [100, 100, 100].map((price) => aLine({ price }));
  const priced = priceSale(aDraft(lines, { discount: amount(100) }));
  expect(priced.lines.map((line) => line.discount)).toEqual([34, 33, 33]);
  expect(priced.totals).toMatchObject({ gross: 200, discount: 100 });
});

test('a sale discount in percent is taken after the lines have had theirs', () => {
  const lines = [aLine({ price: 100_000, discounts: [percent(5000)] }), aLine({ price: 50_000 })];
  const priced = priceSale(aDraft(lines, { discount: percent(1000) }));
  expect(priced.lines.map((line) => line.gross)).toEqual([45_000, 45_000]);
  expect(priced.totals.discount).toBe(60_000);
});

test('a line names what it bears and by which scope', () => {
  const draft = aDraft([aLine({ price: 100_000, discounts: [amount(10_000)] })], {
    discount: { ...percent(1000), approverId: 'manager-1' },
  });
  expect(only(draft).discounts).toEqual([
    { kind: 'amount', value: 10_000, scope: 'line', amount: 10_000 },
    { kind: 'percent', value: 1000, approverId: 'manager-1', scope: 'sale', amount: 9000 },
  ]);
});

test('a free line bears no part of the sale discount', () => {
  const lines = [aLine({ price: 0 }), aLine({ price: 100_000 })];
  const priced = priceSale(aDraft(lines, { discount: percent(1000) }));
  expect(priced.lines.map((line) => line.discounts.length)).toEqual([0, 1]);
});

test('rates may differ by line; the tax of the sale is their sum', () => {
  const lines = [
    aLine({ price: 112_000, taxRateBp: 1200 }),
    aLine({ price: 100_000, taxRateBp: 0 }),
    aLine({ price: 106_000, taxRateBp: 600 }),
  ];
  const priced = priceSale(aDraft(lines));
  expect(priced.lines.map((line) => line.tax)).toEqual([12_000, 0, 6000]);
  expect(priced.totals).toEqual({ gross: 318_000, discount: 0, net: 300_000, tax: 18_000 });
});

test('tax is rounded once a line, so a sum may differ from the tax of the sum', () => {
  const lines = [1, 2, 3].map(() => aLine({ price: 10_000 }));
  const priced = priceSale(aDraft(lines));
  expect(priced.totals.tax).toBe(3 * 1071);
  expect(taxOf(30_000, 1200, true)).toBe(3214);
});

test('the cart place of a line is not sold with it, all else is', () => {
  const line = aLine({ note: 'issiq', code: '4780001000019', approverId: 'manager-1' });
  const sold = only(aDraft([line]));
  expect(sold).not.toHaveProperty('lineId');
  expect(sold).toMatchObject({
    skuId: 'sku-1',
    note: 'issiq',
    code: '4780001000019',
    approverId: 'manager-1',
    priceSource: 'list',
  });
});

test('pricing changes nothing in the cart', () => {
  const draft = aDraft([aLine({ discounts: [percent(1000)] })], { discount: amount(5) });
  const before = JSON.parse(JSON.stringify(draft));
  priceSale(draft);
  expect(draft).toEqual(before);
});

test('an empty cart costs nothing, whatever its discount', () => {
  const nothing = { gross: 0, discount: 0, net: 0, tax: 0 };
  expect(priceSale(aDraft([])).totals).toEqual(nothing);
  expect(priceSale(aDraft([], { discount: amount(500) }))).toEqual({ lines: [], totals: nothing });
  expect(sumTotals([])).toEqual(nothing);
});

test('the receipt of the visual language adds up', () => {
  const lines = [
    aLine({ price: 1_250_000, quantity: 2000 }),
    aLine({ price: 470_000, quantity: 3000 }),
    aLine({ price: 600_000, quantity: 2340, unit: 'kg' }),
    aLine({ price: 2_000_000, quantity: 2000, discounts: [percent(1000)] }),
    aLine({ price: 1_700_000 }),
    aLine({ price: 1_750_000 }),
  ];
  expect(priceSale(aDraft(lines)).totals).toEqual({
    gross: 12_364_000,
    discount: 400_000,
    tax: 1_324_714,
    net: 11_039_286,
  });
});

const someDiscount = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }).map(percent),
  fc.integer({ min: 0, max: 5_000_000 }).map(amount),
);
const someLine = fc
  .record({
    price: fc.integer({ min: 0, max: 50_000_000 }),
    quantity: fc.integer({ min: 1, max: 100_000 }),
    taxRateBp: fc.constantFrom(0, 600, 1200, 1500),
    discounts: fc.array(someDiscount, { maxLength: 3 }),
  })
  .map((over) => aLine({ ...over, listPrice: over.price }));
const someDraft = fc.record({
  lines: fc.array(someLine, { minLength: 1, maxLength: 20 }),
  discount: fc.option(someDiscount),
  taxIncluded: fc.boolean(),
});

test('gross is net plus tax, on every line and in the totals', () => {
  fc.assert(
    fc.property(someDraft, (draft) => {
      const { lines, totals } = priceSale(draft);
      for (const line of [...lines, totals]) expect(line.gross).toBe(line.net + line.tax);
    }),
  );
});

test('what is paid, or its net, is the base less the discounts', () => {
  fc.assert(
    fc.property(someDraft, (draft) => {
      for (const line of priceSale(draft).lines) {
        const paid = draft.taxIncluded ? line.gross : line.net;
        expect(paid).toBe(lineBase(line) - line.discount);
        expect(line.discount).toBe(line.discounts.reduce((sum, one) => sum + one.amount, 0));
      }
    }),
  );
});

test('no line is ever below zero', () => {
  fc.assert(
    fc.property(someDraft, (draft) => {
      for (const line of priceSale(draft).lines) {
        expect(Math.min(line.gross, line.net, line.tax, line.discount)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('the totals are the sums of the lines', () => {
  fc.assert(
    fc.property(someDraft, (draft) => {
      const { lines, totals } = priceSale(draft);
      for (const field of ['gross', 'net', 'tax', 'discount'] as const) {
        expect(totals[field]).toBe(lines.reduce((sum, line) => sum + line[field], 0));
      }
    }),
  );
});

test('the sale discount taken from the lines is exactly what it came to', () => {
  fc.assert(
    fc.property(someDraft, (draft) => {
      const without = priceSale({ ...draft, discount: null, taxIncluded: true });
      const taken = priceSale(draft)
        .lines.flatMap((line) => line.discounts.filter((one) => one.scope === 'sale'))
        .reduce((sum, one) => sum + one.amount, 0);
      const asked = draft.discount ? discountAmount(draft.discount, without.totals.gross) : 0;
      expect(taken).toBe(asked);
    }),
  );
});

test('the same cart is priced the same each time', () => {
  fc.assert(
    fc.property(someDraft, (draft) => {
      expect(priceSale(JSON.parse(JSON.stringify(draft)))).toEqual(priceSale(draft));
    }),
  );
});
