import {
  createDecipheriv,
  createECDH,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import {
  EXPORT_INFO,
  EXPORT_PLAIN_BYTES_MAX,
  fromBase64url,
  OsonError,
  splitExportFile,
} from '@oson/contract';

const TAG_BYTES = 16;

/** The key that devices encrypt exports of unsent operations to; it is not in the database. */
export type RecoveryKey = {
  /** Base64url SPKI, for devices. */
  publicKey: string;
  privateKey: KeyObject;
};

/**
 * The recovery key of this installation: RECOVERY_PRIVATE_KEY (PKCS8, base64url), or, where none is
 * set, one that comes from SERVER_SECRET. Throws when the setting is no P-256 private key.
 */
export function readRecoveryKey(pkcs8: string | undefined, serverSecret: string): RecoveryKey {
  const privateKey = pkcs8 ? keyFromText(pkcs8) : keyFromSecret(serverSecret);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { publicKey: spki.toString('base64url'), privateKey };
}

function keyFromText(text: string): KeyObject {
  const der = Buffer.from(text, 'base64url');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new Error('RECOVERY_PRIVATE_KEY is no P-256 key');
  }
  return key;
}

function keyFromSecret(serverSecret: string): KeyObject {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(Buffer.from(hkdfSync('sha256', serverSecret, 'OSP1', 'recovery key', 32)));
  const point = curve.getPublicKey();
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const d = curve.getPrivateKey().toString('base64url');
  return createPrivateKey({
    key: { kty: 'EC', crv: 'P-256', x: part(1), y: part(33), d: d.padStart(43, 'A') },
    format: 'jwk',
  });
}

/**
 * The plain text of an export file that a device sealed to our key (OP17). FILE_UNREADABLE when these
 * are other bytes, or sealed to another key, or more comes out than any device writes.
 */
export function openExport(key: RecoveryKey, bundle: string): string {
  const file = fromBase64url(bundle);
  const parts = file && splitExportFile(file);
  if (!parts) throw new OsonError('FILE_UNREADABLE');
  try {
    const x = Buffer.from(parts.ephemeral.subarray(1, 33)).toString('base64url');
    const y = Buffer.from(parts.ephemeral.subarray(33)).toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const shared = diffieHellman({ privateKey: key.privateKey, publicKey });
    const secret = Buffer.from(hkdfSync('sha256', shared, parts.ephemeral, EXPORT_INFO, 32));
    const at = parts.sealed.length - TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', secret, parts.iv);
    decipher.setAuthTag(parts.sealed.subarray(at));
    const packed = Buffer.concat([decipher.update(parts.sealed.subarray(0, at)), decipher.final()]);
    return gunzipSync(packed, { maxOutputLength: EXPORT_PLAIN_BYTES_MAX }).toString('utf8');
  } catch (cause) {
    throw Object.assign(new OsonError('FILE_UNREADABLE'), { cause });
  }
}
