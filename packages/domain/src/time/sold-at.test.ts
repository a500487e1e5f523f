import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLOCK_JUMP_FLAG_MS, isClockSuspect, type OperationClocks, soldAtMs } from './sold-at.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The server said noon when the device's wall clock, which is 2 h slow, said 10. */
const NOON = Date.parse('2026-11-21T12:00:00Z');
const heard = { serverMs: NOON, wallMs: NOON - 2 * HOUR, monoMs: 5000, bootId: 'boot-1' };
const clocks = (over: Partial<OperationClocks> = {}): OperationClocks => ({
  wallMs: NOON - 2 * HOUR + 10 * MINUTE,
  monoMs: 5000 + 10 * MINUTE,
  bootId: 'boot-1',
  lastServer: heard,
  ...over,
});
const LATER = NOON + 48 * HOUR;

test('in the same boot the steady clock counts from the last server time', () => {
  expect(soldAtMs(clocks(), null, LATER)).toEqual({
    at: NOON + 10 * MINUTE,
    clamped: false,
    jumpMs: 0,
  });
});

test('a wall clock turned back in between moves nothing, but is seen', () => {
  const turned = clocks({ wallMs: NOON - 26 * HOUR + 10 * MINUTE });
  expect(soldAtMs(turned, null, LATER)).toEqual({
    at: NOON + 10 * MINUTE,
    clamped: false,
    jumpMs: 24 * HOUR,
  });
  expect(isClockSuspect(soldAtMs(turned, null, LATER))).toBe(true);
});

test('after a restart the wall clock counts, by the offset that it had', () => {
  const restarted = clocks({ bootId: 'boot-2', monoMs: 3 });
  expect(soldAtMs(restarted, null, LATER)).toEqual({
    at: NOON + 10 * MINUTE,
    clamped: false,
    jumpMs: 0,
  });
});

test('a device that has never heard the server is believed', () => {
  expect(soldAtMs(clocks({ lastServer: null }), null, LATER).at).toBe(
    NOON - 2 * HOUR + 10 * MINUTE,
  );
});

test('[CASE15] never before the operation before it', () => {
  const previous = NOON + 30 * MINUTE;
  const soldAt = soldAtMs(clocks(), previous, LATER);
  expect(soldAt).toEqual({ at: previous, clamped: true, jumpMs: 20 * MINUTE });
  expect(isClockSuspect(soldAt)).toBe(true);
});

test('[CASE15] never after its receipt by the server', () => {
  const received = NOON + MINUTE;
  const soldAt = soldAtMs(clocks(), null, received);
  expect(soldAt).toEqual({ at: received, clamped: true, jumpMs: 9 * MINUTE });
  expect(isClockSuspect(soldAt)).toBe(true);
});

test('the receipt by the server stands above the operation before', () => {
  expect(soldAtMs(clocks(), LATER, NOON).at).toBe(NOON);
});

test.each([
  [0, false],
  [1, false],
  [CLOCK_JUMP_FLAG_MS, false],
  [CLOCK_JUMP_FLAG_MS + 1, true],
  [24 * HOUR, true],
])('[CASE15] a clamp by %d ms is worth a look: %s', (moved, wanted) => {
  const soldAt = soldAtMs(clocks(), NOON + 10 * MINUTE + moved, LATER);
  expect(soldAt.jumpMs).toBe(moved);
  expect(isClockSuspect(soldAt)).toBe(wanted);
});

test('fractions of a millisecond are rounded', () => {
  expect(soldAtMs(clocks({ monoMs: 5000.4 }), null, LATER).at).toBe(NOON);
  expect(soldAtMs(clocks({ monoMs: 5000.6 }), null, LATER).at).toBe(NOON + 1);
});

const ms = fc.integer({ min: NOON - 1000 * HOUR, max: NOON + 1000 * HOUR });
const someClocks = fc.record({
  wallMs: ms,
  monoMs: fc.integer({ min: 0, max: 1000 * HOUR }),
  bootId: fc.constantFrom('boot-1', 'boot-2'),
  lastServer: fc.option(fc.constant(heard)),
});

test('[CASE15] whatever the clocks say, the answer lies between the two bounds', () => {
  fc.assert(
    fc.property(someClocks, fc.option(ms), ms, (some, previous, received) => {
      const { at, clamped } = soldAtMs(some, previous, received);
      expect(at).toBeLessThanOrEqual(received);
      if (previous !== null && previous <= received) expect(at).toBeGreaterThanOrEqual(previous);
      if (!clamped) expect(at).toBe(soldAtMs(some, null, Number.MAX_SAFE_INTEGER).at);
    }),
  );
});

test('operations one after the other are never sold backwards', () => {
  fc.assert(
    fc.property(fc.array(someClocks, { minLength: 2, maxLength: 10 }), (all) => {
      let previous: number | null = null;
      for (const one of all) {
        const { at } = soldAtMs(one, previous, NOON + 3000 * HOUR);
        if (previous !== null) expect(at).toBeGreaterThanOrEqual(previous);
        previous = at;
      }
    }),
  );
});

test('turning the wall clock within a boot never moves a sale', () => {
  fc.assert(
    fc.property(ms, fc.nat(10 * HOUR), (wallMs, passed) => {
      const one = clocks({ wallMs, monoMs: 5000 + passed });
      expect(soldAtMs(one, null, Number.MAX_SAFE_INTEGER).at).toBe(NOON + passed);
    }),
  );
});
