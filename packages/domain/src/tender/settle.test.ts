import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TenderKind } from '../sale/sale-types.ts';
import { cashRoundingOf, foreignValue, isSettled, roomFor, settle } from './settle.ts';

const give = (kind: TenderKind, amount: number) => ({ kind, amount });
const cash = (amount: number) => give('cash', amount);
const card = (amount: number) => give('card', amount);

test.each([
  [12_364_000, 10_000, -4000],
  [12_365_000, 10_000, 5000],
  [12_364_999, 10_000, -4999],
  [12_360_000, 10_000, 0],
  [12_364_000, 100_000, 36_000],
  [12_350_000, 100_000, 50_000],
  [12_349_999, 100_000, -49_999],
  [12_364_000, 50_000, -14_000],
  [4000, 10_000, -4000],
  [5000, 10_000, 5000],
  [0, 10_000, 0],
  [12_364_001, 0, 0],
  [12_364_001, -5, 0],
  [12_364_050, 100, 50],
  [12_364_001, 1, 0],
])('%d to a step of %d rounds by %d', (amount, step, wanted) => {
  expect(cashRoundingOf(amount, step)).toBe(wanted);
});

test.each([
  // gross, tenders, step -> due, rounding, given, change, missing, overpaid
  ['nothing yet', 470_000, [], 10_000, [470_000, 0, 0, 0, 470_000, 0]],
  ['asking for cash', 474_000, [cash(0)], 10_000, [470_000, -4000, 0, 0, 470_000, 0]],
  ['exact cash', 470_000, [cash(470_000)], 10_000, [470_000, 0, 470_000, 0, 0, 0]],
  ['cash, change', 470_000, [cash(500_000)], 10_000, [470_000, 0, 500_000, 30_000, 0, 0]],
  ['rounded down', 474_000, [cash(500_000)], 10_000, [470_000, -4000, 500_000, 30_000, 0, 0]],
  ['rounded up', 476_000, [cash(500_000)], 10_000, [480_000, 4000, 500_000, 20_000, 0, 0]],
  ['too little cash', 476_000, [cash(470_000)], 10_000, [480_000, 4000, 470_000, 0, 10_000, 0]],
  ['card', 474_000, [card(474_000)], 10_000, [474_000, 0, 474_000, 0, 0, 0]],
  ['part card', 474_000, [card(400_000)], 10_000, [474_000, 0, 400_000, 0, 74_000, 0]],
  ['mixed', 474_000, [card(400_000), cash(70_000)], 10_000, [470_000, -4000, 470_000, 0, 0, 0]],
  [
    'mixed, change',
    474_000,
    [card(400_000), cash(100_000)],
    10_000,
    [470_000, -4000, 500_000, 30_000, 0, 0],
  ],
  [
    'cash first, card the rest',
    474_000,
    [cash(70_000), card(404_000)],
    10_000,
    [474_000, 0, 474_000, 0, 0, 0],
  ],
  ['card too much', 474_000, [card(480_000)], 10_000, [474_000, 0, 480_000, 0, 0, 6000]],
  [
    'card too much beside cash',
    474_000,
    [card(480_000), cash(20_000)],
    10_000,
    [474_000, 0, 500_000, 20_000, 0, 6000],
  ],
  [
    'card all, cash given too',
    474_000,
    [card(474_000), cash(20_000)],
    10_000,
    [474_000, 0, 494_000, 20_000, 0, 0],
  ],
  [
    'two cards',
    474_000,
    [card(74_000), give('payme', 400_000)],
    10_000,
    [474_000, 0, 474_000, 0, 0, 0],
  ],
  [
    'the rest as debt',
    474_000,
    [cash(100_000), give('debt', 374_000)],
    10_000,
    [474_000, 0, 474_000, 0, 0, 0],
  ],
  ['no rounding', 474_123, [cash(500_000)], 0, [474_123, 0, 500_000, 25_877, 0, 0]],
  ['rounded away', 4000, [cash(0)], 10_000, [0, -4000, 0, 0, 0, 0]],
  ['cash to the tiyin', 474_000, [cash(474_000)], 10_000, [474_000, 0, 474_000, 0, 0, 0]],
  ['free goods', 0, [], 10_000, [0, 0, 0, 0, 0, 0]],
  ['free goods, cash', 0, [cash(10_000)], 10_000, [0, 0, 10_000, 10_000, 0, 0]],
] as [string, number, { kind: TenderKind; amount: number }[], number, number[]][])(
  '%s',
  (_case, gross, tenders, step, wanted) => {
    const { due, cashRounding, given, changeGiven, missing, overpaid } = settle(
      gross,
      tenders,
      step,
    );
    expect([due, cashRounding, given, changeGiven, missing, overpaid]).toEqual(wanted);
  },
);

