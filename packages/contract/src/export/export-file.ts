/**
 * An export file: `OSONX1`, the ephemeral public key, the nonce of AES-GCM, and AES-256-GCM over the
 * gzip of the bundle. The key is HKDF-SHA256 of ECDH(ephemeral, recovery key) with the ephemeral
 * bytes as salt and `EXPORT_INFO` as info.
 */
export const EXPORT_MAGIC = 'OSONX1';
export const EXPORT_INFO = 'OSP1-EXPORT';
/** A raw uncompressed P-256 point. */
export const EXPORT_KEY_BYTES = 65;
export const EXPORT_IV_BYTES = 12;
/** A larger file is refused before it is opened. */
export const EXPORT_FILE_BYTES_MAX = 8 * 1024 * 1024;
/** What may come out of it; more is a bomb. */
export const EXPORT_PLAIN_BYTES_MAX = 64 * 1024 * 1024;

export type ExportFileParts = { ephemeral: Uint8Array; iv: Uint8Array; sealed: Uint8Array };

const HEAD = Array.from(EXPORT_MAGIC, (letter) => letter.charCodeAt(0));
const IV_AT = HEAD.length + EXPORT_KEY_BYTES;
const SEALED_AT = IV_AT + EXPORT_IV_BYTES;

/** The bytes of the file. Throws on a key or nonce of another size. */
export function joinExportFile({
  ephemeral,
  iv,
  sealed,
}: ExportFileParts): Uint8Array<ArrayBuffer> {
  if (ephemeral.length !== EXPORT_KEY_BYTES || iv.length !== EXPORT_IV_BYTES) {
    throw new Error('a key has 65 bytes and a nonce 12');
  }
  const file = new Uint8Array(SEALED_AT + sealed.length);
  file.set(HEAD);
  file.set(ephemeral, HEAD.length);
  file.set(iv, IV_AT);
  file.set(sealed, SEALED_AT);
  return file;
}

/** The parts of a file, or null when these bytes are none of ours. */
export function splitExportFile(file: Uint8Array): ExportFileParts | null {
  if (file.length <= SEALED_AT || HEAD.some((byte, index) => file[index] !== byte)) return null;
  return {
    ephemeral: file.slice(HEAD.length, IV_AT),
    iv: file.slice(IV_AT, SEALED_AT),
    sealed: file.slice(SEALED_AT),
  };
}
