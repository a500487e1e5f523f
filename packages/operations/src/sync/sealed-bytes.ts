import { hash } from 'node:crypto';
import { canonicalJson, type ErasedOperation, type Operation } from '@oson/contract';

export type Whole = Operation | ErasedOperation;

/** Lower-case hex of SHA-256 over a text's UTF-8 bytes: `sha256Hex` of the contract, by OpenSSL. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}

/** An operation that is what was sealed, with the texts that its row in op_log is made of. */
export type Sealed = { operation: Whole; envelope: string; bodyDigest: string };
export type Unsealed = { cause: 'unstorable' | 'hash' };

/** Escapes of what no database text can hold: NUL, and half a surrogate pair. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/**
 * Whether an operation is what was sealed, as `verifyOperation` of the contract says it; the envelope
 * is written out and the body digested once, for check and storage both. `unstorable`: some text in
 * it has no bytes that a database could keep.
 */
export function checkSealed(operation: Whole): Sealed | Unsealed {
  const { hash: claimed, ...rest } = operation;
  let envelope: string;
  let bodyDigest: string;
  if (typeof rest.body === 'string') {
    const { body, ...fields } = rest;
    if (!body.isWellFormed() || body.includes('\0')) return { cause: 'unstorable' };
    envelope = textOf(fields);
    bodyDigest = digestOf(body);
  } else {
    const { body: _gone, bodyDigest: digest, ...fields } = rest as ErasedOperation;
    envelope = textOf(fields);
    bodyDigest = digest;
  }
  if (envelope === '') return { cause: 'unstorable' };
  const stands = digestOf(operation.prevHash + envelope + bodyDigest);
  return stands === claimed ? { operation, envelope, bodyDigest } : { cause: 'hash' };
}

/** RFC 8785 JSON; empty when it has none that could be kept. */
function textOf(fields: object): string {
  try {
    const text = canonicalJson(fields);
    return UNSTORABLE.test(text) ? '' : text;
  } catch {
    // Half a surrogate pair has no canonical bytes.
    return '';
  }
}
