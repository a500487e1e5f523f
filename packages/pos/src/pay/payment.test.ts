import { expect, test } from 'vitest';
import {
  chooseWay,
  dropEntry,
  exactAmount,
  isPayable,
  settlementOf,
  startPayment,
  tendersOf,
} from './payment.ts';

const cash = { tenderTypeId: 't-cash', kind: 'cash' as const };
const card = { tenderTypeId: 't-card', kind: 'card' as const };
const GROSS = 12_364_000;
const STEP = 10_000;

test('cash asks for the rounded sum and gives change', () => {
  const payment = { ...startPayment(cash), typed: 20_000_000 };

  expect(exactAmount(payment, GROSS, STEP)).toBe(12_360_000);
  expect(settlementOf(payment, GROSS, STEP)).toMatchObject({
    due: 12_360_000,
    cashRounding: -4000,
    changeGiven: 7_640_000,
    missing: 0,
  });
});

test('nothing given in cash cannot be completed, however small the sum', () => {
  expect(isPayable(startPayment(cash), GROSS, STEP)).toBe(false);
  expect(isPayable({ ...startPayment(cash), typed: 0 }, 4000, STEP)).toBe(true);
});

test('a card takes the rest to the tiyin and never more', () => {
  const payment = startPayment(card);

  expect(tendersOf(payment, GROSS, 'UZS')).toEqual([{ ...card, amount: GROSS, currency: 'UZS' }]);
  expect(isPayable(payment, GROSS, STEP)).toBe(true);
  expect(isPayable({ ...payment, typed: GROSS + 100 }, GROSS, STEP)).toBe(false);
});

test('a part in cash and the rest by card is one payment', () => {
  const mixed = chooseWay({ ...startPayment(cash), typed: 5_000_000 }, card, GROSS);

  expect(tendersOf(mixed, GROSS, 'UZS').map((tender) => tender.amount)).toEqual([
    5_000_000, 7_364_000,
  ]);
  expect(isPayable(mixed, GROSS, STEP)).toBe(true);
  expect(tendersOf(dropEntry(mixed, 0), GROSS, 'UZS').map((tender) => tender.amount)).toEqual([
    GROSS,
  ]);
});

test('another way chosen before anything was typed replaces the first', () => {
  expect(chooseWay(startPayment(cash), card, GROSS)).toEqual(startPayment(card));
});

test('more cash than is due is no part of a mixed payment', () => {
  const payment = chooseWay({ ...startPayment(cash), typed: GROSS + 1 }, card, GROSS);

  expect(payment.entries).toEqual([]);
});
