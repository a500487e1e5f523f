import { webcrypto } from 'node:crypto';

const CACHED_KEYS_MAX = 5000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
/** Least recently used first: a Map keeps the order of insertion. */
const imported = new Map<string, Promise<webcrypto.CryptoKey>>();

/** Whether a text is the base64url SPKI of a P-256 public key. */
export async function isPublicKey(spki: string): Promise<boolean> {
  return importKey(spki).then(
    () => true,
    () => false,
  );
}

/** Checks ECDSA P-256 with SHA-256 over `text`; `signature` is base64url of r||s. */
export async function isSignedBy(spki: string, text: string, signature: string): Promise<boolean> {
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.length !== 64 || spki === '') return false;
  const key = await keyFor(spki);
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  return webcrypto.subtle.verify(algorithm, key, bytes, new TextEncoder().encode(text));
}

function keyFor(spki: string): Promise<webcrypto.CryptoKey> {
  const known = imported.get(spki);
  const key = known ?? importKey(spki);
  imported.delete(spki);
  imported.set(spki, key);
  if (imported.size > CACHED_KEYS_MAX) imported.delete(imported.keys().next().value as string);
  return key;
}

function importKey(spki: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('spki', Buffer.from(spki, 'base64url'), ALGORITHM, false, [
    'verify',
  ]);
}
