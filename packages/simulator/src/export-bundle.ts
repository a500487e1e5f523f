import { gunzipSync, gzipSync } from 'node:zlib';
import {
  canonicalJson,
  type Certificate,
  EXPORT_INFO,
  type ExportBundle,
  exportSignedText,
  joinExportFile,
  type Operation,
  splitExportFile,
} from '@oson/contract';
import type { DeviceKey } from './device-key.ts';

/** A key of WebCrypto, whichever library of types is loaded. */
export type SubtleKey = Parameters<typeof crypto.subtle.deriveBits>[1];

const ECDH = { name: 'ECDH', namedCurve: 'P-256' };
const utf8 = new TextEncoder();

/** The service's pair for exports; the public half as devices get it, base64url SPKI. */
export async function makeRecoveryPair(): Promise<{
  publicKey: string;
  privateKey: SubtleKey;
}> {
  const pair = await crypto.subtle.generateKey(ECDH, true, ['deriveBits']);
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  return { publicKey: Buffer.from(spki).toString('base64url'), privateKey: pair.privateKey };
}

/** Operations of one incarnation in rising order, as an encrypted and signed export file. */
export async function writeExport(
  operations: readonly Operation[],
  certificate: Certificate,
  key: DeviceKey,
  recoveryKey: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const first = operations[0] as Operation;
  const last = operations.at(-1) as Operation;
  const unsigned: Omit<ExportBundle, 'signature'> = {
    v: 1,
    tenant: certificate.tenantId,
    terminal: certificate.terminalId,
    incarnation: first.incarnation,
    fromSeq: first.seq,
    toSeq: last.seq,
    lastHash: last.hash,
    ops: [...operations],
    publicKey: key.publicKey,
  };
  const bundle = { ...unsigned, signature: await key.sign(exportSignedText(unsigned)) };
  const spki = Buffer.from(recoveryKey, 'base64url');
  const recovery = await crypto.subtle.importKey('spki', spki, ECDH, false, []);
  const pair = await crypto.subtle.generateKey(ECDH, false, ['deriveBits']);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const secret = await secretOf(pair.privateKey, recovery, ephemeral);
  const plain = gzipSync(utf8.encode(canonicalJson(bundle)));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, secret, plain);
  return joinExportFile({ ephemeral, iv, sealed: new Uint8Array(sealed) });
}

/** What lies in an export file, unchecked. Throws when it cannot be opened with this key. */
export async function openExport(file: Uint8Array, privateKey: SubtleKey): Promise<unknown> {
  const parts = splitExportFile(file);
  if (!parts) throw new Error('no export file');
  const { iv, sealed } = parts;
  const ephemeral = Uint8Array.from(parts.ephemeral);
  const point = await crypto.subtle.importKey('raw', ephemeral, ECDH, false, []);
  const secret = await secretOf(privateKey, point, ephemeral);
  const algorithm = { name: 'AES-GCM', iv: Uint8Array.from(iv) };
  const plain = await crypto.subtle.decrypt(algorithm, secret, Uint8Array.from(sealed));
  return JSON.parse(gunzipSync(new Uint8Array(plain)).toString('utf8')) as unknown;
}

async function secretOf(
  own: SubtleKey,
  other: SubtleKey,
  ephemeral: Uint8Array<ArrayBuffer>,
): Promise<SubtleKey> {
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const shared = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const info = utf8.encode(EXPORT_INFO);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info };
  return crypto.subtle.deriveKey(hkdf, shared, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}
