import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BACKOFF_MS_MAX, backoffMs } from './backoff.ts';
import { type BatchLimits, type Queued, takeBatch } from './batch.ts';
import { faultOf } from './fault.ts';
import { missingOf } from './on-hello.ts';
import { gapsBetween, rangesOf, trustedRanges } from './ranges.ts';

describe('[SEND3] the wait after a failure', () => {
  test('is drawn from 0 to a highest that doubles up to 60 s', () => {
    const almost = 1 - 2 ** -53;
    expect([0, 1, 2, 5].map((failures) => backoffMs(failures, almost))).toEqual([
      999, 1999, 3999, 31_999,
    ]);
    expect(backoffMs(6, almost)).toBe(BACKOFF_MS_MAX - 1);
    expect(backoffMs(1_000_000, almost)).toBe(BACKOFF_MS_MAX - 1);
    expect(backoffMs(10, 0)).toBe(0);
    expect(backoffMs(10, 0.5)).toBe(30_000);
  });
});

describe('[SEND5] a batch', () => {
  const queued = (opId: string, bytes = 100, incarnation = 'a'): Queued => ({
    opId,
    bytes,
    incarnation,
  });
  const limits: BatchLimits = { ops: 50, bytes: 1000, skip: [], only: null };
  const ids = (batch: Queued[]) => batch.map((each) => each.opId);

  test('is the oldest that fit by number and by bytes, without a hole', () => {
    const queue = [queued('1'), queued('2', 800), queued('3', 200), queued('4', 50)];
    expect(ids(takeBatch(queue, limits))).toEqual(['1', '2']);
    expect(ids(takeBatch(queue, { ...limits, ops: 1 }))).toEqual(['1']);
    expect(ids(takeBatch(queue, { ...limits, bytes: 10_000 }))).toEqual(['1', '2', '3', '4']);
    expect(takeBatch([], limits)).toEqual([]);
  });

  test('[PUSH1] takes one alone whatever its size', () => {
    const queue = [queued('big', 900_000), queued('2')];
    expect(ids(takeBatch(queue, limits))).toEqual(['big']);
  });

  test('[ID13] holds operations of one incarnation', () => {
    const queue = [queued('1'), queued('2', 10, 'b'), queued('3')];
    expect(ids(takeBatch(queue, limits))).toEqual(['1']);
  });

  test('[SEND6] leaves out what is set aside, and takes it alone when asked', () => {
    const queue = [queued('1'), queued('2'), queued('3')];
    expect(ids(takeBatch(queue, { ...limits, skip: ['1'] }))).toEqual(['2', '3']);
    expect(ids(takeBatch(queue, { ...limits, skip: ['2'], only: '2' }))).toEqual(['2']);
    expect(takeBatch(queue, { ...limits, only: 'gone' })).toEqual([]);
  });
});

