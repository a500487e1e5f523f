import { EXPORT_FILE_BYTES_MAX, readQrSeries, splitExportFile } from '@oson/contract';

/** What has been given to an import so far: a whole file, or some of its codes. */
export type Collected =
  | { is: 'nothing' }
  | { is: 'codes'; texts: string[]; count: number; missing: number[] }
  | { is: 'file'; file: Uint8Array<ArrayBuffer> }
  | { is: 'foreign' };

/** Takes a file that a person picked. */
export function collectFile(bytes: Uint8Array<ArrayBuffer>): Collected {
  const fits = bytes.length <= EXPORT_FILE_BYTES_MAX && splitExportFile(bytes) !== null;
  return fits ? { is: 'file', file: bytes } : { is: 'foreign' };
}

/** Takes scanned or pasted text: one code, or several on lines of their own, in any order. */
export function collectText(before: Collected, text: string): Collected {
  const fresh = text.split(/\s+/).filter((part) => part !== '');
  if (fresh.length === 0) return before;
  const kept = before.is === 'codes' ? before.texts : [];
  const texts = [...new Set([...kept, ...fresh])];
  const read = readQrSeries(texts);
  if (read.state === 'whole') return collectFile(read.file);
  if (read.state === 'partly') {
    return { is: 'codes', texts, count: read.count, missing: read.missing };
  }
  // A code of another export spoils nothing: those that were read before stay.
  return before.is === 'codes' ? before : { is: 'foreign' };
}
