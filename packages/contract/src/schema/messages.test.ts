import { expect, test } from 'vitest';
import { eraseBody } from '../chain/verify-operation.ts';
import { firstPrevHash } from '../chain/hash-operation.ts';
import { sealOperation } from '../chain/seal-operation.ts';
import { SAMPLE_BODIES, SAMPLE_IDS } from '../fixtures/index.ts';
import { PULL_KINDS } from '../kinds/pull-kinds.ts';
import { OPS_PER_PUSH_MAX, PULL_ROWS_MAX } from '../limits.ts';
import type { HelloRequest } from '../messages/hello.ts';
import type { Operation } from '../operation.ts';
import { pushAnswerSchema } from './answer-schemas.ts';
import { enrolBeginRequestSchema, goLiveRequestSchema } from './enrol-schemas.ts';
import {
  helloRequestSchema,
  pullRequestSchema,
  pushRequestSchema,
  reportRequestSchema,
} from './message-schemas.ts';
import { parseOperation } from './operation-schema.ts';
import { PULL_DATA_SCHEMAS } from './pull-data-schemas.ts';

const { tenant, terminal, incarnation, saleOp } = SAMPLE_IDS;

const operation: Operation = sealOperation({
  opId: saleOp,
  incarnation,
  type: 'sale',
  seq: 1,
  prevHash: firstPrevHash(tenant, terminal, incarnation),
  wallMs: 1_764_000_000_000,
  monoMs: 1234.5,
  bootId: 'boot-1',
  lastServer: { serverMs: 1_764_000_000_100, wallMs: 1_764_000_000_000, monoMs: 2, bootId: 'b' },
  body: SAMPLE_BODIES.sale,
});

const hello: HelloRequest = {
  proto: 1,
  app: '0.1.0',
  incarnation,
  maxSeq: 1,
  acked: [{ from: 1, to: 1, hash: operation.hash }],
  pending: { count: 1, sum: 1_990_700, oldestAt: 1_764_000_000_000 },
  cursor: { epoch: 1, n: 42, check: 'abc' },
  wallMs: 1_764_000_000_000,
  monoMs: 99.25,
  storage: { persisted: true, freeBytes: null, usedBytes: 1024 },
};

test('[HELLO1] [HELLO2] a hello with ranges, figures, cursor and storage is read whole', () => {
  expect(helloRequestSchema.parse(hello)).toEqual(hello);
  expect(helloRequestSchema.parse({ ...hello, cursor: null, acked: [] }).cursor).toBeNull();
  const { pending: _pending, ...withoutPending } = hello;
  expect(helloRequestSchema.safeParse(withoutPending).success).toBe(false);
  expect(helloRequestSchema.safeParse({ ...hello, acked: [{ from: 1, to: 1 }] }).success).toBe(
    false,
  );
});

test('a newer hello keeps what this side does not know', () => {
  const newer = { ...hello, battery: 80, storage: { ...hello.storage, opfs: true } };
  expect(helloRequestSchema.parse(newer)).toEqual(newer);
});

test('[PUSH1] a push takes 1 to 50 operations', () => {
  const push = (count: number) => ({
    incarnation,
    ops: Array.from({ length: count }, () => operation),
  });
  expect(pushRequestSchema.safeParse(push(0)).success).toBe(false);
  expect(pushRequestSchema.safeParse(push(OPS_PER_PUSH_MAX)).success).toBe(true);
  expect(pushRequestSchema.safeParse(push(OPS_PER_PUSH_MAX + 1)).success).toBe(false);
});

test('[PUSH6] a bad envelope passes the door with its neighbours and is named alone', () => {
  const bad = { opId: saleOp, seq: -1, body: 7 };
  const request = pushRequestSchema.parse({ incarnation, ops: [operation, bad] });
  expect(request.ops).toEqual([operation, bad]);
  expect(parseOperation(request.ops[0])).toEqual({ ok: true, operation });
  const judged = parseOperation(request.ops[1]);
  expect(judged.ok).toBe(false);
  expect(judged).toHaveProperty('error', expect.stringContaining('seq: too_small'));
});

test('[OP5] an operation with a digest in place of its body passes as erased', () => {
  const erased = eraseBody(operation);
  expect(parseOperation(erased)).toEqual({ ok: true, operation: erased });
  const { bodyDigest: _digest, ...neither } = erased;
  expect(parseOperation(neither).ok).toBe(false);
  expect(parseOperation({ ...operation, body: null }).ok).toBe(false);
});

test('[OP8] unknown fields of an envelope pass', () => {
  const newer = { ...operation, region: 'north', lastServer: { ...operation.lastServer, hop: 1 } };
  expect(parseOperation(newer)).toEqual({ ok: true, operation: newer });
});

