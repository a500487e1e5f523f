import type { ErasedOperation, Operation } from '../operation.ts';
import type { PushResult } from './push.ts';

/**
 * Unsent operations of one incarnation as they lie in an export file, before compression and
 * encryption: RFC 8785 JSON of this. Who imports it only carries it.
 */
export type ExportBundle = {
  v: 1;
  tenant: string;
  terminal: string;
  incarnation: string;
  /** First and last sequence number in `ops`; there may be gaps between them. */
  fromSeq: number;
  toSeq: number;
  /** Hash of the operation at `toSeq`; the signature covers it. */
  lastHash: string;
  ops: (Operation | ErasedOperation)[];
  /** ECDSA P-256 SHA-256 over `exportSignedText`, base64url of r||s, by the sealing incarnation. */
  signature: string;
  /** Base64url SPKI, for a server that has lost the incarnation; proves nothing by itself. */
  publicKey?: string;
};

/** `bundle`: base64url of the whole export file. */
export type ImportRequest = { bundle: string };

/** What became of the operations; the same file again answers replayed. */
export type ImportOutcome = {
  /** The incarnation that sealed them, not the one that carried them. */
  incarnation: string;
  results: PushResult[];
  /** Whether the sealing incarnation's signature was valid; if not, all is in quarantine. */
  verified: boolean;
};
/** Answer of `sync.import`; the console's import answers the outcome alone. */
export type ImportAnswer = ImportOutcome & { nonce: string };

/** Cause in quarantine of what an export brought without a valid signature. */
export const UNSIGNED_IMPORT = 'unsigned_import';

/** The text that the sealing incarnation signs for an export. */
export function exportSignedText(
  bundle: Pick<
    ExportBundle,
    'tenant' | 'terminal' | 'incarnation' | 'fromSeq' | 'toSeq' | 'lastHash'
  >,
): string {
  const { tenant, terminal, incarnation, fromSeq, toSeq, lastHash } = bundle;
  return ['OSP1-EXPORT', tenant, terminal, incarnation, fromSeq, toSeq, lastHash].join('\n');
}
