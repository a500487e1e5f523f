import {
  canonicalJson,
  EXPORT_FILE_BYTES_MAX,
  EXPORT_INFO,
  EXPORT_IV_BYTES,
  type ExportBundle,
  exportSignedText,
  fromBase64url,
  joinExportFile,
} from '@oson/contract';
import { utf8Length } from '@oson/domain';
import type { JournalRecord } from '../journal/journal-record.ts';

type Sealed = JournalRecord['operation'];

/** Who sealed the operations, as far as it is still known. */
export type Sealer = {
  tenantId: string;
  terminalId: string;
  incarnation: string;
  publicKey: string | null;
  /** ECDSA over a text; null when the key is gone with the journal. */
  sign: ((text: string) => Promise<string>) | null;
};

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

/** The bundle of one incarnation's operations, signed over the last hash when its key is there. */
export async function bundleOf(
  sealer: Sealer,
  operations: readonly Sealed[],
): Promise<ExportBundle> {
  const ops = operations.toSorted((a, b) => a.seq - b.seq);
  const first = ops[0];
  const last = ops.at(-1);
  if (!first || !last) throw new Error('there is nothing to export');
  const named = {
    tenant: sealer.tenantId,
    terminal: sealer.terminalId,
    incarnation: sealer.incarnation,
    fromSeq: first.seq,
    toSeq: last.seq,
    lastHash: last.hash,
  };
  // Without a key it is still carried; the server puts it into quarantine (OP14).
  const signature = sealer.sign ? await sealer.sign(exportSignedText(named)) : '';
  const publicKey = sealer.publicKey === null ? {} : { publicKey: sealer.publicKey };
  return { v: 1, ...named, ops, signature, ...publicKey };
}

/** Compresses and encrypts a bundle to the service's recovery key (base64url SPKI). */
export async function sealExport(
  bundle: ExportBundle,
  recoveryKey: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const spki = fromBase64url(recoveryKey);
  if (!spki) throw new Error('the recovery key is none');
  const recovery = await crypto.subtle.importKey('spki', spki, CURVE, false, []);
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const derived = { name: 'ECDH', public: recovery };
  const shared = await crypto.subtle.deriveBits(derived, pair.privateKey, 256);
  const key = await fileKey(shared, ephemeral);
  const iv = crypto.getRandomValues(new Uint8Array(EXPORT_IV_BYTES));
  const plain = await gzip(canonicalJson(bundle));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
  return joinExportFile({ ephemeral, iv, sealed: new Uint8Array(sealed) });
}

/** Bundles of so many operations that each file stays below what a server opens. */
export function splitForFiles<T extends Sealed>(operations: readonly T[]): T[][] {
  // Compression makes it smaller by far: half the limit before it is safely below it after.
  const room = EXPORT_FILE_BYTES_MAX / 2;
  const files: T[][] = [];
  let bytes = room;
  for (const operation of operations) {
    const size = utf8Length(operation.body ?? '') + 1024;
    if (bytes + size > room) {
      files.push([]);
      bytes = 0;
    }
    files.at(-1)?.push(operation);
    bytes += size;
  }
  return files;
}

async function fileKey(shared: ArrayBuffer, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(EXPORT_INFO);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return crypto.subtle.deriveKey(hkdf, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
}

async function gzip(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
