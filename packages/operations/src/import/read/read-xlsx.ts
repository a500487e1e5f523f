import { OsonError } from '@oson/contract';
import { IMPORT_LIMITS } from '../limits.ts';
import { checkWorkbookZip } from './check-zip.ts';
import type { Cell, SourceFile } from './sheet.ts';

/**
 * Reads every sheet of a workbook. Formats of cells do not matter: a barcode shown as 4.78E+12 is
 * still a whole number in the file.
 *
 * @throws OsonError FILE_UNREADABLE, or FILE_TOO_LARGE beyond the limits.
 */
export async function readXlsx(bytes: Uint8Array): Promise<SourceFile> {
  checkWorkbookZip(bytes);
  const { default: readXlsxFile } = await import('read-excel-file/node');
  const sheets = await readXlsxFile(Buffer.from(bytes)).catch((error: unknown) => {
    throw new OsonError('FILE_UNREADABLE', { reason: (error as Error).message.slice(0, 120) });
  });
  const rowCount = sheets.reduce((sum, sheet) => sum + sheet.data.length, 0);
  if (rowCount > IMPORT_LIMITS.rowsMax) {
    throw new OsonError('FILE_TOO_LARGE', { rowsMax: IMPORT_LIMITS.rowsMax });
  }
  return {
    kind: 'xlsx',
    encoding: null,
    delimiter: null,
    sheets: sheets.map((sheet) => ({
      name: sheet.sheet,
      rows: sheet.data.map((row) => row.map(asCell)),
    })),
  };
}

function asCell(value: unknown): Cell {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return null;
}
