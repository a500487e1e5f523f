import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidv7 } from './uuidv7.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test('[ID1] the example of RFC 9562 comes out', () => {
  const bytes = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  expect(uuidv7(0x017f22e279b0, bytes)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('[ID1] version and variant stand in their places, in lower case', () => {
  fc.assert(
    fc.property(moment, random, (ms, bytes) => {
      expect(uuidv7(ms, bytes)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }),
  );
});

test('[ID1] the moment is read back from the first 48 bits', () => {
  fc.assert(
    fc.property(moment, random, (ms, bytes) => {
      const hex = uuidv7(ms, bytes).replaceAll('-', '').slice(0, 12);
      expect(Number.parseInt(hex, 16)).toBe(ms);
    }),
  );
});

test('ids of a later moment sort after', () => {
  fc.assert(
    fc.property(moment, moment, random, random, (a, b, first, second) => {
      fc.pre(a < b);
      expect(uuidv7(a, first) < uuidv7(b, second)).toBe(true);
    }),
  );
});

test('the random bytes of the caller are not changed', () => {
  const bytes = new Uint8Array(10).fill(255);
  uuidv7(1, bytes);
  expect([...bytes]).toEqual(Array.from({ length: 10 }, () => 255));
});

test.each([0, 9, 11, 16])('%d random bytes are refused', (length) => {
  expect(() => uuidv7(1, new Uint8Array(length))).toThrow(/10 random bytes/);
});
