import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeSale } from '../sale/complete-sale.ts';
import type { TenderKind } from '../sale/sale-types.ts';
import type { DrawerEvent, SaleFigures } from './drawer-events.ts';
import { zFigures } from './z-figures.ts';

type Given = { kind: TenderKind; amount: number; currency: string };
const give = (kind: TenderKind, amount: number): Given => ({ kind, amount, currency: 'UZS' });
const figures = (gross: number, tenders: Given[], over: Partial<SaleFigures> = {}): SaleFigures => {
  const tax = Math.floor((gross * 12) / 112);
  return {
    totals: { gross, discount: 1000, net: gross - tax, tax },
    tenders,
    cashRounding: 0,
    changeGiven: 0,
    ...over,
  };
};
const empty = {
  saleCount: 0,
  gross: 0,
  tax: 0,
  discount: 0,
  returnCount: 0,
  refunds: 0,
  cashRounding: 0,
  tenders: {},
  float: 0,
  cashIn: 0,
  cashOut: 0,
  expectedCash: 0,
};

test('[CASE8] a shift without a sale has a Z of its float alone', () => {
  expect(zFigures({ float: 50_000_000, events: [] })).toEqual({
    ...empty,
    float: 50_000_000,
    expectedCash: 50_000_000,
  });
});

test('[CASE8] a day in the shop', () => {
  const voided = figures(112_000, [give('cash', 120_000)], { changeGiven: 8000 });
  const events: DrawerEvent[] = [
    {
      type: 'sale',
      body: figures(1_123_640, [give('cash', 2_000_000)], {
        changeGiven: 876_400,
        cashRounding: -40,
      }),
    },
    { type: 'sale', body: figures(560_000, [give('card', 560_000)]) },
    { type: 'sale', body: figures(224_000, [give('payme', 100_000), give('debt', 124_000)]) },
    { type: 'sale', body: voided },
    { type: 'void', voided },
    {
      type: 'return',
      body: { refund: 56_010, tax: 6001, tenders: [give('cash', 56_000)], cashRounding: -10 },
    },
    { type: 'debt.payment', body: { tenders: [give('cash', 200_000)], changeGiven: 76_000 } },
    { type: 'cash.move', body: { direction: 'in', amount: 300_000 } },
    { type: 'cash.move', body: { direction: 'out', amount: 1_000_000 } },
  ];
  expect(zFigures({ float: 500_000, events })).toEqual({
    saleCount: 3,
    gross: 1_907_640,
    tax: 120_390 + 60_000 + 24_000,
    discount: 3000,
    returnCount: 1,
    refunds: 56_010,
    cashRounding: -30,
    tenders: {
      cash: 1_123_600 - 56_000 + 124_000,
      card: 560_000,
      payme: 100_000,
      debt: 124_000,
    },
    float: 500_000,
    cashIn: 300_000,
    cashOut: 1_000_000,
    expectedCash: 500_000 + 1_191_600 + 300_000 - 1_000_000,
  });
});

test('a void alone (of an earlier shift) lessens this shift', () => {
  const z = zFigures({
    float: 0,
    events: [{ type: 'void', voided: figures(112_000, [give('card', 112_000)]) }],
  });
  expect(z).toMatchObject({ saleCount: -1, gross: -112_000, tenders: { card: -112_000 } });
});

test('a refund lessens its tender, not the sum of sales', () => {
  const events: DrawerEvent[] = [
    { type: 'sale', body: figures(112_000, [give('card', 112_000)]) },
    {
      type: 'return',
      body: { refund: 112_000, tax: 12_000, tenders: [give('card', 112_000)], cashRounding: 0 },
    },
  ];
  expect(zFigures({ float: 0, events })).toMatchObject({
    gross: 112_000,
    tax: 12_000,
    refunds: 112_000,
    tenders: { card: 0 },
  });
});

test('[CASE17] practice is in no figure', () => {
  const body = figures(112_000, [give('cash', 112_000)], { practice: true });
  const events: DrawerEvent[] = [
    { type: 'sale', body },
    { type: 'void', voided: body },
    {
      type: 'return',
      body: { practice: true, refund: 5, tax: 1, tenders: [give('cash', 5)], cashRounding: 0 },
    },
  ];
  expect(zFigures({ float: 0, events })).toEqual(empty);
});

const oneSale = fc
  .record({
    price: fc.integer({ min: 1, max: 50_000_000 }),
    cardPercent: fc.nat(100),
    extra: fc.nat(10_000_000),
    step: fc.constantFrom(0, 10_000, 100_000),
  })
  .map(({ price, cardPercent, extra, step }): SaleFigures => {
    const byCard = Math.floor((price * cardPercent) / 100);
    const line = {
      lineId: 'a',
      skuId: 'sku-1',
      name: 'Non',
      code: null,
      unit: 'dona',
      quantity: 1000,
      listPrice: price,
      price,
      priceSource: 'list' as const,
      taxRateBp: 1200,
      discounts: [],
    };
    const result = completeSale(
      { lines: [line], discount: null, taxIncluded: true },
      [
        { tenderTypeId: 'k', ...give('card', byCard) },
        { tenderTypeId: 'c', ...give('cash', price - byCard + 100_000 + extra) },
      ],
      step,
    );
    if (!result.ok) throw new Error(result.problem);
    return result.sale;
  });

test('what the tenders took is what was sold with its cash rounding', () => {
  fc.assert(
    fc.property(fc.array(oneSale, { maxLength: 15 }), (sales) => {
      const z = zFigures({ float: 0, events: sales.map((body) => ({ type: 'sale', body })) });
      const taken = Object.values(z.tenders).reduce((sum, amount) => sum + amount, 0);
      expect(taken).toBe(z.gross + z.cashRounding);
    }),
  );
});

test('expected cash is the float plus what cash took', () => {
  fc.assert(
    fc.property(fc.array(oneSale, { maxLength: 15 }), fc.nat(1_000_000), (sales, float) => {
      const z = zFigures({ float, events: sales.map((body) => ({ type: 'sale', body })) });
      expect(z.expectedCash).toBe(float + (z.tenders.cash ?? 0));
    }),
  );
});

test('sales that are all voided leave nothing but the float', () => {
  fc.assert(
    fc.property(fc.array(oneSale, { maxLength: 8 }), (sales) => {
      const events = sales.flatMap((body): DrawerEvent[] => [
        { type: 'sale', body },
        { type: 'void', voided: body },
      ]);
      const z = zFigures({ float: 300, events });
      expect({ ...z, tenders: {} }).toEqual({ ...empty, float: 300, expectedCash: 300 });
      expect(Object.values(z.tenders).every((amount) => amount === 0)).toBe(true);
    }),
  );
});
