import { timingSafeEqual } from 'node:crypto';
import type { Cursor } from '@oson/contract';

/** HMAC of (tenant, epoch, n, bytes) under a key that is not in the database. */
export type CursorProof = (
  tenantId: string,
  epoch: number,
  n: number,
  bytes: Uint8Array,
) => Uint8Array;

/** The tenant's feed as it stands: its epoch and newest position. */
export type Head = { epoch: number; n: number };

/** A position of the feed and the random bytes that are stored with its change. */
export type Mark = { n: number; bytes: Uint8Array };

/**
 * What a page was read from. `at`: rows up to here were read. `head`: what was known of the feed when
 * they were; a row that moved on between the two was left out of the page, so a restore to between
 * them must be found as well. `began`: the head at which the pull from zero began; what was deleted
 * before it this terminal never had.
 */
export type PageEnd = { epoch: number; at: Mark; head: Mark; began: number };

const RANDOM_BYTES = 8;
const NUMBER_BYTES = 8;
const PROOF_BYTES = 16;
/** Cursors that prove n alone, as they were given out before the head was part of them. */
const PLAIN_BYTES = RANDOM_BYTES + PROOF_BYTES;
const WHOLE_BYTES = 2 * RANDOM_BYTES + 2 * NUMBER_BYTES + PROOF_BYTES;

/** A cursor that proves itself: bytes of n and of the head, and our signature over them. */
export function sealCursor(
  proof: CursorProof,
  tenantId: string,
  { epoch, at, head, began }: PageEnd,
): Cursor {
  const said = Buffer.alloc(WHOLE_BYTES - PROOF_BYTES);
  said.set(at.bytes.subarray(0, RANDOM_BYTES), 0);
  said.writeBigUInt64BE(BigInt(head.n), RANDOM_BYTES);
  said.set(head.bytes.subarray(0, RANDOM_BYTES), RANDOM_BYTES + NUMBER_BYTES);
  said.writeBigUInt64BE(BigInt(began), 2 * RANDOM_BYTES + NUMBER_BYTES);
  const mac = proof(tenantId, epoch, at.n, said).subarray(0, PROOF_BYTES);
  return { epoch, n: at.n, check: Buffer.concat([said, mac]).toString('base64url') };
}

/** What a cursor says of the feed, if its signature is ours; null: it is not. */
export function openCursor(proof: CursorProof, tenantId: string, cursor: Cursor): PageEnd | null {
  const given = Buffer.from(cursor.check, 'base64url');
  if (given.length !== PLAIN_BYTES && given.length !== WHOLE_BYTES) return null;
  const said = given.subarray(0, -PROOF_BYTES);
  const mac = proof(tenantId, cursor.epoch, cursor.n, said).subarray(0, PROOF_BYTES);
  if (!timingSafeEqual(given.subarray(-PROOF_BYTES), mac)) return null;
  const { epoch, n } = cursor;
  const at = { n, bytes: said.subarray(0, RANDOM_BYTES) };
  if (given.length === PLAIN_BYTES) return { epoch, at, head: at, began: n };
  const bytes = said.subarray(RANDOM_BYTES + NUMBER_BYTES, 2 * RANDOM_BYTES + NUMBER_BYTES);
  return {
    epoch,
    at,
    head: { n: Number(said.readBigUInt64BE(RANDOM_BYTES)), bytes },
    began: Number(said.readBigUInt64BE(2 * RANDOM_BYTES + NUMBER_BYTES)),
  };
}

/**
 * `other-epoch`: of a history that was given up. `ahead` and `other-bytes`: of this epoch, but not what
 * this server holds, so it went back. `too-old`: what was deleted since is not kept any more. Only
 * `good` says that rows up to n were read.
 */
export type CursorVerdict = 'good' | 'other-epoch' | 'ahead' | 'other-bytes' | 'too-old';

/** What the server holds at the places that a cursor names; null: nothing (any more). */
export type Kept = { at: Uint8Array | null; head: Uint8Array | null; oldest: number };

/** @param kept `oldest`: the first change that is kept; 0 when there is none at all */
export function judgeCursor(page: PageEnd, head: Head, kept: Kept): CursorVerdict {
  if (page.epoch !== head.epoch) return 'other-epoch';
  if (page.at.n > head.n || page.head.n > head.n) return 'ahead';
  // Judged by where the pull from zero began: one that is under way stands at a low n for long.
  if (Math.max(page.at.n, page.began) < kept.oldest) return 'too-old';
  const marks = [
    { ...page.at, kept: kept.at },
    { ...page.head, kept: kept.head },
  ];
  for (const { n, bytes, kept: own } of marks) {
    // Nothing has bytes at 0, and those of a forgotten change cannot be compared.
    if (n === 0 || n < kept.oldest) continue;
    if (own === null) return 'too-old';
    if (!Buffer.from(bytes).equals(Buffer.from(own))) return 'other-bytes';
  }
  return 'good';
}
