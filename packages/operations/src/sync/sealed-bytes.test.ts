import {
  canonicalJson,
  eraseBody,
  type Operation,
  sealOperation,
  sha256Hex,
  splitOperation,
  verifyOperation,
} from '@oson/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSealed, digestOf } from './sealed-bytes.ts';

const anyText = fc.string({ unit: 'binary' });
const aDigest = fc.stringMatching(/^[0-9a-f]{64}$/);
const sealed = fc
  .record({
    opId: fc.uuid(),
    incarnation: fc.uuid(),
    seq: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    prevHash: aDigest,
    wallMs: fc.integer(),
    monoMs: fc.double({ noNaN: true, noDefaultInfinity: true }),
    bootId: anyText,
    name: anyText,
    region: fc.option(anyText, { nil: undefined }),
  })
  .map(({ name, region, ...fields }) =>
    sealOperation({
      ...fields,
      ...(region === undefined ? {} : { region }),
      type: 'staff.activity',
      lastServer: null,
      body: { activityId: fields.opId, staffId: null, kind: 'lock', details: { name } },
    }),
  );

test('[OP2] the digest is the contract’s for any text, also for text that has no bytes', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: 'grapheme', maxLength: 5000 })), (text) => {
      expect(digestOf(text)).toBe(sha256Hex(text));
    }),
  );
  expect(digestOf('\ud800 alone')).toBe(sha256Hex('\ud800 alone'));
});

test('[PUSH7] what was sealed is found sealed, with the bytes that the contract writes', () => {
  fc.assert(
    fc.property(sealed, fc.boolean(), (op, erased) => {
      const operation = erased ? eraseBody(op) : op;
      const { envelope, bodyDigest } = splitOperation(operation);
      expect(verifyOperation(operation)).toEqual({ ok: true });
      expect(checkSealed(operation)).toEqual({
        operation,
        envelope: canonicalJson(envelope),
        bodyDigest,
      });
    }),
  );
});

test('[PUSH7] whatever field is changed, both say the same', () => {
  const change = fc.oneof(
    fc.record({ seq: fc.integer({ min: 1 }) }),
    fc.record({ hash: aDigest }),
    fc.record({ prevHash: aDigest }),
    fc.record({ body: anyText }),
    fc.record({ type: anyText }),
    fc.record({ wallMs: fc.constant(Number.NaN) }),
    fc.record({ extra: anyText }),
  );
  fc.assert(
    fc.property(sealed, change, (op, over) => {
      const changed = { ...op, ...over } as Operation;
      const verified = verifyOperation(changed);
      const checked = checkSealed(changed);
      if ('envelope' in checked) expect(verified).toEqual({ ok: true });
      else if (checked.cause === 'hash') expect(verified).toEqual({ ok: false, cause: 'hash' });
      else expect(isStorable(changed)).toBe(false);
    }),
  );
});

/** Each text of the operation as Postgres sees it. */
function isStorable(op: Operation): boolean {
  const texts = Object.values(op).filter((value) => typeof value === 'string');
  return (
    texts.every((text) => text.isWellFormed() && !text.includes('\0')) && !Number.isNaN(op.wallMs)
  );
}

test('NUL and half a pair are told apart from their harmless spellings', () => {
  const seal = (name: string) =>
    sealOperation({
      opId: '0197a000-0000-7000-8000-000000000011',
      incarnation: '0197a000-0000-7000-8000-000000000003',
      type: 'staff.activity',
      seq: 1,
      prevHash: 'a'.repeat(64),
      wallMs: 1,
      monoMs: 1,
      bootId: name,
      lastServer: null,
      body: {
        activityId: '0197a000-0000-7000-8000-000000000012',
        staffId: null,
        kind: 'lock',
        details: {},
      },
    });
  expect(checkSealed(seal('\\u0000'))).toHaveProperty('envelope');
  expect(checkSealed({ ...seal('x'), bootId: '\0' })).toEqual({ cause: 'unstorable' });
  expect(checkSealed({ ...seal('x'), bootId: '\ud800' })).toEqual({ cause: 'unstorable' });
  expect(checkSealed({ ...seal('x'), body: '{"a":"\0"}' })).toEqual({ cause: 'unstorable' });
  expect(checkSealed({ ...seal('x'), body: '\udfff' })).toEqual({ cause: 'unstorable' });
});
