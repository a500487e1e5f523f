import { OsonError } from '@oson/contract';
import { parse } from 'csv-parse/sync';
import { IMPORT_LIMITS } from '../limits.ts';
import { decodeText } from './decode-text.ts';
import type { Cell, SourceFile } from './sheet.ts';

const DELIMITERS = [';', ',', '\t', '|'] as const;
const SAMPLE_LINES = 20;

/**
 * The delimiter that splits the first lines into the same number of fields most often. Quoted text
 * is left out of the count, so that a comma in a name does not vote.
 */
export function guessDelimiter(text: string): string {
  const head = text
    .slice(0, 64_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
  const counted = DELIMITERS.map((delimiter) => {
    const fields = head.map((line) => line.split(delimiter).length);
    const width = Math.max(1, fields[0] ?? 1);
    const alike = fields.filter((count) => count === width).length / Math.max(1, fields.length);
    return { delimiter, score: width > 1 ? width * alike : 0 };
  });
  counted.sort((a, b) => b.score - a.score);
  return counted[0]?.score ? counted[0].delimiter : ',';
}

/**
 * Reads a text file of rows. Quotes may stand bare inside an unquoted field, records may span lines,
 * and lines may be of different length.
 *
 * @throws OsonError FILE_UNREADABLE when it is no text table, FILE_TOO_LARGE beyond the limits.
 */
export function readCsv(bytes: Uint8Array): SourceFile {
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) throw new OsonError('FILE_UNREADABLE');
  const delimiter = guessDelimiter(text);
  const records = parseRecords(text, delimiter);
  if (records.length > IMPORT_LIMITS.rowsMax + 1) {
    throw new OsonError('FILE_TOO_LARGE', { rowsMax: IMPORT_LIMITS.rowsMax });
  }
  for (const record of records) {
    if (record.length > IMPORT_LIMITS.columnsMax) {
      throw new OsonError('FILE_TOO_LARGE', { columnsMax: IMPORT_LIMITS.columnsMax });
    }
  }
  const rows: Cell[][] = records.map((record) => record.map((cell) => (cell === '' ? null : cell)));
  return { kind: 'csv', sheets: [{ name: '', rows }], encoding, delimiter };
}

function parseRecords(text: string, delimiter: string): string[][] {
  const options = {
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: IMPORT_LIMITS.cellCharactersMax * 4,
    to: IMPORT_LIMITS.rowsMax + 2,
  };
  try {
    return parse(text, options);
  } catch (quoted) {
    // A stray opening quote swallows the rest of the file: then quotes are plain characters.
    try {
      return parse(text, { ...options, quote: false });
    } catch {
      throw new OsonError('FILE_UNREADABLE', { reason: String((quoted as Error).message) });
    }
  }
}
