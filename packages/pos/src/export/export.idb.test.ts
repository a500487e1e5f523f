import {
  EXPORT_INFO,
  type ExportBundle,
  exportSignedText,
  fromBase64url,
  qrSeriesOf,
  splitExportFile,
  toBase64url,
} from '@oson/contract';
import { beforeEach, expect, test } from 'vitest';
import { openDisk } from '../copy/open-disk.ts';
import { copyOf } from '../copy/log-entry.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import { type JournalDb, readMeta, writeMeta } from '../journal/journal-db.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import { pendingRecords } from '../journal/settle.ts';
import { TestFolder } from '../testing/a-folder.ts';
import { aCertificate, anEnrolledJournal, sealSales, testClocks } from '../testing/a-journal.ts';
import { collectFile, collectText, type Collected } from './collect-import.ts';
import { exportCopy, exportUnsent } from './export-unsent.ts';
import { splitForFiles } from './make-export.ts';

const NOW = 1_763_700_000_000;
let journal: JournalDb;
let recovery: CryptoKeyPair;
let recoveryKey: string;

beforeEach(async () => {
  journal = await anEnrolledJournal();
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  recovery = (await crypto.subtle.generateKey(curve, false, ['deriveBits'])) as CryptoKeyPair;
  recoveryKey = toBase64url(
    new Uint8Array(await crypto.subtle.exportKey('spki', recovery.publicKey)),
  );
});

/** What the service does with its private key, by the description of the format alone. */
async function opened(file: Uint8Array): Promise<ExportBundle> {
  const { ephemeral, iv, sealed } = splitExportFile(file)!;
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const salt = new Uint8Array(ephemeral);
  const theirs = await crypto.subtle.importKey('raw', salt, curve, false, []);
  const ecdh = { name: 'ECDH', public: theirs };
  const shared = await crypto.subtle.deriveBits(ecdh, recovery.privateKey, 256);
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(EXPORT_INFO);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt, info };
  const aes = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(hkdf, secret, aes, false, ['decrypt']);
  const given = { name: 'AES-GCM', iv: new Uint8Array(iv) };
  const plain = await crypto.subtle.decrypt(given, key, new Uint8Array(sealed));
  const stream = new Blob([plain]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as ExportBundle;
}

async function isSigned(bundle: ExportBundle): Promise<boolean> {
  const spki = fromBase64url(bundle.publicKey ?? '')!;
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('spki', spki, curve, false, ['verify']);
  const text = new TextEncoder().encode(exportSignedText(bundle));
  const signature = fromBase64url(bundle.signature)!;
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, text);
}

test('[OP14] an export holds all that is unsent, signed by the key that sealed it', async () => {
  const records = await sealSales(journal, testClocks(), 3);
  await writeMeta(journal, 'recoveryKey', recoveryKey);

  const answer = await exportUnsent(journal, NOW);

  if (!answer.ok) throw new Error(answer.problem);
  const bundle = await opened(answer.files[0]!.bytes);
  expect(bundle).toMatchObject({ v: 1, fromSeq: 1, toSeq: 3 });
  expect(bundle.ops).toEqual(records.map(({ operation }) => operation));
  expect(bundle.lastHash).toBe(records[2]!.operation.hash);
  expect(await isSigned(bundle)).toBe(true);
  expect(await pendingRecords(journal)).toHaveLength(3);
});

test('[OP14] each incarnation has a file of its own, signed by its own key', async () => {
  await sealSales(journal, testClocks(), 1);
  await writeMeta(journal, 'recoveryKey', recoveryKey);
  const identity = (await readMeta(journal, 'identity'))!;
  const keys = (await readMeta(journal, 'keys')) as DeviceKeys;
  const { incarnation } = identity.certificate;
  await journal.lives.put({ incarnation, identity, keys });
  const later = { ...identity, certificate: { ...identity.certificate, incarnation: 'later' } };
  await writeMeta(journal, 'identity', later);

  const answer = await exportUnsent(journal, NOW);

  if (!answer.ok) throw new Error(answer.problem);
  const bundle = await opened(answer.files[0]!.bytes);
  expect(bundle.incarnation).toBe(incarnation);
  expect(await isSigned(bundle)).toBe(true);
});

test('without anything unsent, or without a key to encrypt to, it says so', async () => {
  expect(await exportUnsent(journal, NOW)).toEqual({ ok: false, problem: 'nothing' });
  await sealSales(journal, testClocks(), 1);
  expect(await exportUnsent(journal, NOW)).toEqual({ ok: false, problem: 'no-key' });
});

test('[DEV3] a journal that does not open is exported out of the second copy, unsigned', async () => {
  const records = await sealSales(journal, testClocks(), 2);
  const disk = await openDisk(new TestFolder());
  const identity = { certificate: aCertificate(), signature: 's', recoveryKey };
  await disk.append([
    { is: 'identity', identity },
    ...records.map((record) => ({ is: 'operation' as const, record: copyOf(record) })),
  ]);

  const answer = await exportCopy(disk, NOW);

  if (!answer.ok) throw new Error(answer.problem);
  const bundle = await opened(answer.files[0]!.bytes);
  expect(bundle.signature).toBe('');
  expect(bundle.ops).toHaveLength(2);
});

test('files are split by what they weigh as bytes, in whatever script the names are', async () => {
  await sealSales(journal, testClocks(), 1);
  const [{ operation }] = (await journal.operations.toArray()) as [JournalRecord];
  const body = 'Қ'.repeat(1024 * 1024);
  const files = splitForFiles(Array.from({ length: 3 }, () => ({ ...operation, body })));
  expect(files.map((file) => file.length)).toEqual([1, 1, 1]);
});

test('codes are taken in any order, with repeats, and a foreign one spoils nothing', async () => {
  await sealSales(journal, testClocks(), 12);
  await writeMeta(journal, 'recoveryKey', recoveryKey);
  const answer = await exportUnsent(journal, NOW);
  if (!answer.ok) throw new Error(answer.problem);
  const { bytes } = answer.files[0]!;
  const codes = qrSeriesOf(bytes)!;
  expect(codes.length).toBeGreaterThan(1);

  let collected: Collected = { is: 'nothing' };
  for (const code of [...codes.slice(1).reverse(), codes.at(-1)!, 'OSX1:00000000:1/9:AAAA']) {
    collected = collectText(collected, code);
  }
  expect(collected).toMatchObject({ is: 'codes', count: codes.length, missing: [1] });
  expect(collectText(collected, codes[0]!)).toEqual({ is: 'file', file: bytes });

  expect(collectFile(bytes)).toEqual({ is: 'file', file: bytes });
  expect(collectFile(new Uint8Array([1, 2, 3]))).toEqual({ is: 'foreign' });
  expect(collectText({ is: 'nothing' }, 'salom')).toEqual({ is: 'foreign' });
});
