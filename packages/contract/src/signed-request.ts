/** Headers of a signed request; the signature covers `signedText` (ID9). */
export const HEADER_INCARNATION = 'x-oson-incarnation';
export const HEADER_NONCE = 'x-oson-nonce';
export const HEADER_SIGNATURE = 'x-oson-signature';

/** The text that a terminal signs with ECDSA P-256 SHA-256, base64url of r||s. */
export function signedText(
  method: string,
  path: string,
  bodyDigestHex: string,
  nonce: string,
): string {
  return `OSP1\n${method.toUpperCase()}\n${path}\n${bodyDigestHex}\n${nonce}`;
}
