import fc from 'fast-check';
import superjson from 'superjson';
import { expect, test } from 'vitest';
import { isPlainJson, transformer } from './plain-json.ts';

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: false,
});

/** The text that goes out, or why none does. */
function sentBy(by: { serialize: (value: unknown) => unknown }, value: unknown): string {
  try {
    return JSON.stringify(by.serialize(value));
  } catch (error) {
    return String(error);
  }
}

test('what is sent is what superjson would send, for any value', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anything), (value) => {
      expect(sentBy(transformer, value)).toBe(sentBy(superjson, value));
    }),
    { numRuns: 2000 },
  );
});

test('what is plain comes back as superjson brings it back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = sentBy(superjson, value);
      fc.pre(text.startsWith('{'));
      const sent = JSON.parse(text);
      expect(transformer.deserialize(sent)).toEqual(superjson.deserialize(sent));
    }),
  );
});

test.each([
  [undefined],
  [{ a: undefined }],
  [new Date(0)],
  [1n],
  [Number.NaN],
  [-0],
  [[new Map()]],
  [Object.create(null)],
  [Symbol('x')],
  [JSON.parse('{"a":{"__proto__":1}}')],
  [{ constructor: 1 }],
])('%o is not plain', (value) => {
  expect(isPlainJson(value)).toBe(false);
});
