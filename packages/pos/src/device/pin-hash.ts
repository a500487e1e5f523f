import type { PinHash } from '../journal/staff-pins.ts';

/** argon2id as the server computes it; the wasm is loaded when a PIN is first asked for. */
export const argonPinHash: PinHash = async (pin, salt, { m, t, p }) => {
  const { argon2id } = await import('hash-wasm');
  return argon2id({
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
  import('hash-wasm').catch(() => undefined);
}

function fromBase64url(text: string): Uint8Array {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, (char) => char.charCodeAt(0));
}