test('an envelope with a type, digest or clock of the wrong form is named', () => {
  const wrong: [string, unknown][] = [
    ['type', 'sale\0'],
    ['type', ''],
    ['hash', 'ABC'],
    ['prevHash', operation.hash.toUpperCase()],
    ['seq', 0],
    ['seq', 2 ** 31],
    ['v', 1.5],
    ['wallMs', 'now'],
    ['monoMs', Number.NaN],
    ['bootId', ''],
    ['lastServer', undefined],
    ['incarnation', 'till-1'],
  ];
  for (const [field, value] of wrong) {
    const judged = parseOperation({ ...operation, [field]: value });
    expect(judged).toMatchObject({ ok: false, error: expect.stringContaining(field) });
  }
  for (const value of [null, 'op', 7, []]) expect(parseOperation(value).ok).toBe(false);
});

test('a pull may name kinds of the future and may have no cursor', () => {
  const pull = { cursor: null, kinds: [...PULL_KINDS, 'gift-card'], limit: PULL_ROWS_MAX };
  expect(pullRequestSchema.parse(pull)).toEqual(pull);
  expect(pullRequestSchema.safeParse({ ...pull, limit: 0 }).success).toBe(false);
  expect(pullRequestSchema.safeParse({ ...pull, limit: PULL_ROWS_MAX + 1 }).success).toBe(false);
});

test('[PULL3] a row with a field too many, such as cost, is not a row of the contract', () => {
  const stock = { skuId: SAMPLE_IDS.bread, quantity: -2000, counted: true, n: 7 };
  expect(PULL_DATA_SCHEMAS.stock.safeParse(stock).success).toBe(true);
  expect(PULL_DATA_SCHEMAS.stock.safeParse({ ...stock, cost: 300_000 }).success).toBe(false);
  expect(Object.keys(PULL_DATA_SCHEMAS).sort()).toEqual([...PULL_KINDS].sort());
});

test('a staff row carries the verifier of a PIN and never the PIN', () => {
  const pin = { salt: 'c2FsdA', hash: 'aGFzaA', params: { m: 19_456, t: 2, p: 1 } };
  const staff = { name: 'Dilnoza', role: 'cashier', pin };
  expect(PULL_DATA_SCHEMAS.staff.safeParse(staff).success).toBe(true);
  expect(PULL_DATA_SCHEMAS.staff.safeParse({ ...staff, pin: null }).success).toBe(true);
  expect(PULL_DATA_SCHEMAS.staff.safeParse({ ...staff, pin: '1234' }).success).toBe(false);
});

test('a report of losses, forks and errors is read', () => {
  const report = {
    incarnation,
    losses: [{ incarnation, fromSeq: 3, toSeq: 9, cause: 'evicted' }],
    forks: [{ incarnation, seq: 4 }],
    errors: [{ at: 1_764_000_000_000, code: 'UNEXPECTED', message: 'quota' }],
  };
  expect(reportRequestSchema.parse(report)).toEqual(report);
  expect(reportRequestSchema.safeParse({ ...report, losses: [{}] }).success).toBe(false);
});

test('[PUSH2] a result is one of four and names its operation', () => {
  const result = {
    opId: saleOp,
    r: 'posted',
    is: 'posted',
    n: 43,
    flags: ['oversell'],
    corrections: [{ field: 'totals.tax', sent: 213_289, stands: 213_290 }],
    at: 1_764_000_000_200,
  };
  const answer = { epoch: 1, results: [result], admit: { batch: 50, delayMs: 0 }, nonce: 'n' };
  expect(pushAnswerSchema.parse(answer)).toEqual(answer);
  for (const r of ['rejected', 'flagged', 'duplicate', 'ok']) {
    const other = { ...answer, results: [{ ...result, r }] };
    expect(pushAnswerSchema.safeParse(other).success).toBe(false);
  }
  const nameless = { ...answer, results: [{ ...result, opId: undefined }] };
  expect(pushAnswerSchema.safeParse(nameless).success).toBe(false);
});

test('an enrolment carries a public key of the device', () => {
  const publicKey = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'.padEnd(122, 'A');
  expect(enrolBeginRequestSchema.safeParse({ publicKey, deviceName: 'Kassa' }).success).toBe(true);
  for (const key of ['', `${publicKey}==`, `-----BEGIN ${publicKey}`]) {
    const request = { publicKey: key, deviceName: 'Kassa' };
    expect(enrolBeginRequestSchema.safeParse(request).success).toBe(false);
  }
});

test('start selling takes a PIN of 4 to 8 digits', () => {
  for (const pin of ['1234', '12345678']) {
    expect(goLiveRequestSchema.safeParse({ keepSampleGoods: true, pin }).success).toBe(true);
  }
  for (const pin of ['123', '123456789', 'abcd', 1234]) {
    expect(goLiveRequestSchema.safeParse({ keepSampleGoods: true, pin }).success).toBe(false);
  }
});
