import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney } from './money.ts';
import { formatNumber, formatPercent, formatScaled } from './number.ts';
import { formatPhone } from './phone.ts';
import { formatQuantity, UNIT_CODES, unitName, keepUnits } from './quantity.ts';

/** Readable in the test: the no-break space is written as an underscore. */
const seen = (text: string) => text.replaceAll('\u00a0', '_');

test('money: groups of three by no-break spaces, hundredths only when there are any', () => {
  expect(seen(formatMoney(1_250_000, 'uz-Latn'))).toBe('12_500_soʻm');
  expect(seen(formatMoney(1_250_050, 'uz-Cyrl'))).toBe('12_500,50_сўм');
  expect(seen(formatMoney(1_250_000, 'ru', { tiyin: 'always' }))).toBe('12_500,00_сум');
  expect(seen(formatMoney(-5, 'en', { unit: false }))).toBe('−0.05');
  expect(seen(formatMoney(0, 'en'))).toBe('0_soʻm');
  expect(seen(formatMoney(1_234_567_00, 'ru', { currency: 'USD' }))).toBe('1_234_567_USD');
});

test('money is exact up to the largest whole number', () => {
  expect(seen(formatMoney(Number.MAX_SAFE_INTEGER, 'uz-Latn', { unit: false }))).toBe(
    '90_071_992_547_409,91',
  );
});

test('the digits of an amount are the amount', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (tiyin) => {
      const text = formatMoney(tiyin, 'uz-Latn', { unit: false, tiyin: 'always' });
      expect(BigInt(text.replace('−', '-').replace(/[\u00a0,]/g, ''))).toBe(BigInt(tiyin));
    }),
  );
});

test('quantity: thousandths without trailing zeros, unit in the language', () => {
  expect(seen(formatQuantity(2340, 'kg', 'uz-Latn'))).toBe('2,34_kg');
  expect(seen(formatQuantity(1000, 'dona', 'ru'))).toBe('1_шт.');
  expect(seen(formatQuantity(-2000, 'dona', 'uz-Cyrl'))).toBe('−2_дона');
  expect(seen(formatQuantity(735, null, 'en'))).toBe('0.735');
  expect(seen(formatQuantity(12_500_000, 'qop', 'uz-Cyrl'))).toBe('12_500_қоп');
});

test('every unit on offer has a name in every language', () => {
  for (const unit of UNIT_CODES) {
    for (const locale of ['uz-Latn', 'uz-Cyrl', 'ru', 'en'] as const) {
      expect(unitName(unit, locale)).not.toBe('');
    }
  }
});

test('plain numbers and percents', () => {
  expect(seen(formatNumber(1528, 'ru'))).toBe('1_528');
  expect(seen(formatNumber(-1234.5, 'uz-Latn'))).toBe('−1_234,5');
  expect(seen(formatNumber(-0.0001, 'en'))).toBe('0');
  expect(formatNumber(Number.NaN, 'en')).toBe('–');
  expect(formatNumber(2.345, 'en', 1)).toBe('2.3');
  expect(seen(formatPercent(1250, 'uz-Latn'))).toBe('12,5_%');
  expect(formatPercent(1200, 'en')).toBe('12%');
  expect(formatScaled(0, 100, 2, 'uz-Latn')).toBe('0,00');
});

test('phones of Uzbekistan are grouped, others stay', () => {
  expect(seen(formatPhone('+998901234567'))).toBe('+998_90_123_45_67');
  expect(formatPhone('+79161234567')).toBe('+79161234567');
});

test.each([
  ['Shakar Oq Bulut 1 kg', 'Shakar Oq Bulut 1\u00A0kg'],
  ['Молоко 3,2 % 0,9 л', 'Молоко 3,2\u00A0% 0,9\u00A0л'],
  ['Kassa 2 Chilonzor', 'Kassa 2 Chilonzor'],
])('in "%s" a number and its unit stay together', (name, kept) => {
  expect(keepUnits(name)).toBe(kept);
});
