import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSaleArithmetic } from './check-sale-arithmetic.ts';
import { completeSale, type SoldSale } from './complete-sale.ts';
import { RULES_VERSION } from './price-sale.ts';
import type { DraftLine, SaleDraft, Tender, TenderKind } from './sale-types.ts';

const aLine = (over: Partial<DraftLine> = {}): DraftLine => ({
  lineId: 'a',
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
const aDraft = (price: number, over: Partial<SaleDraft> = {}): SaleDraft => ({
  lines: [aLine({ price, listPrice: price })],
  discount: null,
  taxIncluded: true,
  ...over,
});
const tender = (kind: TenderKind, amount: number): Tender => ({
  tenderTypeId: `type-${kind}`,
  kind,
  amount,
  currency: 'UZS',
});
const STEP = 10_000;

const sold = (draft: SaleDraft, tenders: Tender[], step = STEP): SoldSale => {
  const result = completeSale(draft, tenders, step);
  if (!result.ok) throw new Error(result.problem);
  return result.sale;
};

test('cash above the total gives change', () => {
  expect(sold(aDraft(470_000), [tender('cash', 500_000)])).toMatchObject({
    rules: RULES_VERSION,
    taxIncluded: true,
    totals: { gross: 470_000 },
    cashRounding: 0,
    changeGiven: 30_000,
    tenders: [{ kind: 'cash', amount: 500_000 }],
  });
});

test('cash rounding stands apart from the total and its tax', () => {
  const sale = sold(aDraft(12_364_000), [tender('cash', 20_000_000)]);
  expect(sale).toMatchObject({ cashRounding: -4000, changeGiven: 7_640_000 });
  expect(sale.totals).toEqual({
    gross: 12_364_000,
    discount: 0,
    net: 11_039_286,
    tax: 1_324_714,
  });
});

test('a card pays to the tiyin', () => {
  const sale = sold(aDraft(12_364_000), [tender('card', 12_364_000)]);
  expect(sale).toMatchObject({ cashRounding: 0, changeGiven: 0 });
});

test('the sale discount is kept as it was asked for', () => {
  const discount = { kind: 'percent', value: 1000, approverId: 'manager-1' } as const;
  expect(sold(aDraft(100_000, { discount }), [tender('card', 90_000)]).saleDiscount).toEqual(
    discount,
  );
});

test('a tender of nothing is left out of the sale', () => {
  const tenders = [tender('cash', 0), tender('card', 470_000)];
  expect(sold(aDraft(470_000), tenders, 0).tenders).toEqual([tenders[1]]);
});

test('cash that rounds a small total away is kept: the rounding needs its tender', () => {
  const sale = sold(aDraft(4000), [tender('cash', 0)]);
  expect(sale).toMatchObject({ cashRounding: -4000, changeGiven: 0 });
  expect(sale.tenders).toEqual([tender('cash', 0)]);
});

test('goods given for nothing need no tender', () => {
  expect(sold(aDraft(0), []).tenders).toEqual([]);
});

test.each([
  ['no-lines', { ...aDraft(1), lines: [] }, []],
  ['no-quantity', { ...aDraft(1), lines: [aLine({ quantity: 0 })] }, []],
  ['missing', aDraft(470_000), []],
  ['missing', aDraft(470_000), [tender('cash', 460_000)]],
  ['missing', aDraft(470_000), [tender('card', 469_999)]],
  ['overpaid', aDraft(470_000), [tender('card', 470_001)]],
  ['overpaid', aDraft(470_000), [tender('cash', 470_000), tender('payme', 480_000)]],
  ['too-many-tenders', aDraft(9), Array.from({ length: 9 }, () => tender('card', 1))],
] as [string, SaleDraft, Tender[]][])(
  '%s: the sale is not completed',
  (problem, draft, tenders) => {
    expect(completeSale(draft, tenders, STEP)).toEqual({ ok: false, problem });
  },
);

test('completing changes neither cart nor tenders', () => {
  const draft = aDraft(470_000);
  const tenders = [tender('cash', 500_000), tender('card', 0)];
  const before = JSON.parse(JSON.stringify({ draft, tenders }));
  completeSale(draft, tenders, STEP);
  expect({ draft, tenders }).toEqual(before);
});

const someDraft = fc.record({
  lines: fc.array(
    fc
      .record({
        price: fc.integer({ min: 0, max: 10_000_000 }),
        quantity: fc.integer({ min: 1, max: 20_000 }),
        taxRateBp: fc.constantFrom(0, 600, 1200),
        discounts: fc.array(
          fc.record({ kind: fc.constant('percent' as const), value: fc.nat(10_000) }),
          { maxLength: 2 },
        ),
      })
      .map((over) => aLine({ ...over, listPrice: over.price })),
    { minLength: 1, maxLength: 10 },
  ),
  discount: fc.option(fc.record({ kind: fc.constant('amount' as const), value: fc.nat(900_000) })),
  taxIncluded: fc.boolean(),
});
const someStep = fc.constantFrom(0, 5000, 10_000, 50_000, 100_000);

test('[SRV12] the arithmetic of every sale completed here stands on the server', () => {
  fc.assert(
    fc.property(someDraft, someStep, fc.nat(1_000_000_000), (draft, step, extra) => {
      const sale = sold(draft, [tender('cash', 10_000_000_000 + extra)], step);
      expect(checkSaleArithmetic(sale)).toEqual([]);
    }),
  );
});

test('what was given less the change is the total and its cash rounding', () => {
  fc.assert(
    fc.property(someDraft, someStep, fc.nat(100), (draft, step, cardPercent) => {
      const whole = sold(draft, [tender('cash', 10_000_000_000)], 0).totals.gross;
      const card = Math.floor((whole * cardPercent) / 100);
      const sale = sold(draft, [tender('card', card), tender('cash', 10_000_000_000)], step);
      const given = sale.tenders.reduce((sum, one) => sum + one.amount, 0);
      expect(given - sale.changeGiven).toBe(sale.totals.gross + sale.cashRounding);
    }),
  );
});
