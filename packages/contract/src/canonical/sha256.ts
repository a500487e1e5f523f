import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Lower-case hex of SHA-256 over the UTF-8 bytes of a text. Synchronous, the same everywhere. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** How many bytes a text has in UTF-8. */
export function utf8Bytes(text: string): number {
  return utf8ToBytes(text).length;
}
