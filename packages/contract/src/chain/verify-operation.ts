import { sha256Hex, utf8Bytes } from '../canonical/sha256.ts';
import type { Envelope, ErasedOperation, Operation } from '../operation.ts';
import { hashOverDigest } from './hash-operation.ts';

/** `envelope`: it has no canonical bytes. `hash`: these are not the bytes that were sealed. */
export type VerifyFault = 'envelope' | 'hash';
export type Verified = { ok: true } | { ok: false; cause: VerifyFault };

/** Envelope and digest of the body; a `bodyDigest` beside a body is an unknown field like any. */
export function splitOperation(operation: Operation | ErasedOperation): {
  envelope: Envelope;
  bodyDigest: string;
} {
  if (typeof operation.body === 'string') {
    const { hash: _hash, body, ...envelope } = operation;
    return { envelope, bodyDigest: sha256Hex(body) };
  }
  const { hash: _hash, body: _body, bodyDigest, ...envelope } = operation;
  return { envelope, bodyDigest };
}

/**
 * Whether an operation still is what was sealed, with its body or, when that was erased, with the
 * digest of it. Says nothing about its place in the chain.
 */
export function verifyOperation(operation: Operation | ErasedOperation): Verified {
  const { envelope, bodyDigest } = splitOperation(operation);
  let hash: string;
  try {
    hash = hashOverDigest(envelope, bodyDigest, operation.prevHash);
  } catch {
    return { ok: false, cause: 'envelope' };
  }
  return hash === operation.hash ? { ok: true } : { ok: false, cause: 'hash' };
}

/** Takes the body out of an operation and leaves its digest, so that the chain still verifies. */
export function eraseBody(operation: Operation): ErasedOperation {
  const { body, ...rest } = operation;
  return { ...rest, bodyDigest: sha256Hex(body) };
}

/** Bytes of an operation on the wire, for the limits of a push. */
export function operationBytes(operation: Operation | ErasedOperation): number {
  return utf8Bytes(JSON.stringify(operation));
}
