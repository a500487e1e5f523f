import type { BodyOf } from '../bodies/body-of.ts';
import { BODY_VERSIONS } from '../bodies/body-versions.ts';
import { canonicalJson, wellFormed } from '../canonical/canonical-json.ts';
import type { Envelope, Operation, OperationType } from '../operation.ts';
import { hashOperation } from './hash-operation.ts';

/** What a device knows when it seals: everything but version, hash and the body's bytes. */
export type Unsealed<T extends OperationType = OperationType> = {
  type: T;
  body: BodyOf[T];
} & Omit<Operation, 'type' | 'v' | 'hash' | 'body'>;

/**
 * Freezes an operation: its body becomes RFC 8785 JSON in the newest version and the chain grows by
 * its hash. Times are ms. Pure and synchronous, so it may run inside a Dexie transaction.
 */
export function sealOperation<T extends OperationType>(unsealed: Unsealed<T>): Operation {
  const { body, ...fields } = unsealed;
  const envelope: Envelope = wellFormed({ ...fields, v: BODY_VERSIONS[unsealed.type] });
  const bodyText = canonicalJson(wellFormed(body));
  const hash = hashOperation(envelope, bodyText, envelope.prevHash);
  return { ...envelope, hash, body: bodyText };
}
