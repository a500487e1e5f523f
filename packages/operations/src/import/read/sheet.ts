/** A cell as the file holds it: a number cell stays a number, because only text loses zeros by hand. */
export type Cell = string | number | null;

/** One sheet; `rows[0]` is the sheet's first row, blank rows are kept, so indices are row numbers. */
export type Sheet = { name: string; rows: Cell[][] };

export type SourceFile = {
  kind: 'xlsx' | 'csv';
  sheets: Sheet[];
  /** How the text was read; for the preview's note. */
  encoding: 'utf-8' | 'windows-1251' | null;
  delimiter: string | null;
};
