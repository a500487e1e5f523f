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

test('what is sent is what superjson would send, for any value', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anything), (value) => {
      expect(JSON.stringify(transformer.serialize(value))).toBe(
        JSON.stringify(superjson.serialize(value)),
      );
    }),
    { numRuns: 500 },
  );
});

test('what is plain comes back as superjson brings it back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const sent = JSON.parse(JSON.stringify(superjson.serialize(value)));
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
])('%o is not plain', (value) => {
  expect(isPlainJson(value)).toBe(false);
});
