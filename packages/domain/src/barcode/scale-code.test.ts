import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eanCheckDigit } from './ean.ts';
import { parseScaleCode, readScaleCode, scaleItemCode } from './scale-code.ts';

const label = (digits: string) => digits + eanCheckDigit(digits);

test.each([
  [label('270010102340'), { plu: '00101', grams: 2340 }],
  [label('270010100000'), { plu: '00101', grams: 0 }],
  [label('270010200735'), { plu: '00102', grams: 735 }],
  [label('279999999999'), { plu: '99999', grams: 99_999 }],
  [label('270000000001'), { plu: '00000', grams: 1 }],
])('the label %s is read', (code, wanted) => {
  expect(parseScaleCode(code)).toEqual(wanted);
});

test.each([
  ['a wrong check digit', '2700101023401'],
  ['another prefix', label('200010102340')],
  ['an ordinary EAN', '4006381333931'],
  ['too short', '270010102340'],
  ['too long', `${label('270010102340')}0`],
  ['letters', '27001010234AB'],
  ['nothing', ''],
])('%s is no scale label', (_case, code) => {
  expect(parseScaleCode(code)).toBeNull();
});

test('a template may carry the price instead of the weight', () => {
  expect(readScaleCode('22PPPPPVVVVVC', label('220010114040'))).toEqual({
    plu: '00101',
    grams: null,
    priceSom: 14_040,
  });
});

test('a template may have a longer item number', () => {
  expect(readScaleCode('2PPPPPPWWWWWC', label('212345600735'))).toEqual({
    plu: '123456',
    grams: 735,
    priceSom: null,
  });
});

test.each(['27PPPPPC', '27WWWWWC', 'PPPPP27WWWWWC', '27PPPPPWWWWW', '27PPPPPXXXXXC', '', 'C'])(
  '%j is no template',
  (template) => {
    expect(() => readScaleCode(template, '2700101000005')).toThrow(RangeError);
  },
);

test.each([
  ['101', '2700101000005'],
  ['00101', '2700101000005'],
  ['1', '2700001000006'],
  ['99999', '2799999000006'],
])('item %s of a scale is stored as %s', (plu, wanted) => {
  expect(scaleItemCode(plu)).toBe(wanted);
});

test.each(['', '123456', 'a', '-1'])('%j is no item number', (plu) => {
  expect(() => scaleItemCode(plu)).toThrow(RangeError);
});

test('every label leads to its item and its weight', () => {
  fc.assert(
    fc.property(fc.nat(99_999), fc.nat(99_999), (item, grams) => {
      const plu = String(item).padStart(5, '0');
      const code = label(`27${plu}${String(grams).padStart(5, '0')}`);
      expect(parseScaleCode(code)).toEqual({ plu, grams });
      expect(scaleItemCode(plu)).toBe(label(`27${plu}00000`));
    }),
  );
});
