import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MONEY_MAX, parseMoney, parseQuantity, QUANTITY_MAX } from './parse-number.ts';

const NBSP = '\u00a0';
const THIN = '\u2009';
const NARROW = '\u202f';

test.each([
  ['0', 0],
  ['1', 100],
  ['12500', 1_250_000],
  ['12 500', 1_250_000],
  [`12${NBSP}500`, 1_250_000],
  [`12${THIN}500`, 1_250_000],
  [`12${NARROW}500`, 1_250_000],
  ["12'500", 1_250_000],
  ['12’500', 1_250_000],
  ['  12 500  ', 1_250_000],
  ['1 250 000', 125_000_000],
  ['12500,50', 1_250_050],
  ['12500.50', 1_250_050],
  ['12 500,5', 1_250_050],
  ['12 500.00', 1_250_000],
  ['12 500,00', 1_250_000],
  ['12500.', 1_250_000],
  ['12,500', 1_250_000],
  ['12.500', 1_250_000],
  ['1,250,000', 125_000_000],
  ['1.250.000', 125_000_000],
  ['1,250,000.50', 125_000_050],
  ['1.250.000,50', 125_000_050],
  ['12.500,75', 1_250_075],
  ['12,5', 1250],
  ['12.05', 1205],
  ['0,5', 50],
  ['.5', 50],
  [',05', 5],
  ['0.50', 50],
  ['0,500', 50],
  ['0.10', 10],
  ['007', 700],
  ['-0', 0],
  ['12 500 soʻm', 1_250_000],
  ["12500 so'm", 1_250_000],
  ['12500 so‘m', 1_250_000],
  ['12500som', 1_250_000],
  ['12 500 сум', 1_250_000],
  ['12 500 СУМ', 1_250_000],
  ['12 500 сўм', 1_250_000],
  ['12 500 UZS', 1_250_000],
  ['12 500 sum.', 1_250_000],
  ['12500.10000', 1_250_010],
])('%j is read as %d tiyin', (text, tiyin) => {
  expect(parseMoney(text)).toEqual({ ok: true, tiyin });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['soʻm', 'empty'],
  ['.', 'not-a-number'],
  [',', 'not-a-number'],
  ['abc', 'not-a-number'],
  ['12a', 'not-a-number'],
  ['1 2', 'not-a-number'],
  ['12 50', 'not-a-number'],
  ['1 2500', 'not-a-number'],
  ['1,2,3', 'not-a-number'],
  ['12.5.6', 'not-a-number'],
  ['1,25,000.5', 'not-a-number'],
  ['1e5', 'not-a-number'],
  ['0x10', 'not-a-number'],
  ['∞', 'not-a-number'],
  ['12 500 $', 'not-a-number'],
  ['=1+1', 'not-a-number'],
  ['١٢', 'not-a-number'],
  ['-5', 'negative'],
  ['−5', 'negative'],
  ['-12 500,50', 'negative'],
  ['12500.505', 'too-precise'],
  ['1.001', 'not-too-precise'],
  ['0,505', 'too-precise'],
  ['12,3456', 'too-precise'],
  ['100000000001', 'too-large'],
  ['9'.repeat(400), 'too-large'],
])('%j is refused as %s', (text, problem) => {
  // A point before exactly three digits groups thousands: 1.001 is one thousand and one.
  if (problem === 'not-too-precise') expect(parseMoney(text)).toEqual({ ok: true, tiyin: 100_100 });
  else expect(parseMoney(text)).toEqual({ ok: false, problem });
});

test('the largest amount is taken, one tiyin more is not', () => {
  expect(parseMoney('100000000000')).toEqual({ ok: true, tiyin: MONEY_MAX });
  expect(parseMoney('100000000000,01')).toEqual({ ok: false, problem: 'too-large' });
});

test.each([
  ['1', 1000],
  ['2', 2000],
  ['0,735', 735],
  ['0.735', 735],
  ['1.5', 1500],
  ['1,5', 1500],
  ['1.500', 1500],
  ['2,340', 2340],
  ['.25', 250],
  ['12', 12_000],
  ['1 250', 1_250_000],
  [`1${NBSP}250,5`, 1_250_500],
  ['0', 0],
  ['0,001', 1],
  ['3.0000', 3000],
])('%j is read as %d thousandths', (text, quantity) => {
  expect(parseQuantity(text)).toEqual({ ok: true, quantity });
});

test.each([
  ['', 'empty'],
  ['kg', 'not-a-number'],
  ['1 kg', 'not-a-number'],
  ['1,2,3', 'not-a-number'],
  ['1.250.000', 'not-a-number'],
  ['-1', 'negative'],
  ['0,0005', 'too-precise'],
  ['1000001', 'too-large'],
])('the quantity %j is refused as %s', (text, problem) => {
  expect(parseQuantity(text)).toEqual({ ok: false, problem });
});

test('the largest quantity is a million', () => {
  expect(parseQuantity('1000000')).toEqual({ ok: true, quantity: QUANTITY_MAX });
});

const amount = fc.integer({ min: 0, max: MONEY_MAX });
const grouped = (digits: string, space: string) => digits.replace(/\B(?=(\d{3})+$)/g, space);

test('every amount is read back from each way of writing it', () => {
  const spaces = fc.constantFrom('', ' ', NBSP, THIN, NARROW);
  fc.assert(
    fc.property(amount, spaces, fc.constantFrom(',', '.'), (tiyin, space, mark) => {
      const whole = grouped(String(Math.floor(tiyin / 100)), space);
      const text = `${whole}${mark}${String(tiyin % 100).padStart(2, '0')}`;
      expect(parseMoney(text)).toEqual({ ok: true, tiyin });
    }),
  );
});

test('every quantity is read back', () => {
  const quantities = fc.integer({ min: 0, max: QUANTITY_MAX });
  fc.assert(
    fc.property(quantities, fc.constantFrom(',', '.'), (quantity, mark) => {
      const rest = String(quantity % 1000).padStart(3, '0');
      const text = `${Math.floor(quantity / 1000)}${mark}${rest}`;
      expect(parseQuantity(text)).toEqual({ ok: true, quantity });
    }),
  );
});

test('no text at all makes it throw or answer with a broken figure', () => {
  const sign = fc.constantFrom(...Array.from('0123456789.,-− ’eесомsoʻm\n'), NBSP, NARROW);
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 30 }), (text) => {
      for (const parsed of [parseMoney(text), parseQuantity(text)]) {
        if (!parsed.ok) continue;
        const value = 'tiyin' in parsed ? parsed.tiyin : parsed.quantity;
        expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
      }
    }),
  );
});
