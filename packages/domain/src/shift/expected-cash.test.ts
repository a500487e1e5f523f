import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TenderKind } from '../sale/sale-types.ts';
import type { DrawerEvent, SaleFigures } from './drawer-events.ts';
import { cashMoved, expectedCash, expectedForeignCash } from './expected-cash.ts';

type Given = { kind: TenderKind; amount: number; currency: string; foreignAmount?: number };
const cash = (amount: number): Given => ({ kind: 'cash', amount, currency: 'UZS' });
const card = (amount: number): Given => ({ kind: 'card', amount, currency: 'UZS' });
const dollars = (amount: number, foreignAmount: number): Given => ({
  kind: 'cash',
  amount,
  currency: 'USD',
  foreignAmount,
});
const figures = (tenders: Given[], over: Partial<SaleFigures> = {}): SaleFigures => ({
  totals: { gross: 0, discount: 0, net: 0, tax: 0 },
  tenders,
  cashRounding: 0,
  changeGiven: 0,
  ...over,
});
const sale = (tenders: Given[], over: Partial<SaleFigures> = {}): DrawerEvent => ({
  type: 'sale',
  body: figures(tenders, over),
});
const refund = (tenders: Given[], over = {}): DrawerEvent => ({
  type: 'return',
  body: { refund: 0, tax: 0, tenders, cashRounding: 0, ...over },
});
const move = (direction: 'in' | 'out', amount: number): DrawerEvent => ({
  type: 'cash.move',
  body: { direction, amount },
});

test.each([
  ['an empty shift holds its float', [], 50_000_000],
  ['cash without change', [sale([cash(470_000)])], 50_470_000],
  ['cash net of change', [sale([cash(500_000)], { changeGiven: 30_000 })], 50_470_000],
  [
    'cash rounding is inside: 123 640 rounded to 123 600',
    [sale([cash(20_000_000)], { changeGiven: 7_640_000, cashRounding: -4000 })],
    62_360_000,
  ],
  ['a card brings no cash', [sale([card(470_000)])], 50_000_000],
  [
    'mixed: only the cash part',
    [sale([card(400_000), cash(100_000)], { changeGiven: 30_000 })],
    50_070_000,
  ],
  ['two cash tenders', [sale([cash(100_000), cash(200_000)], { changeGiven: 50_000 })], 50_250_000],
  ['a debt brings no cash', [sale([{ ...card(470_000), kind: 'debt' }])], 50_000_000],
  ['a refund in cash', [refund([cash(470_000)])], 49_530_000],
  ['a refund to a card', [refund([card(470_000)])], 50_000_000],
  ['cash in', [move('in', 1_000_000)], 51_000_000],
  ['cash out', [move('out', 1_000_000)], 49_000_000],
  ['more out than in the drawer is said, not hidden', [move('out', 60_000_000)], -10_000_000],
  [
    'a debt paid in cash, with change',
    [{ type: 'debt.payment', body: { tenders: [cash(1_000_000)], changeGiven: 200_000 } }],
    50_800_000,
  ],
  [
    'a debt paid by card',
    [{ type: 'debt.payment', body: { tenders: [card(1_000_000)], changeGiven: 0 } }],
    50_000_000,
  ],
  [
    'a void gives back what the sale took',
    [
      sale([cash(500_000)], { changeGiven: 30_000 }),
      { type: 'void', voided: figures([cash(500_000)], { changeGiven: 30_000 }) },
    ],
    50_000_000,
  ],
  [
    'a void of an earlier shift takes cash out of this one',
    [{ type: 'void', voided: figures([cash(500_000)], { changeGiven: 30_000 }) }],
    49_530_000,
  ],
] as [string, DrawerEvent[], number][])('%s', (_case, events, wanted) => {
  expect(expectedCash({ float: 50_000_000, events })).toBe(wanted);
});

test('[CASE17] practice moves no money', () => {
  const events: DrawerEvent[] = [
    sale([cash(500_000)], { practice: true }),
    refund([cash(500_000)], { practice: true }),
    { type: 'void', voided: figures([cash(500_000)], { practice: true }) },
  ];
  expect(events.map((event) => cashMoved(event))).toEqual([0, 0, 0]);
  expect(expectedCash({ float: 7, events })).toBe(7);
});

test('dollars lie beside the soʻm; their change is given in soʻm', () => {
  const events = [sale([dollars(121_000_000, 10_000)], { changeGiven: 21_000_000 })];
  expect(expectedCash({ float: 50_000_000, events })).toBe(29_000_000);
  expect(expectedForeignCash(events)).toEqual({ USD: 10_000 });
});

test('foreign notes go back with a refund, a void and are counted by currency', () => {
  const events: DrawerEvent[] = [
    sale([dollars(121_000_000, 10_000)]),
    sale([{ kind: 'cash', amount: 1, currency: 'EUR', foreignAmount: 500 }]),
    refund([dollars(60_500_000, 5000)]),
    { type: 'void', voided: figures([dollars(12_100_000, 1000)]) },
    { type: 'debt.payment', body: { tenders: [dollars(12_100_000, 1000)], changeGiven: 0 } },
    move('in', 100),
    sale([dollars(1, 99_999)], { practice: true }),
  ];
  expect(expectedForeignCash(events)).toEqual({ USD: 5000, EUR: 500 });
});

test('foreign cash without a count of notes is worth nothing in the count', () => {
  expect(expectedForeignCash([sale([{ kind: 'cash', amount: 5, currency: 'USD' }])])).toEqual({
    USD: 0,
  });
});

test('a card in dollars is no cash', () => {
  expect(expectedForeignCash([sale([{ ...dollars(5, 5), kind: 'card' }])])).toEqual({});
});

test('a drawer in dollars counts dollars as its own', () => {
  const events = [sale([{ kind: 'cash', amount: 5000, currency: 'USD' }], { changeGiven: 1000 })];
  expect(expectedCash({ float: 10_000, events, currency: 'USD' })).toBe(14_000);
  expect(expectedForeignCash(events, 'USD')).toEqual({});
});

const amount = fc.nat(1_000_000_000);
const event = fc.oneof(
  fc.record({ a: amount, c: amount }).map(({ a, c }) => sale([cash(a), card(c)])),
  amount.map((a) => refund([cash(a)])),
  fc.record({ a: amount, d: fc.constantFrom('in', 'out') }).map(({ a, d }) => move(d as 'in', a)),
);

test('the order of a shift does not change what should lie in the drawer', () => {
  fc.assert(
    fc.property(fc.array(event), amount, (events, float) => {
      const there = expectedCash({ float, events });
      expect(expectedCash({ float, events: events.toReversed() })).toBe(there);
    }),
  );
});

test('two halves of a shift add up to the whole', () => {
  fc.assert(
    fc.property(fc.array(event), fc.array(event), amount, (first, second, float) => {
      const atNoon = expectedCash({ float, events: first });
      const whole = expectedCash({ float, events: [...first, ...second] });
      expect(expectedCash({ float: atNoon, events: second })).toBe(whole);
    }),
  );
});

test('each sale followed by its void leaves the drawer as it was', () => {
  fc.assert(
    fc.property(amount, amount, amount, (a, c, changeGiven) => {
      const body = figures([cash(a), card(c)], { changeGiven });
      const events: DrawerEvent[] = [
        { type: 'sale', body },
        { type: 'void', voided: body },
      ];
      expect(expectedCash({ float: 100, events })).toBe(100);
    }),
  );
});
