// oxlint-disable-next-line typescript/triple-slash-reference -- whoever imports this needs the type too
/// <reference path="./hash-wasm-argon2.d.ts" />
import type { PinHash } from '../journal/staff-pins.ts';

/** argon2id as the server computes it; the wasm is loaded when a PIN is first asked for. */
export const argonPinHash: PinHash = async (pin, salt, { m, t, p }) => {
  const { default: argon2 } = await loadArgon2();
  return argon2.argon2id({
    password: pin,
    salt: fromBase64url(salt),
    memorySize: m,
    iterations: t,
    parallelism: p,
    hashLength: 32,
    outputType: 'hex',
  });
};

/** Fetches the wasm ahead, so that the first PIN of the day is not the slow one. */
export function fetchPinHashAhead(): void {
  // What cannot be fetched now is fetched when a PIN is asked for.
  loadArgon2().catch(() => undefined);
}

/** Argon2 alone: the library's own entry brings two dozen other hashes, 70 KiB gzipped of them. */
function loadArgon2() {
  return import('hash-wasm/dist/argon2.umd.min.js');
}

function fromBase64url(text: string): Uint8Array {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, (char) => char.charCodeAt(0));
}
