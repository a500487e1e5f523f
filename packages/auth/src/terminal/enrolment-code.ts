import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** No 0/O, 1/I/L, 8/B, 5/S, 2/Z: the code is read from one screen and typed into another. */
const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY';
const CODE_LENGTH = 8;
const SECRET_BYTES = 24;

/** A code of 8 characters, each evenly drawn. */
export function drawEnrolmentCode(): string {
  let code = '';
  // Bytes from the last, uneven part of the range would favour the first letters.
  const even = 256 - (256 % ALPHABET.length);
  while (code.length < CODE_LENGTH) {
    for (const byte of randomBytes(CODE_LENGTH)) {
      if (byte < even && code.length < CODE_LENGTH) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code;
}

/** What people may type for a code: any case, with spaces or a dash. */
export function cleanEnrolmentCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** A short code alone could be guessed from a plain digest, so its digest takes a server key. */
export function hashEnrolmentCode(key: Uint8Array, code: string): Uint8Array<ArrayBuffer> {
  return bytesOf(
    createHmac('sha256', key)
      .update(`code|${cleanEnrolmentCode(code)}`)
      .digest(),
  );
}

/** A secret for a device to prove itself by until it has a key: random, base64url. */
export function drawSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What is kept of such a secret: useless without the server's key. */
export function hashSecret(key: Uint8Array, secret: string): Uint8Array<ArrayBuffer> {
  return bytesOf(createHmac('sha256', key).update(`secret|${secret}`).digest());
}

export function isSameHash(a: Uint8Array, b: Uint8Array | null): boolean {
  return b !== null && a.length === b.length && timingSafeEqual(a, b);
}

function bytesOf(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}
