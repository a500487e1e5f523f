import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMxik, normalisePhone } from './phone.ts';

test.each([
  '+998901234567',
  '998901234567',
  '901234567',
  '8901234567',
  '00998901234567',
  '+998 90 123 45 67',
  '+998 (90) 123-45-67',
  '(90) 123 45 67',
  '8 90 123-45-67',
  '90.123.45.67',
  ' 90 123 45 67 ',
  '90\u00a0123\u00a045\u00a067',
  '90–123–45–67',
])('%j is +998901234567', (text) => {
  expect(normalisePhone(text)).toBe('+998901234567');
});

test.each([
  '',
  '12345678',
  '90123456',
  '9012345678',
  '+7 901 234 56 78',
  '+1 901 234 567',
  '+901234567',
  '001234567',
  '+998012345678',
  '90 123 45 6a',
  'tel: 901234567',
  '99890123456',
  '9989012345678',
  '++998901234567',
  '90/123/45/67',
])('%j is no Uzbek phone', (text) => {
  expect(normalisePhone(text)).toBeNull();
});

test.each(['33', '50', '55', '71', '77', '88', '91', '99', '20'])(
  'operator code %s is taken',
  (code) => {
    expect(normalisePhone(`${code}1234567`)).toBe(`+998${code}1234567`);
  },
);

test('every phone is found however it is spaced', () => {
  const national = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String);
  const prefix = fc.constantFrom('', '+998 ', '998', '8 ', '00998 ');
  fc.assert(
    fc.property(national, prefix, fc.constantFrom('', ' ', '-'), (digits, before, gap) => {
      const groups = [digits.slice(0, 2), digits.slice(2, 5), digits.slice(5, 7), digits.slice(7)];
      expect(normalisePhone(before + groups.join(gap))).toBe(`+998${digits}`);
    }),
  );
});

test('a phone in its one form stays as it is', () => {
  const national = fc.integer({ min: 100_000_000, max: 999_999_999 });
  fc.assert(
    fc.property(national, (digits) => {
      expect(normalisePhone(`+998${digits}`)).toBe(`+998${digits}`);
    }),
  );
});

test.each([
  ['02201002004029001', true],
  ['00701003001000000', true],
  ['2201002004029001', false],
  ['022010020040290010', false],
  ['0220100200402900a', false],
  ['', false],
])('%j is an MXIK: %s', (text, wanted) => {
  expect(isMxik(text)).toBe(wanted);
});
