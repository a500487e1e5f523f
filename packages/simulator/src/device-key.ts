/** A terminal's credential: the private key cannot be exported. */
export type DeviceKey = {
  /** Base64url SPKI. */
  publicKey: string;
  /** ECDSA P-256 with SHA-256 over the text, base64url of r||s. */
  sign: (text: string) => Promise<string>;
};

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

/** Makes a pair as a browser does. */
export async function makeDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  return {
    publicKey: Buffer.from(spki).toString('base64url'),
    sign: async (text) => {
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
      const bytes = new TextEncoder().encode(text);
      const signature = await crypto.subtle.sign(algorithm, pair.privateKey, bytes);
      return Buffer.from(signature).toString('base64url');
    },
  };
}

/** Whether `signature` is that of `publicKey` over the text. */
export async function isSignedBy(
  publicKey: string,
  text: string,
  signature: string,
): Promise<boolean> {
  const spki = Buffer.from(publicKey, 'base64url');
  const key = await crypto.subtle.importKey('spki', spki, CURVE, false, ['verify']);
  const bytes = new TextEncoder().encode(text);
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  return crypto.subtle.verify(algorithm, key, Buffer.from(signature, 'base64url'), bytes);
}
