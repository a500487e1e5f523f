import { OsonError } from '@oson/contract';
import { IMPORT_LIMITS } from '../limits.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { SourceFile } from './sheet.ts';

const startsWith = (bytes: Uint8Array, ...head: number[]) =>
  head.every((byte, index) => bytes[index] === byte);

/**
 * Reads an import file by what it is, not by what it is called: a workbook begins like a zip.
 *
 * @throws OsonError FILE_EMPTY, FILE_TOO_LARGE, FILE_UNREADABLE (`reason: 'xls'` for the old binary
 *   format, which can be saved again as .xlsx)
 */
export async function readImportFile(bytes: Uint8Array): Promise<SourceFile> {
  if (bytes.length === 0) throw new OsonError('FILE_EMPTY');
  if (bytes.length > IMPORT_LIMITS.fileBytesMax) {
    throw new OsonError('FILE_TOO_LARGE', { limitMb: IMPORT_LIMITS.fileBytesMax / 1024 / 1024 });
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new OsonError('FILE_UNREADABLE', { reason: 'xls' });
  }
  const file = startsWith(bytes, 0x50, 0x4b) ? await readXlsx(bytes) : readCsv(bytes);
  const filled = file.sheets.some((sheet) => sheet.rows.some((row) => row.some((c) => c !== null)));
  if (!filled) throw new OsonError('FILE_EMPTY');
  return file;
}
