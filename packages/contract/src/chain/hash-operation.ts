import { canonicalJson } from '../canonical/canonical-json.ts';
import { sha256Hex } from '../canonical/sha256.ts';
import type { Envelope } from '../operation.ts';

/** What the first operation of an incarnation is chained to (OP4). */
export function firstPrevHash(tenant: string, terminal: string, incarnation: string): string {
  return sha256Hex(tenant + terminal + incarnation);
}

/**
 * The hash of an operation from its envelope (all fields but `hash` and `body`, unknown ones
 * included) and the body as sealed. `prevHash` is 64 hex digits.
 */
export function hashOperation(envelope: Envelope, bodyText: string, prevHash: string): string {
  return hashOverDigest(envelope, sha256Hex(bodyText), prevHash);
}

/** The same where only the digest of the body is left, because the body was erased. */
export function hashOverDigest(envelope: Envelope, bodyDigest: string, prevHash: string): string {
  // Hex in front and behind has a fixed length, so no two triples share their bytes.
  return sha256Hex(prevHash + canonicalJson(envelope) + bodyDigest);
}
