import { hkdfSync } from 'node:crypto';

const SECRET_LENGTH_MIN = 32;

/**
 * Keys that prove what this server said, one for each purpose. They come from SERVER_SECRET and
 * never lie in the database: whoever restores or reads it can forge nothing.
 */
export type ServerKeys = {
  nonce: Uint8Array;
  certificate: Uint8Array;
  cursor: Uint8Array;
  enrolment: Uint8Array;
  ticket: Uint8Array;
};

/** Derives the keys by HKDF-SHA-256; throws when the secret is too short to be one. */
export function deriveServerKeys(serverSecret: string): ServerKeys {
  if (serverSecret.length < SECRET_LENGTH_MIN) {
    throw new Error(`SERVER_SECRET needs at least ${SECRET_LENGTH_MIN} characters`);
  }
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', serverSecret, 'OSP1', purpose, 32));
  return {
    nonce: derive('nonce'),
    certificate: derive('certificate'),
    cursor: derive('cursor'),
    enrolment: derive('enrolment'),
    ticket: derive('ticket'),
  };
}
