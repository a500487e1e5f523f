import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, wellFormed } from './canonical-json.ts';
import { sha256Hex, utf8Bytes } from './sha256.ts';

test('[OP1] canonical JSON is that of RFC 8785: sorted keys, numbers as ECMAScript writes them', () => {
  const fromTheRfc: unknown = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  );
  expect(canonicalJson(fromTheRfc)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('[OP1] keys are sorted by UTF-16 unit as RFC 8785 shows it', () => {
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 };
  const sorted = JSON.parse(canonicalJson(Object.entries(keys))) as [string, number][];
  expect(sorted).toHaveLength(7);
  expect(canonicalJson(keys)).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
});

test('what JSON cannot say is refused', () => {
  for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, '\udc00', () => 1]) {
    expect(() => canonicalJson(value)).toThrow();
  }
  expect(() => canonicalJson({ deep: [{ text: '\ud800' }] })).toThrow();
});

test('canonical JSON reads back as the same value, in any order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const whole = wellFormed(value);
      const text = canonicalJson(whole);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(whole)));
    }),
  );
});

test('whole text is left alone, half a pair and a NUL become a replacement sign', () => {
  expect(wellFormed({ a: ['soʻm 😀', { b: '\ud83d!\0' }] })).toEqual({
    a: ['soʻm 😀', { b: '\ufffd!\ufffd' }],
  });
  expect(wellFormed({ kept: 1, gone: undefined })).toEqual({ kept: 1 });
});

test('[OP6] SHA-256 gives the digests of FIPS 180, also of letters beyond ASCII', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('Qoʻy goʻshti, нон, 😀')).toBe(
    'db68258a6eb0cf285089301529e5395eb021727c12297e6934569bb1c58f82f9',
  );
});

test('bytes are those of UTF-8', () => {
  expect(utf8Bytes('oʻ')).toBe(3);
  expect(utf8Bytes('😀')).toBe(4);
});
