import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Certificate, canonicalJson, type SignedCertificate } from '@oson/contract';

/**
 * Signs what a terminal is. The terminal keeps it, so that a server restored from before its
 * enrolment can take it back (RESTORE6).
 */
export function signCertificate(key: Uint8Array, certificate: Certificate): SignedCertificate {
  return { certificate, signature: macOf(key, certificate).toString('base64url') };
}

/** True when this server, or one with the same secret, signed exactly this certificate. */
export function isOwnCertificate(key: Uint8Array, signed: SignedCertificate): boolean {
  const given = Buffer.from(signed.signature, 'base64url');
  const right = macOf(key, signed.certificate);
  return given.length === right.length && timingSafeEqual(given, right);
}

function macOf(key: Uint8Array, certificate: Certificate): Buffer {
  return createHmac('sha256', key).update(canonicalJson(certificate)).digest();
}
