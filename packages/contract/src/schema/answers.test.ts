import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../canonical/sha256.ts';
import { SAMPLE_IDS } from '../fixtures/index.ts';
import type { HelloAnswer } from '../messages/hello.ts';
import { FLAG_KINDS, type PushAnswer } from '../messages/push.ts';
import {
  admitSchema,
  helloAnswerSchema,
  pushAnswerSchema,
  reportAnswerSchema,
} from './answer-schemas.ts';
import {
  cursorSchema,
  helloRequestSchema,
  pullRequestSchema,
  reportRequestSchema,
} from './message-schemas.ts';

const { incarnation, saleOp } = SAMPLE_IDS;
const hash = sha256Hex('a');
const AT = 1_764_000_000_000;

const HELLO: HelloAnswer = {
  epoch: 1,
  serverTime: AT,
  held: [{ from: 1, to: 9, hash }],
  head: 120,
  stableThrough: AT - 35 * 86_400_000,
  minApp: '0.1.0',
  admit: { batch: 50, delayMs: 0 },
  terminalState: 'live',
  tenantStatus: 'suspended',
  forked: false,
  nonce: 'n-1',
};

const PUSH: PushAnswer = {
  epoch: 1,
  results: [
    { opId: saleOp, r: 'replayed', is: 'rejected', n: 7, flags: [], corrections: [], at: AT },
  ],
  admit: { batch: 10, delayMs: 5000 },
  nonce: 'n-2',
};

describe('[HELLO3] an answer to hello', () => {
  const reads = (over: object) => helloAnswerSchema.safeParse({ ...HELLO, ...over }).success;

  test('carries every field of the contract', () => {
    expect(helloAnswerSchema.parse(HELLO)).toEqual(HELLO);
    for (const field of Object.keys(HELLO))
      expect(reads({ [field]: undefined }), field).toBe(false);
  });

  test.each(['practice', 'live', 'revoked'])('may say that the terminal is %s', (state) => {
    expect(reads({ terminalState: state })).toBe(true);
  });

  test('says nothing else about terminal, tenant, epoch or ranges', () => {
    expect(reads({ terminalState: 'lost' })).toBe(false);
    expect(reads({ tenantStatus: 'gone' })).toBe(false);
    expect(reads({ epoch: 1.5 })).toBe(false);
    expect(reads({ head: -1 })).toBe(false);
    expect(reads({ held: [{ from: 1, to: 9, hash: 'short' }] })).toBe(false);
    expect(reads({ nonce: '' })).toBe(false);
  });

  test('may carry more than this version knows', () => {
    expect(helloAnswerSchema.parse({ ...HELLO, region: 'tas' })).toEqual({
      ...HELLO,
      region: 'tas',
    });
  });
});

test('an admit lets at least one operation through and never asks to go back in time', () => {
  expect(admitSchema.parse({ batch: 1, delayMs: 0 })).toEqual({ batch: 1, delayMs: 0 });
  for (const wrong of [{ batch: 0, delayMs: 0 }, { batch: 5, delayMs: -1 }, { batch: 1.5 }]) {
    expect(admitSchema.safeParse(wrong).success).toBe(false);
  }
});

describe('an answer to a push', () => {
  const withResult = (over: object) =>
    pushAnswerSchema.safeParse({ ...PUSH, results: [{ ...PUSH.results[0], ...over }] }).success;

  test('says of a replayed operation what it is now', () => {
    expect(pushAnswerSchema.parse(PUSH)).toEqual(PUSH);
    for (const is of ['posted', 'waiting', 'quarantined', 'rejected']) {
      expect(withResult({ is })).toBe(true);
    }
    for (const field of ['is', 'flags', 'corrections', 'at', 'r', 'opId']) {
      expect(withResult({ [field]: undefined }), field).toBe(false);
    }
    expect(withResult({ n: undefined })).toBe(true);
  });

  test('knows every kind of flag', () => {
    expect(withResult({ flags: [...FLAG_KINDS] })).toBe(true);
    expect(withResult({ flags: ['late'] })).toBe(false);
  });

  test('a correction says what was sent and what stands, as figure or text', () => {
    expect(withResult({ corrections: [{ field: 'tax', sent: 1, stands: 2 }] })).toBe(true);
    expect(withResult({ corrections: [{ field: 'unit', sent: 'kg', stands: 'g' }] })).toBe(true);
    expect(withResult({ corrections: [{ field: 'tax', sent: 1 }] })).toBe(false);
  });
});

test('a report is answered with the next nonce', () => {
  expect(reportAnswerSchema.parse({ nonce: 'n-3' })).toEqual({ nonce: 'n-3' });
  expect(reportAnswerSchema.safeParse({ nonce: '' }).success).toBe(false);
});

describe('no request grows without end', () => {
  test('ranges, kinds, losses, forks and errors have a most', () => {
    const ranges = (count: number) =>
      Array.from({ length: count }, () => ({ from: 1, to: 1, hash }));
    const acked = helloRequestSchema as unknown as { shape: { acked: typeof helloRequestSchema } };
    expect(acked.shape.acked.safeParse(ranges(1000)).success).toBe(true);
    expect(acked.shape.acked.safeParse(ranges(1001)).success).toBe(false);
    const kinds = (count: number) => ({ cursor: null, kinds: Array(count).fill('sku'), limit: 1 });
    expect(pullRequestSchema.safeParse(kinds(100)).success).toBe(true);
    expect(pullRequestSchema.safeParse(kinds(101)).success).toBe(false);
    const forks = (count: number) => Array.from({ length: count }, () => ({ incarnation, seq: 1 }));
    const report = { incarnation, losses: [], errors: [] };
    expect(reportRequestSchema.safeParse({ ...report, forks: forks(200) }).success).toBe(true);
    expect(reportRequestSchema.safeParse({ ...report, forks: forks(201) }).success).toBe(false);
  });

  test('a cursor is epoch, n and check', () => {
    expect(cursorSchema.parse({ epoch: 1, n: 0, check: '' })).toEqual({
      epoch: 1,
      n: 0,
      check: '',
    });
    for (const wrong of [
      { n: 1, check: '' },
      { epoch: 1, n: -1, check: '' },
      { epoch: 1, n: 1 },
    ]) {
      expect(cursorSchema.safeParse(wrong).success).toBe(false);
    }
    const long = { epoch: 1, n: 1, check: 'c'.repeat(201) };
    expect(cursorSchema.safeParse(long).success).toBe(false);
  });
});
