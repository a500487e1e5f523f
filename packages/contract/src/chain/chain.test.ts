import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BodyOf } from '../bodies/body-of.ts';
import { BODY_VERSIONS } from '../bodies/body-versions.ts';
import { canonicalJson } from '../canonical/canonical-json.ts';
import { sha256Hex } from '../canonical/sha256.ts';
import type { Operation } from '../operation.ts';
import { OPERATION_TYPES } from '../operation.ts';
import { firstPrevHash, hashOperation } from './hash-operation.ts';
import { sealOperation } from './seal-operation.ts';
import { eraseBody, operationBytes, splitOperation, verifyOperation } from './verify-operation.ts';

const TENANT = '0197a000-0000-7000-8000-000000000001';
const TERMINAL = '0197a000-0000-7000-8000-000000000002';
const INCARNATION = '0197a000-0000-7000-8000-000000000003';
const FIRST = firstPrevHash(TENANT, TERMINAL, INCARNATION);

const openShift: BodyOf['shift.open'] = {
  shiftId: '0197a000-0000-7000-8000-000000000010',
  staffId: null,
  float: 20_000_000,
  currency: 'UZS',
};

function sealed(over: Partial<Parameters<typeof sealOperation>[0]> = {}): Operation {
  return sealOperation({
    opId: '0197a000-0000-7000-8000-000000000011',
    incarnation: INCARNATION,
    type: 'shift.open',
    seq: 1,
    prevHash: FIRST,
    wallMs: 1_764_000_000_000,
    monoMs: 1234,
    bootId: '0197a000-0000-7000-8000-000000000004',
    lastServer: null,
    body: openShift,
    ...over,
  });
}

test('[OP4] the first operation is chained to its tenant, terminal and incarnation', () => {
  expect(FIRST).toBe(sha256Hex(`${TENANT}${TERMINAL}${INCARNATION}`));
  expect(firstPrevHash(TENANT, INCARNATION, TERMINAL)).not.toBe(FIRST);
});

test('[OP2] the hash stands as it was written down for other languages', () => {
  const operation = sealed();
  const { envelope } = splitOperation(operation);
  const byHand = sha256Hex(
    FIRST +
      `{"bootId":"0197a000-0000-7000-8000-000000000004",` +
      `"incarnation":"${INCARNATION}","lastServer":null,"monoMs":1234,` +
      `"opId":"0197a000-0000-7000-8000-000000000011","prevHash":"${FIRST}","seq":1,` +
      `"type":"shift.open","v":1,"wallMs":1764000000000}` +
      sha256Hex(
        '{"currency":"UZS","float":20000000,"shiftId":"0197a000-0000-7000-8000-000000000010","staffId":null}',
      ),
  );
  expect(operation.hash).toBe(byHand);
  expect(hashOperation(envelope, operation.body, operation.prevHash)).toBe(byHand);
  expect(byHand).toMatch(/^[0-9a-f]{64}$/);
});

test('[OP1] the body is sealed as canonical text, whatever the order of its fields', () => {
  const turned = Object.fromEntries(Object.entries(openShift).reverse()) as typeof openShift;
  expect(sealed({ body: turned }).hash).toBe(sealed().hash);
  expect(sealed().body).toBe(canonicalJson(openShift));
});

test('[OP3] [OP8] an unknown field of the envelope is kept and covered by the hash', () => {
  const later = sealed({ ...({ region: 'north' } as object) });
  expect(later).toMatchObject({ region: 'north' });
  expect(verifyOperation(later)).toEqual({ ok: true });
  const { region: _gone, ...stripped } = later as Operation & { region: string };
  expect(verifyOperation(stripped)).toEqual({ ok: false, cause: 'hash' });
});

test('[OP5] a body can be erased and the chain still verifies', () => {
  const operation = sealed();
  const erased = eraseBody(operation);
  expect('body' in erased).toBe(false);
  expect(verifyOperation(erased)).toEqual({ ok: true });
  const next = sealed({ seq: 2, prevHash: operation.hash });
  expect(next.prevHash).toBe(erased.hash);
  expect(verifyOperation({ ...erased, bodyDigest: sha256Hex('{}') })).toEqual({
    ok: false,
    cause: 'hash',
  });
});

test('[OP5] a digest slipped in beside a body does not replace it', () => {
  const operation = sealed();
  const slipped = { ...operation, body: '{}', bodyDigest: sha256Hex(operation.body) };
  expect(verifyOperation(slipped)).toEqual({ ok: false, cause: 'hash' });
});

test('[PUSH7] whatever field is changed after sealing, it no longer verifies', () => {
  const changes: Partial<Operation>[] = [
    { opId: '0197a000-0000-7000-8000-0000000000ff' },
    { incarnation: TERMINAL },
    { type: 'sale' },
    { v: 2 },
    { seq: 2 },
    { prevHash: sha256Hex('another') },
    { hash: sha256Hex('another') },
    { wallMs: 1 },
    { monoMs: 1.5 },
    { bootId: TERMINAL },
    { lastServer: { serverMs: 1, wallMs: 1, monoMs: 1, bootId: TERMINAL } },
    { body: '{"currency":"UZS","float":1}' },
  ];
  for (const change of changes) {
    expect(verifyOperation({ ...sealed(), ...change })).toEqual({ ok: false, cause: 'hash' });
  }
});

test('an envelope that has no canonical bytes is named, not thrown', () => {
  expect(verifyOperation({ ...sealed(), type: '\ud800' })).toEqual({
    ok: false,
    cause: 'envelope',
  });
  expect(verifyOperation({ ...sealed(), wallMs: Number.NaN })).toEqual({
    ok: false,
    cause: 'envelope',
  });
});

test('[SALE3] half a surrogate pair in a note does not stop a seal', () => {
  const operation = sealed({
    type: 'sku.draft',
    body: {
      skuId: TERMINAL,
      staffId: null,
      name: 'Non \ud83d',
      code: null,
      unit: 'dona',
      price: 400_000,
      currency: 'UZS',
    },
  });
  expect(operation.body).toContain('"name":"Non \ufffd"');
  expect(verifyOperation(operation)).toEqual({ ok: true });
});

test('[OP7] every operation type has a version in which it is sealed', () => {
  expect(Object.keys(BODY_VERSIONS).sort()).toEqual([...OPERATION_TYPES].sort());
});

test('the size of an operation is counted in bytes, not in letters', () => {
  const plain = sealed();
  expect(operationBytes(plain)).toBe(JSON.stringify(plain).length);
  const cyrillic = { ...plain, bootId: 'нон' };
  expect(operationBytes(cyrillic)).toBe(JSON.stringify(cyrillic).length + 3);
});

test('[OP6] any sealed operation verifies after a journey through JSON', () => {
  const anyOperation = fc.record({
    opId: fc.uuid(),
    seq: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    wallMs: fc.integer(),
    monoMs: fc.double({ noNaN: true, noDefaultInfinity: true }),
    body: fc.record({
      activityId: fc.uuid(),
      staffId: fc.option(fc.uuid()),
      kind: fc.constant('lock' as const),
      details: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
    }),
  });
  fc.assert(
    fc.property(anyOperation, (fields) => {
      const operation = sealed({ ...fields, type: 'staff.activity' });
      const travelled = JSON.parse(JSON.stringify(operation)) as Operation;
      expect(verifyOperation(travelled)).toEqual({ ok: true });
    }),
  );
});
