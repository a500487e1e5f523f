import { inflateRawSync } from 'node:zlib';
import { OsonError } from '@oson/contract';
import { IMPORT_LIMITS } from '../limits.ts';

type Entry = { name: string; method: number; packed: number; offset: number };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** The end record's own length and the longest comment that may follow it. */
const END_SEARCH_BYTES = 22 + 65_535;

const unreadable = (reason: string) => new OsonError('FILE_UNREADABLE', { reason });
const tooLarge = (limit: string) => new OsonError('FILE_TOO_LARGE', { limit });

/**
 * Unpacks a workbook under limits of our own before any parser sees it: the sizes that the file
 * states about itself are not believed, inflation stops at the limit, and XML that declares
 * entities or lists cells far outside the grid is refused.
 *
 * @throws OsonError FILE_UNREADABLE or FILE_TOO_LARGE
 */
export function checkWorkbookZip(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let unpacked = 0;
  for (const entry of readDirectory(file)) {
    const left = IMPORT_LIMITS.unpackedBytesMax - unpacked;
    const content = unpack(file, entry, left);
    unpacked += content.length;
    if (
      content.length > 64 * 1024 &&
      content.length > entry.packed * IMPORT_LIMITS.unpackRatioMax
    ) {
      throw tooLarge('ratio');
    }
    if (/\.(xml|rels)$/i.test(entry.name)) checkXml(entry.name, content);
  }
}

function readDirectory(file: Buffer): Entry[] {
  const searchFrom = Math.max(0, file.length - END_SEARCH_BYTES);
  let end = -1;
  for (let at = file.length - 22; at >= searchFrom; at--) {
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) {
      end = at;
      break;
    }
  }
  if (end < 0) throw unreadable('zip');
  const count = file.readUInt16LE(end + 10);
  if (count > IMPORT_LIMITS.zipEntriesMax) throw tooLarge('entries');
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw unreadable('zip');
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const flags = file.readUInt16LE(at + 8);
    if (flags & 1) throw unreadable('encrypted');
    entries.push({
      name,
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(file: Buffer, entry: Entry, bytesLeft: number): Buffer {
  const at = entry.offset;
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL_HEADER) throw unreadable('zip');
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  if (start + entry.packed > file.length) throw unreadable('zip');
  const packed = file.subarray(start, start + entry.packed);
  if (entry.method === 0) {
    if (packed.length > bytesLeft) throw tooLarge('unpacked');
    return packed;
  }
  if (entry.method !== 8) throw unreadable('zip');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytesLeft) });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge('unpacked') : unreadable('zip');
  }
}

/** Letters of a column ("CV" = 100) as its number. */
const columnNumber = (letters: string) =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function checkXml(name: string, content: Buffer): void {
  if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY')) throw unreadable('doctype');
  if (!/worksheets?\/[^/]+\.xml$/i.test(name)) return;
  const text = content.toString('latin1');
  // A single cell far away makes a parser fill the whole grid up to it.
  let rows = 0;
  for (const match of text.matchAll(/<(?:\w+:)?row\b([^>]*)>/g)) {
    const stated = /\br="(\d+)"/.exec(match[1] ?? '');
    rows = stated ? Number(stated[1]) : rows + 1;
    if (rows > IMPORT_LIMITS.rowsMax) throw tooLarge('rows');
  }
  for (const match of text.matchAll(/<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,7})(\d{1,9})"/g)) {
    if (columnNumber(match[1] ?? 'A') > IMPORT_LIMITS.columnsMax) throw tooLarge('columns');
    if (Number(match[2]) > IMPORT_LIMITS.rowsMax) throw tooLarge('rows');
  }
}
