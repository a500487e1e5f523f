import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type CursorProof,
  judgeCursor,
  openCursor,
  type PageEnd,
  sealCursor,
} from './feed-cursor.ts';

const proof: CursorProof = (tenantId, epoch, n, bytes) =>
  createHmac('sha256', 'a key').update(`${tenantId} ${epoch} ${n} `).update(bytes).digest();
const bytes = (fill: number) => Buffer.alloc(8, fill);
const TENANT = 'baraka';
/** A page in the middle of a pull from zero that began at 90. */
const page: PageEnd = {
  epoch: 3,
  at: { n: 40, bytes: bytes(4) },
  head: { n: 100, bytes: bytes(9) },
  began: 90,
};
const kept = { at: bytes(4), head: bytes(9), oldest: 1 };
const head = { epoch: 3, n: 120 };

test('[ID7] a cursor opens to what it was sealed from, and to nothing when a part of it is changed', () => {
  const cursor = sealCursor(proof, TENANT, page);
  expect(openCursor(proof, TENANT, cursor)).toEqual(page);
  expect(openCursor(proof, 'another', cursor)).toBeNull();
  expect(openCursor(proof, TENANT, { ...cursor, n: 41 })).toBeNull();
  expect(openCursor(proof, TENANT, { ...cursor, epoch: 4 })).toBeNull();
  const said = Buffer.from(cursor.check, 'base64url');
  for (let byte = 0; byte < said.length; byte++) {
    const changed = Buffer.from(said);
    changed[byte] = (changed[byte] ?? 0) ^ 1;
    const check = changed.toString('base64url');
    expect(openCursor(proof, TENANT, { ...cursor, check }), `byte ${byte}`).toBeNull();
  }
  expect(openCursor(proof, TENANT, { ...cursor, check: 'short' })).toBeNull();
});

test('[ID7] a cursor from before the head was part of it stands for its own n', () => {
  const mac = proof(TENANT, 3, 40, bytes(4)).subarray(0, 16);
  const check = Buffer.concat([bytes(4), mac]).toString('base64url');
  expect(openCursor(proof, TENANT, { epoch: 3, n: 40, check })).toEqual({
    epoch: 3,
    at: { n: 40, bytes: bytes(4) },
    head: { n: 40, bytes: bytes(4) },
    began: 40,
  });
});

describe('[RESTORE5] [PULL2] what a cursor proves', () => {
  test.each([
    ['what is held', {}, head, kept, 'good'],
    ['another epoch', { epoch: 2 }, head, kept, 'other-epoch'],
    ['a position that is not there', { at: { n: 121, bytes: bytes(4) } }, head, kept, 'ahead'],
    ['a head that is not there, behind a page that is', {}, { epoch: 3, n: 99 }, kept, 'ahead'],
    ['other bytes at its n', {}, head, { ...kept, at: bytes(5) }, 'other-bytes'],
    ['other bytes at its head', {}, head, { ...kept, head: bytes(8) }, 'other-bytes'],
    [
      'an n that is forgotten, of a pull that began after it',
      {},
      head,
      { ...kept, at: null, oldest: 90 },
      'good',
    ],
    [
      'a pull that began before what is kept',
      {},
      head,
      { ...kept, at: null, oldest: 91 },
      'too-old',
    ],
    ['a head that nothing is kept of', {}, head, { ...kept, head: null }, 'too-old'],
  ] as const)('%s', (_, over, at, held, verdict) => {
    expect(judgeCursor({ ...page, ...over }, at, held)).toBe(verdict);
  });

  test('a feed that was empty has no bytes', () => {
    const nothing = { n: 0, bytes: bytes(0) };
    const first = { epoch: 1, at: nothing, head: nothing, began: 0 };
    expect(judgeCursor(first, { epoch: 1, n: 0 }, { at: null, head: null, oldest: 0 })).toBe(
      'good',
    );
    expect(judgeCursor(first, { epoch: 1, n: 9 }, { at: null, head: null, oldest: 1 })).toBe(
      'too-old',
    );
  });
});
