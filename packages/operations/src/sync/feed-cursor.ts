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

const RANDOM_BYTES = 8;
const PROOF_BYTES = 16;

/** A cursor that proves itself: the random bytes of change n, and our signature over them. */
export function sealCursor(
  proof: CursorProof,
  tenantId: string,
  at: Head,
  bytes: Uint8Array,
): Cursor {
  const random = Buffer.alloc(RANDOM_BYTES);
  random.set(bytes.subarray(0, RANDOM_BYTES));
  const mac = proof(tenantId, at.epoch, at.n, random).subarray(0, PROOF_BYTES);
  return { ...at, check: Buffer.concat([random, mac]).toString('base64url') };
}

/**
 * `forged`: its signature is not ours. `other-epoch`: ours, of a history that was given up. `ahead`
 * and `other-bytes`: ours and of this epoch, but not what this server holds, so it went back.
 * `too-old`: its change is not kept any more. Only `good` says that rows up to n were read.
 */
export type CursorVerdict = 'good' | 'forged' | 'other-epoch' | 'ahead' | 'other-bytes' | 'too-old';

/** @param kept the random bytes that the server holds at the cursor's n; null: it holds none */
export function judgeCursor(
  proof: CursorProof,
  tenantId: string,
  cursor: Cursor,
  head: Head,
  kept: Uint8Array | null,
): CursorVerdict {
  const given = Buffer.from(cursor.check, 'base64url');
  if (given.length !== RANDOM_BYTES + PROOF_BYTES) return 'forged';
  const random = given.subarray(0, RANDOM_BYTES);
  const mac = proof(tenantId, cursor.epoch, cursor.n, random).subarray(0, PROOF_BYTES);
  if (!timingSafeEqual(given.subarray(RANDOM_BYTES), mac)) return 'forged';
  if (cursor.epoch !== head.epoch) return 'other-epoch';
  if (cursor.n > head.n) return 'ahead';
  // Nothing has bytes at 0: the feed was empty.
  if (cursor.n === 0) return 'good';
  if (kept === null) return 'too-old';
  return random.equals(Buffer.from(kept)) ? 'good' : 'other-bytes';
}
