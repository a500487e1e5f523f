import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToHeld, breaksWhatFollows, completeTo, owedUpTo } from './held-ranges.ts';

const h = (seq: number) => `hash-${seq}`;
const held = (...seqs: number[]) =>
  addToHeld(
    [],
    seqs.map((seq) => ({ seq, hash: h(seq) })),
  );

test('[HELLO4] ranges carry the hash at their end, in order and without touching each other', () => {
  expect(held(1, 2, 3, 7, 5)).toEqual([
    { from: 1, to: 3, hash: h(3) },
    { from: 5, to: 5, hash: h(5) },
    { from: 7, to: 7, hash: h(7) },
  ]);
  expect(addToHeld(held(1, 2, 4), [{ seq: 3, hash: h(3) }])).toEqual([
    { from: 1, to: 4, hash: h(4) },
  ]);
});

test('[ID16] a number held already keeps the hash that came first', () => {
  expect(addToHeld(held(1, 2), [{ seq: 2, hash: 'other' }])).toEqual(held(1, 2));
});

test('[HELLO4] [ID16] a hash vouches for its own chain alone: where another one begins, so does a range', () => {
  const own = (seq: number) => ({ seq, hash: h(seq), prev: h(seq - 1) });
  const other = (seq: number) => ({ seq, hash: `x-${seq}`, prev: seq > 3 ? `x-${seq - 1}` : h(2) });
  // The copy's fourth is held, then the origin's second and third come: nobody may take them for its own.
  const mixed = addToHeld(addToHeld([], [own(1), other(4)]), [own(2), own(3)]);
  expect(mixed).toMatchObject([
    { from: 1, to: 3, hash: h(3) },
    { from: 4, to: 4, hash: 'x-4' },
  ]);
  expect(breaksWhatFollows(addToHeld([], [other(4)]), own(3))).toBe(true);
  expect(breaksWhatFollows(addToHeld([], [own(4)]), own(3))).toBe(false);
  expect(addToHeld(mixed, [other(5)])).toMatchObject([{ to: 3 }, { from: 4, to: 5, hash: 'x-5' }]);
  expect(addToHeld(addToHeld([], [own(2)]), [own(1)])).toMatchObject([{ from: 1, to: 2 }]);
});

test('what is owed up to a number, and up to where all is there', () => {
  const ranges = held(1, 2, 5, 6, 9);
  expect(owedUpTo(ranges, 6)).toBe(2);
  expect(owedUpTo(ranges, 10)).toBe(5);
  expect(completeTo(ranges)).toEqual({ from: 1, to: 2, hash: h(2) });
  expect(completeTo(held(2, 3))).toBeNull();
});

test('in whatever order and batches numbers come, the ranges are the same', () => {
  const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
  fc.assert(
    fc.property(seqs, fc.integer({ min: 1, max: 7 }), (numbers, size) => {
      let ranges = addToHeld([], []);
      for (let i = 0; i < numbers.length; i += size) {
        const batch = numbers.slice(i, i + size).map((seq) => ({ seq, hash: h(seq) }));
        ranges = addToHeld(ranges, batch);
      }
      expect(ranges).toEqual(held(...numbers.toSorted((a, b) => a - b)));
      expect(owedUpTo(ranges, 40)).toBe(40 - numbers.length);
      for (const { to, hash } of ranges) expect(hash).toBe(h(to));
    }),
  );
});
