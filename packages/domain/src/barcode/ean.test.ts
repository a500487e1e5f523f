import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  eanCheckDigit,
  INTERNAL_CODES_MAX,
  internalEan13,
  isEanCheckDigitRight,
  upcToEan13,
} from './ean.ts';
import { normaliseCode } from './normalise-code.ts';

test.each([
  ['400638133393', 1],
  ['978030640615', 7],
  ['460796510004', 0],
  ['270010100000', 5],
  ['9638507', 4],
  ['03600029145', 2],
  ['0400638133393', 1],
  ['000000000000', 0],
])('the check digit of %s is %d', (digits, wanted) => {
  expect(eanCheckDigit(digits)).toBe(wanted);
});

test.each(['', 'abc', '12a', ' 1'])('%j has no check digit', (text) => {
  expect(() => eanCheckDigit(text)).toThrow(RangeError);
});

test.each([
  ['4006381333931', true],
  ['4006381333932', false],
  ['4607965100040', true],
  ['96385074', true],
  ['96385075', false],
  ['036000291452', true],
  ['036000291453', false],
  ['04006381333931', true],
  ['2700101000005', true],
  ['400638133393', false],
  ['40063813339311', false],
  ['', false],
  ['400638133393X', false],
  ['BM-0001', false],
])('%j has its right check digit: %s', (code, wanted) => {
  expect(isEanCheckDigitRight(code)).toBe(wanted);
});

test.each([
  ['036000291452', '0036000291452'],
  ['036000291453', '036000291453'],
  ['4006381333931', '4006381333931'],
  ['96385074', '96385074'],
  ['abc', 'abc'],
])('%s as EAN-13 is %s', (code, wanted) => {
  expect(upcToEan13(code)).toBe(wanted);
});

test.each([
  [0, '2000000000008'],
  [1, '2000000000015'],
  [42, '2000000000428'],
  [INTERNAL_CODES_MAX, '2099999999998'],
])('the internal code of number %d is %s', (number, wanted) => {
  expect(internalEan13(number)).toBe(wanted);
});

test.each([-1, 0.5, INTERNAL_CODES_MAX + 1, Number.NaN])('%d has no internal code', (number) => {
  expect(() => internalEan13(number)).toThrow(RangeError);
});

const digits = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789')),
  minLength: 12,
  maxLength: 12,
});

test('one wrong digit is always found', () => {
  fc.assert(
    fc.property(digits, fc.nat(12), fc.integer({ min: 1, max: 9 }), (twelve, at, by) => {
      const code = twelve + eanCheckDigit(twelve);
      const wrong = (Number(code[at]) + by) % 10;
      expect(isEanCheckDigitRight(code)).toBe(true);
      expect(isEanCheckDigitRight(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(false);
    }),
  );
});

test('internal codes are right, differ, and never collide with scale labels', () => {
  const number = fc.integer({ min: 0, max: INTERNAL_CODES_MAX });
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(isEanCheckDigitRight(internalEan13(a))).toBe(true);
      expect(internalEan13(a).startsWith('27')).toBe(false);
      expect(internalEan13(a) === internalEan13(b)).toBe(a === b);
    }),
  );
});

test.each([
  ['4006381333931', '4006381333931'],
  [' 4006381333931 ', '4006381333931'],
  ['4006381333931\r\n', '4006381333931'],
  ['4 006381 333931', '4006381333931'],
  ['4-006381-333931', '4006381333931'],
  [']E04006381333931', '4006381333931'],
  [']C14006381333931', '4006381333931'],
  ['\u001d4006381333931', '4006381333931'],
  ['\ufeff4006381333931', '4006381333931'],
  ['\u200b4006381333931', '4006381333931'],
  ['４００６３８１３３３９３１', '4006381333931'],
  ['036000291452', '0036000291452'],
  ['00036000291452', '0036000291452'],
  ['04006381333931', '4006381333931'],
  ['14006381333938', '14006381333938'],
  ['04006381333932', '04006381333932'],
  ['96385074', '96385074'],
  ['123456789012', '0123456789012'],
  ['123456789013', '123456789013'],
  ['bm-0001', 'BM-0001'],
  ['BM-0001', 'BM-0001'],
  ['bm 0001', 'BM0001'],
  ['101', '101'],
  ['1-2', '1-2'],
  ['артикул-5', 'АРТИКУЛ-5'],
  ['', ''],
  ['  \t ', ''],
])('%j is stored and looked up as %s', (text, wanted) => {
  expect(normaliseCode(text)).toBe(wanted);
});

test('a code in its one form stays as it is', () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from('0123456789-aA ]Ё\t')) });
  fc.assert(
    fc.property(text, (some) => {
      const once = normaliseCode(some);
      fc.pre(!once.startsWith(']'));
      expect(normaliseCode(once)).toBe(once);
    }),
  );
});

test('an EAN-13 meets itself however it was padded or spaced', () => {
  fc.assert(
    fc.property(digits, (twelve) => {
      const code = twelve + eanCheckDigit(twelve);
      const spaced = `${code.slice(0, 1)} ${code.slice(1, 7)} ${code.slice(7)}`;
      expect(normaliseCode(spaced)).toBe(normaliseCode(code));
      expect(normaliseCode(`0${code}`)).toBe(normaliseCode(code));
    }),
  );
});
