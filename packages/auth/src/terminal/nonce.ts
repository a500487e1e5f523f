import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { NONCE_VALID_MS } from '@oson/contract';

const TIME_BYTES = 6;
const RANDOM_BYTES = 10;
const MAC_BYTES = 16;
const HEAD_BYTES = TIME_BYTES + RANDOM_BYTES;
/** Two servers' clocks may differ by this much. */
const AHEAD_MS = 60_000;

/**
 * A nonce for one incarnation, valid 24 h from `nowMs`. The server keeps none of them: time and
 * random bytes carry a MAC that is bound to the incarnation.
 */
export function makeNonce(key: Uint8Array, incarnation: string, nowMs: number): string {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(nowMs, 0, TIME_BYTES);
  randomBytes(RANDOM_BYTES).copy(head, TIME_BYTES);
  return Buffer.concat([head, macOf(key, incarnation, head)]).toString('base64url');
}

/** `stale`: expired, of another server secret, of another incarnation, or no nonce at all. */
export function checkNonce(
  key: Uint8Array,
  incarnation: string,
  nonce: string,
  nowMs: number,
): 'valid' | 'stale' {
  const bytes = Buffer.from(nonce, 'base64url');
  if (bytes.length !== HEAD_BYTES + MAC_BYTES) return 'stale';
  const head = bytes.subarray(0, HEAD_BYTES);
  if (!timingSafeEqual(bytes.subarray(HEAD_BYTES), macOf(key, incarnation, head))) return 'stale';
  const ageMs = nowMs - head.readUIntBE(0, TIME_BYTES);
  return ageMs >= -AHEAD_MS && ageMs < NONCE_VALID_MS ? 'valid' : 'stale';
}

function macOf(key: Uint8Array, incarnation: string, head: Uint8Array): Buffer {
  return createHmac('sha256', key).update(incarnation).update(head).digest().subarray(0, MAC_BYTES);
}