test.each([
  [470_000, [], 470_000],
  [470_000, [cash(70_000)], 400_000],
  [474_000, [cash(70_000), card(100_000)], 304_000],
  [470_000, [cash(500_000)], 0],
  [470_000, [card(470_000)], 0],
] as [number, { kind: TenderKind; amount: number }[], number][])(
  'of %d with %j a card may take %d',
  (gross, tenders, room) => {
    expect(roomFor(gross, tenders)).toBe(room);
  },
);

test.each([
  [10_000, 1_210_000, 121_000_000],
  [100, 1_182_118, 1_182_118],
  [1, 1_182_118, 11_821],
  [50, 1_182_119, 591_060],
  [0, 1_210_000, 0],
])('%d hundredths at a rate of %d are worth %d tiyin', (amount, rate, wanted) => {
  expect(foreignValue(amount, rate)).toBe(wanted);
});

const amount = fc.integer({ min: 0, max: 5_000_000_000 });
const step = fc.constantFrom(0, 100, 5000, 10_000, 50_000, 100_000);
const tenders = fc.array(
  fc.record({
    kind: fc.constantFrom<TenderKind>('cash', 'card', 'payme', 'debt'),
    amount,
  }),
  { maxLength: 8 },
);

test('every settlement adds up', () => {
  fc.assert(
    fc.property(amount, tenders, step, (gross, given, by) => {
      const s = settle(gross, given, by);
      expect(s.due).toBe(gross + s.cashRounding);
      expect(s.given - s.changeGiven - s.overpaid + s.missing).toBe(s.due);
    }),
  );
});

test('nothing is both missing and given back, and nothing is negative', () => {
  fc.assert(
    fc.property(amount, tenders, step, (gross, given, by) => {
      const { missing, changeGiven, overpaid, due } = settle(gross, given, by);
      expect(Math.min(missing, changeGiven, overpaid, due)).toBeGreaterThanOrEqual(0);
      expect(Math.min(missing, Math.max(changeGiven, overpaid))).toBe(0);
    }),
  );
});

test('change is never more than the cash that was given', () => {
  fc.assert(
    fc.property(amount, tenders, step, (gross, given, by) => {
      const cashGiven = given
        .filter((one) => one.kind === 'cash')
        .reduce((sum, one) => sum + one.amount, 0);
      expect(settle(gross, given, by).changeGiven).toBeLessThanOrEqual(cashGiven);
    }),
  );
});

test('cash rounding moves by at most half a step, and only with cash', () => {
  fc.assert(
    fc.property(amount, tenders, step, (gross, given, by) => {
      const { cashRounding } = settle(gross, given, by);
      expect(Math.abs(cashRounding) * 2).toBeLessThanOrEqual(by);
      if (!given.some((one) => one.kind === 'cash')) expect(cashRounding).toBe(0);
    }),
  );
});

test('what cash has to take is a whole number of steps', () => {
  fc.assert(
    fc.property(amount, amount, fc.constantFrom(5000, 10_000, 100_000), (gross, part, by) => {
      const byCard = Math.min(part, gross);
      const { due } = settle(gross, [card(byCard), cash(0)], by);
      expect((due - byCard) % by).toBe(0);
    }),
  );
});

test('giving what is missing in cash settles the sale without change', () => {
  fc.assert(
    fc.property(amount, amount, step, (gross, part, by) => {
      const byCard = card(Math.min(part, gross));
      const { missing } = settle(gross, [byCard, cash(0)], by);
      const settled = settle(gross, [byCard, cash(missing)], by);
      expect(isSettled(settled)).toBe(true);
      expect(settled.changeGiven).toBe(0);
    }),
  );
});

test('a card that takes its room settles the sale', () => {
  fc.assert(
    fc.property(amount, amount, step, (gross, part, by) => {
      const first = cash(Math.min(part, gross));
      const settled = settle(gross, [first, card(roomFor(gross, [first]))], by);
      fc.pre(roomFor(gross, [first]) > 0);
      expect(isSettled(settled)).toBe(true);
      expect([settled.cashRounding, settled.changeGiven]).toEqual([0, 0]);
    }),
  );
});
