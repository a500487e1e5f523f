import { createHmac } from 'node:crypto';
import type { CursorProof } from '@oson/operations';

/** HMAC of (tenant, epoch, n, bytes) under a key that is not in the database (ID7). */
export function cursorProof(key: Uint8Array): CursorProof {
  return (tenantId, epoch, n, bytes) =>
    createHmac('sha256', key).update(`${tenantId}|${epoch}|${n}|`).update(bytes).digest();
}
