import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64url, toBase64url } from './base64url.ts';

/** More codes than this nobody holds in front of a camera: then there is only the file. */
export const QR_CODES_MAX = 20;
/** File bytes in one code: its text still reads from a phone's screen. */
export const QR_CHUNK_BYTES = 900;
const CODE = /^OSX1:([0-9a-f]{8}):([1-9]\d?)\/([1-9]\d?):([A-Za-z0-9_-]+)$/;

const markOf = (file: Uint8Array) => bytesToHex(sha256(file)).slice(0, 8);

/** The texts of the codes of an export file, or null when it is too large for codes. */
export function qrSeriesOf(file: Uint8Array): string[] | null {
  const count = Math.ceil(file.length / QR_CHUNK_BYTES);
  if (count === 0 || count > QR_CODES_MAX) return null;
  const mark = markOf(file);
  return Array.from({ length: count }, (_, index) => {
    const chunk = file.slice(index * QR_CHUNK_BYTES, (index + 1) * QR_CHUNK_BYTES);
    return `OSX1:${mark}:${index + 1}/${count}:${toBase64url(chunk)}`;
  });
}

/** `missing`: numbers of codes that were not read yet, 1.. */
export type QrSeriesRead =
  | { state: 'whole'; file: Uint8Array<ArrayBuffer> }
  | { state: 'partly'; mark: string; count: number; missing: number[] }
  /** Not codes of an export, codes of two exports, or not the bytes that were written. */
  | { state: 'foreign' };

/** Puts together what was scanned so far, in any order and with repeats. */
export function readQrSeries(texts: readonly string[]): QrSeriesRead {
  const chunks = new Map<number, string>();
  let first: { mark: string; count: number } | null = null;
  for (const text of texts) {
    const [, mark = '', at = '', of = '', chunk = ''] = CODE.exec(text) ?? [];
    const code = { mark, count: Number(of) };
    first ??= code;
    const strange = mark === '' || code.mark !== first.mark || code.count !== first.count;
    if (strange || Number(at) > code.count) return { state: 'foreign' };
    chunks.set(Number(at), chunk);
  }
  if (!first) return { state: 'foreign' };
  const numbers = Array.from({ length: first.count }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !chunks.has(number));
  if (missing.length > 0) return { state: 'partly', ...first, missing };
  return wholeOf(
    numbers.map((number) => chunks.get(number) as string),
    first.mark,
  );
}

function wholeOf(chunks: readonly string[], mark: string): QrSeriesRead {
  const bytes = chunks.map(fromBase64url);
  const length = bytes.reduce((sum, part) => sum + (part?.length ?? 0), 0);
  const file = new Uint8Array(length);
  let at = 0;
  for (const part of bytes) {
    if (!part) return { state: 'foreign' };
    file.set(part, at);
    at += part.length;
  }
  return markOf(file) === mark ? { state: 'whole', file } : { state: 'foreign' };
}
