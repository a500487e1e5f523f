import { OPS_PER_PUSH_MAX } from '@oson/contract';
import { describe, expect, test } from 'vitest';
import { ADMIT, admitFor, isRefused, type Load, pressureOf } from './admit.ts';

const IDLE: Load = { loopLagMs: 0, waiting: 0, pushMs: 0 };
const at = (over: Partial<Load>): Load => ({ ...IDLE, ...over });

describe('[HELLO7] admit follows the load of the server', () => {
  test.each([
    ['idle', IDLE],
    ['a loop that is a little late', at({ loopLagMs: 99 })],
    ['a few that wait', at({ waiting: 15 })],
    ['a slow push', at({ pushMs: 999 })],
  ])('%s: everything at once', (_name, load) => {
    expect(admitFor(load, 0.7)).toEqual(ADMIT);
    expect(isRefused(load, OPS_PER_PUSH_MAX)).toBe(false);
  });

  test.each([
    [at({ loopLagMs: 100 }), 0, { batch: 50, delayMs: 500 }],
    [at({ loopLagMs: 100 }), 1, { batch: 50, delayMs: 1000 }],
    [at({ waiting: 32 }), 0, { batch: 50, delayMs: 1000 }],
    [at({ pushMs: 3000 }), 1, { batch: 16, delayMs: 3000 }],
    [at({ loopLagMs: 100_000 }), 1, { batch: 10, delayMs: 30_000 }],
  ])('busy by %j, drawn %d', (load, random, admit) => {
    expect(admitFor(load, random)).toEqual(admit);
  });

  test('the worst of the three figures counts', () => {
    expect(pressureOf({ loopLagMs: 50, waiting: 48, pushMs: 100 })).toBe(3);
  });

  test('backlog is refused before live sales are', () => {
    const overload = at({ waiting: 64 });
    expect([3, 4].map((ops) => isRefused(overload, ops))).toEqual([false, true]);
    const exhausted = at({ waiting: 192 });
    expect([1, 3, 50].map((ops) => isRefused(exhausted, ops))).toEqual([true, true, true]);
  });
});
