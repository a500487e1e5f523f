/** Keys of one incarnation. The private ones cannot be exported; IndexedDB keeps them as they are. */
export type DeviceKeys = {
  signing: CryptoKey;
  /** Base64url SPKI of the P-256 public key. */
  publicKey: string;
  /** Seals the PIN verifiers (PIN1). */
  pinSeal: CryptoKey;
};

/** Makes the key pair that this device signs with, and the key that seals PIN verifiers. */
export async function makeDeviceKeys(): Promise<DeviceKeys> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  const pinSeal = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return {
    signing: pair.privateKey,
    publicKey: base64url(new Uint8Array(spki)),
    pinSeal: pinSeal as CryptoKey,
  };
}

/** Signs a text with ECDSA P-256 SHA-256; base64url of r||s. */
export async function signText(keys: DeviceKeys, text: string): Promise<string> {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const bytes = await crypto.subtle.sign(algorithm, keys.signing, new TextEncoder().encode(text));
  return base64url(new Uint8Array(bytes));
}

/** Hex of an HMAC under a key that only this database can use. */
export async function pinMac(keys: DeviceKeys, text: string): Promise<string> {
  const bytes = await crypto.subtle.sign('HMAC', keys.pinSeal, new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