describe('[HELLO4] ranges', () => {
  const record = (seq: number) => ({ seq, hash: `h${seq}` });
  const hashes = (...seqs: number[]) => Object.fromEntries(seqs.map((seq) => [seq, `h${seq}`]));

  test('are the fewest that cover the records', () => {
    expect(rangesOf([1, 2, 3, 7, 9, 10].map(record))).toEqual([
      { from: 1, to: 3, hash: 'h3' },
      { from: 7, to: 7, hash: 'h7' },
      { from: 9, to: 10, hash: 'h10' },
    ]);
    expect(rangesOf([])).toEqual([]);
  });

  test('count only with the own hash at their end', () => {
    const held = [
      { from: 1, to: 3, hash: 'h3' },
      { from: 4, to: 6, hash: 'other' },
      { from: 9, to: 8, hash: 'h8' },
      { from: 10, to: 12, hash: 'h12' },
    ];
    expect(trustedRanges(held, hashes(3, 6, 8))).toEqual([held[0]]);
  });

  test('[HELLO5] what was acknowledged and is not held is missing', () => {
    const acked = rangesOf([1, 2, 3, 4, 5, 6, 7, 8].map(record));
    const held = [
      { from: 1, to: 2, hash: 'h2' },
      { from: 5, to: 6, hash: 'h6' },
    ];
    expect(missingOf(acked, held, hashes(2, 6))).toEqual([
      { from: 3, to: 4 },
      { from: 7, to: 8 },
    ]);
    expect(missingOf(acked, held, hashes(2))).toEqual([{ from: 3, to: 8 }]);
    expect(missingOf(acked, [{ from: 1, to: 9, hash: 'h9' }], {})).toEqual([{ from: 1, to: 8 }]);
    expect(missingOf([], held, hashes(2, 6))).toEqual([]);
  });

  test('gaps are what a set of numbers would give', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: -2, max: 12 }))
      .map(([from, length]) => ({ from, to: from + length }));
    const numbers = (ranges: { from: number; to: number }[]) =>
      new Set(
        ranges.flatMap(({ from, to }) =>
          Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index),
        ),
      );
    fc.assert(
      fc.property(fc.array(range), fc.array(range), (claimed, present) => {
        const gaps = gapsBetween(claimed, present);
        const wanted = [...numbers(claimed)].filter((seq) => !numbers(present).has(seq));
        expect([...numbers(gaps)]).toEqual(wanted.sort((a, b) => a - b));
        for (const [index, gap] of gaps.entries()) {
          expect(gap.from).toBeLessThanOrEqual(gap.to);
          const before = gaps[index - 1];
          if (before) expect(gap.from).toBeGreaterThan(before.to + 1);
        }
      }),
    );
  });
});

describe('[PUSH5] a failed exchange is sorted by status and code', () => {
  const none = { code: null, details: {} };
  test.each([
    [{ status: null, ...none }, { kind: 'network' }],
    [{ status: 200, ...none }, { kind: 'network' }],
    [{ status: 302, ...none }, { kind: 'network' }],
    [{ status: 502, ...none }, { kind: 'network' }],
    [{ status: 504, ...none }, { kind: 'network' }],
    [{ status: 413, ...none }, { kind: 'too-large' }],
    [
      { status: 503, ...none },
      { kind: 'busy', delayMs: null },
    ],
    [
      { status: 503, code: 'BUSY', details: { delayMs: 5000 } },
      { kind: 'busy', delayMs: 5000 },
    ],
    [
      { status: 429, code: 'TOO_MANY_REQUESTS', details: { delayMs: 120_000 } },
      { kind: 'busy', delayMs: 120_000 },
    ],
    [
      { status: 429, code: 'TOO_MANY_REQUESTS', details: { retryAfterMs: 1500 } },
      { kind: 'busy', delayMs: 1500 },
    ],
    [
      { status: 429, code: null, details: { delayMs: -1 } },
      { kind: 'busy', delayMs: null },
    ],
    [
      { status: 429, code: null, details: { delayMs: 'soon' } },
      { kind: 'busy', delayMs: null },
    ],
    [
      { status: 401, code: 'NONCE_EXPIRED', details: { nonce: 'new' } },
      { kind: 'nonce', nonce: 'new' },
    ],
    [
      { status: 401, code: 'NONCE_EXPIRED', details: {} },
      { kind: 'auth', code: 'NONCE_EXPIRED' },
    ],
    [
      { status: 401, code: 'SIGNATURE_WRONG', details: {} },
      { kind: 'auth', code: 'SIGNATURE_WRONG' },
    ],
    [
      { status: 401, ...none },
      { kind: 'auth', code: 'NOT_SIGNED_IN' },
    ],
    [{ status: 403, code: 'TERMINAL_REVOKED', details: {} }, { kind: 'revoked' }],
    [
      { status: 403, code: 'TERMINAL_UNCONFIRMED', details: {} },
      { kind: 'no-rows', why: 'unconfirmed' },
    ],
    [
      { status: 403, code: 'TENANT_CLOSED', details: {} },
      { kind: 'no-rows', why: 'closed' },
    ],
    [
      { status: 400, code: 'BAD_INPUT', details: {} },
      { kind: 'refused', status: 400, code: 'BAD_INPUT' },
    ],
    [
      { status: 500, ...none },
      { kind: 'refused', status: 500, code: 'UNEXPECTED' },
    ],
  ])('%j', (failed, fault) => {
    expect(faultOf(failed)).toEqual(fault);
  });
});
