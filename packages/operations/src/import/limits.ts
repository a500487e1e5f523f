/** What an import file may be (S30): a file beyond one of these is refused whole. */
export const IMPORT_LIMITS = {
  fileBytesMax: 10 * 1024 * 1024,
  /** All entries of a workbook together, unpacked. */
  unpackedBytesMax: 50 * 1024 * 1024,
  /** Unpacked to packed; a spreadsheet stays below 20, a bomb is above 1000. */
  unpackRatioMax: 50,
  zipEntriesMax: 64,
  rowsMax: 100_000,
  columnsMax: 100,
  /** A cell's text; longer ones are cut nowhere, they are refused. */
  cellCharactersMax: 32_767,
} as const;

/** Rows written in one transaction. */
export const ROWS_PER_CHUNK_MAX = 500;
/** How long a whole import can be taken back. */
export const UNDO_WINDOW_MS = 24 * 3_600_000;
