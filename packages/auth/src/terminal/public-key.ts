import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const CACHED_KEYS_MAX = 5000;
const P_256 = 'prime256v1';
/** Least recently used first: a Map keeps the order of insertion. */
const imported = new Map<string, KeyObject>();

/** Whether a text is the base64url SPKI of a P-256 public key. */
export async function isPublicKey(spki: string): Promise<boolean> {
  return importKey(spki) !== null;
}

/** Checks ECDSA P-256 with SHA-256 over `text`; `signature` is base64url of r||s. */
export async function isSignedBy(spki: string, text: string, signature: string): Promise<boolean> {
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.length !== 64 || spki === '') return false;
  const key = keyFor(spki);
  return (
    key !== null && verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes)
  );
}

function keyFor(spki: string): KeyObject | null {
  const key = imported.get(spki) ?? importKey(spki);
  if (!key) return null;
  imported.delete(spki);
  imported.set(spki, key);
  if (imported.size > CACHED_KEYS_MAX) imported.delete(imported.keys().next().value as string);
  return key;
}

function importKey(spki: string): KeyObject | null {
  try {
    const key = createPublicKey({
      key: Buffer.from(spki, 'base64url'),
      format: 'der',
      type: 'spki',
    });
    return key.asymmetricKeyDetails?.namedCurve === P_256 ? key : null;
  } catch {
    return null; // no key at all: what came was somebody's text
  }
}
