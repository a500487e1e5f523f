import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSaleArithmetic, type StatedSale } from './check-sale-arithmetic.ts';
import { completeSale } from './complete-sale.ts';
import type { DraftLine, SaleLine, Tender } from './sale-types.ts';

const aLine = (over: Partial<DraftLine> = {}): DraftLine => ({
  lineId: 'a',
  skuId: 'sku-1',
  name: 'Sut',
  code: null,
  unit: 'dona',
  quantity: 2000,
  listPrice: 1_250_000,
  price: 1_250_000,
  priceSource: 'list',
  taxRateBp: 1200,
  discounts: [],
  ...over,
});
const cash = (amount: number): Tender => ({
  tenderTypeId: 'cash',
  kind: 'cash',
  amount,
  currency: 'UZS',
});

/** A right sale of 2 × 12 500 less 10 % and 1 × 4 700,40, rounded in cash by −20 tiyin. */
function aSale(): StatedSale {
  const draft = {
    lines: [
      aLine({ discounts: [{ kind: 'percent', value: 1000 }] }),
      aLine({ quantity: 1000, price: 470_020, listPrice: 470_020 }),
    ],
    discount: null,
    taxIncluded: true,
  };
  const result = completeSale(draft, [cash(5_000_000)], 10_000);
  if (!result.ok) throw new Error(result.problem);
  return result.sale;
}
const firstLine = (sale: StatedSale) => sale.lines[0] as SaleLine;
const changed = (change: (sale: StatedSale) => Partial<StatedSale>): StatedSale => {
  const sale = aSale();
  return { ...sale, ...change(sale) };
};
const withLine = (over: Partial<SaleLine>) =>
  changed((sale) => ({ lines: [{ ...firstLine(sale), ...over }, ...sale.lines.slice(1)] }));

test('[SRV12] a right sale has no difference', () => {
  expect(checkSaleArithmetic(aSale())).toEqual([]);
});

test('[SRV12] a sale of another rules version is not judged by ours', () => {
  expect(checkSaleArithmetic(changed(() => ({ rules: 7 })))).toEqual([
    { field: 'rules', sent: 7, stands: 1 },
  ]);
});

test.each([
  ['gross', 1, 2_250_000],
  ['tax', 0, 241_071],
  ['net', 5, 2_008_929],
  ['discount', 0, 250_000],
] as ['gross' | 'tax' | 'net' | 'discount', number, number][])(
  'a wrong %s of a line is named with what stands',
  (field, sent, stands) => {
    expect(checkSaleArithmetic(withLine({ [field]: sent }))).toContainEqual({
      field: `lines.0.${field}`,
      sent,
      stands,
    });
  },
);

test('a wrong price shows in all that follows from it', () => {
  const fields = checkSaleArithmetic(withLine({ price: 1_000_000 })).map(({ field }) => field);
  expect(fields).toEqual([
    'lines.0.discount',
    'lines.0.net',
    'lines.0.tax',
    'lines.0.gross',
    'totals.gross',
    'totals.discount',
    'totals.net',
    'totals.tax',
    'tenders',
  ]);
});

test.each(['gross', 'discount', 'net', 'tax'] as const)('a wrong total %s is named', (field) => {
  const sale = changed(({ totals }) => ({ totals: { ...totals, [field]: totals[field] + 1 } }));
  expect(checkSaleArithmetic(sale).map((one) => one.field)).toEqual([`totals.${field}`]);
});

test('a discount that the lines do not bear is found', () => {
  const sale = changed(() => ({ saleDiscount: { kind: 'amount', value: 1000 } }));
  expect(checkSaleArithmetic(sale).map((one) => one.field)).toContain('totals.discount');
});

test('a sale that says nothing of its discount is found', () => {
  const draft = {
    lines: [aLine()],
    discount: { kind: 'percent', value: 500 } as const,
    taxIncluded: true,
  };
  const result = completeSale(draft, [cash(2_375_000)], 0);
  if (!result.ok) throw new Error(result.problem);
  expect(checkSaleArithmetic(result.sale)).toEqual([]);
  expect(checkSaleArithmetic({ ...result.sale, saleDiscount: null })).not.toEqual([]);
});

test('money that went nowhere is found', () => {
  const sale = changed(({ changeGiven }) => ({ changeGiven: changeGiven - 100 }));
  expect(checkSaleArithmetic(sale).map((one) => one.field)).toEqual(['tenders']);
});

test('change without cash is found', () => {
  const sale = changed(() => ({ tenders: [{ ...cash(5_000_000), kind: 'card' }] }));
  expect(checkSaleArithmetic(sale)).toContainEqual({
    field: 'changeGiven',
    sent: aSale().changeGiven,
    stands: 0,
  });
});

test('cash rounding without cash is found', () => {
  const { totals, cashRounding } = aSale();
  const card: Tender = { ...cash(totals.gross + cashRounding), kind: 'card' };
  const sale = changed(() => ({ tenders: [card], changeGiven: 0 }));
  expect(checkSaleArithmetic(sale)).toEqual([
    { field: 'cashRounding', sent: cashRounding, stands: 0 },
  ]);
});

test('cash rounding beyond half of the largest step is found', () => {
  const sale = changed(({ totals }) => ({
    cashRounding: -60_000,
    changeGiven: 5_000_000 - totals.gross + 60_000,
  }));
  expect(checkSaleArithmetic(sale)).toEqual([
    { field: 'cashRounding', sent: -60_000, stands: -50_000 },
  ]);
});

test.each([
  ['lines.0.quantity', { quantity: 0.5 }],
  ['lines.0.price', { price: Number.NaN }],
  ['lines.0.taxRateBp', { taxRateBp: 12.5 }],
] as [string, Partial<SaleLine>][])('%s that is not whole is a difference', (field, over) => {
  expect(checkSaleArithmetic(withLine(over)).map((one) => one.field)).toEqual([field]);
});

test('totals and tenders that are not whole are differences', () => {
  const sale = changed(({ totals }) => ({
    totals: { ...totals, tax: 0.5 },
    tenders: [cash(1.5)],
    cashRounding: Number.NaN,
    changeGiven: 0.1,
  }));
  expect(checkSaleArithmetic(sale).map((one) => one.field)).toEqual([
    'cashRounding',
    'changeGiven',
    'totals.tax',
    'tenders.0.amount',
  ]);
});

test.each([
  ['a negative quantity', { quantity: -1000 }],
  ['a negative price', { price: -1 }],
  ['a product beyond any number', { price: 9e15, quantity: 9e15 }],
  ['a rate that divides by nothing', { taxRateBp: -10_000 }],
] as [string, Partial<SaleLine>][])('%s is a difference and no exception', (_what, over) => {
  expect(checkSaleArithmetic(withLine(over))).toEqual([
    { field: 'totals.gross', sent: 2_720_020, stands: 0 },
  ]);
});

test('whatever a device states, the check answers', () => {
  const wild = fc.oneof(fc.maxSafeInteger(), fc.double(), fc.constantFrom(0, -1, 1, 10_000));
  fc.assert(
    fc.property(wild, wild, wild, wild, (quantity, price, taxRateBp, amount) => {
      const sale = { ...withLine({ quantity, price, taxRateBp }), tenders: [cash(amount)] };
      for (const { field, sent, stands } of checkSaleArithmetic(sale)) {
        expect(field).toMatch(/^[\w.]+$/);
        expect(sent).not.toBe(stands);
      }
    }),
  );
});
