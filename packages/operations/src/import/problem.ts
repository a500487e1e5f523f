import type { ColumnRole } from './columns/role.ts';

/**
 * What can be wrong with a row. `hold` keeps the row out of the catalogue until a person answers;
 * `warn` writes it and says what was left out, repaired or worth a look.
 */
export const IMPORT_PROBLEMS = {
  'name-missing': 'hold',
  'price-missing': 'hold',
  'price-zero': 'hold',
  'price-unreadable': 'hold',
  'price-ambiguous': 'hold',
  'price-foreign-currency': 'hold',
  'duplicate-with-other-price': 'hold',
  'row-repeated': 'warn',
  'price-open': 'warn',
  'price-below-cost': 'warn',
  'cost-zero': 'warn',
  'cost-unreadable': 'warn',
  'stock-negative': 'warn',
  'stock-fraction-of-a-piece': 'warn',
  'stock-approximate': 'warn',
  'stock-unreadable': 'warn',
  'barcode-check-digit': 'warn',
  'barcode-digits-lost': 'warn',
  'barcode-unreadable': 'warn',
  'barcode-lost-zeros': 'warn',
  'barcode-of-another-row': 'warn',
  'name-letters-lost': 'warn',
  'name-uz-missing': 'warn',
  'mxik-lost-leading-zero': 'warn',
  'mxik-not-17-digits': 'warn',
  'vat-text': 'warn',
  'vat-unreadable': 'warn',
  'write-failed': 'hold',
} as const satisfies Record<string, 'hold' | 'warn'>;
export type ProblemCode = keyof typeof IMPORT_PROBLEMS;

export type Problem = {
  code: ProblemCode;
  /** The column that holds the cell at fault; the preview tints only that one. */
  role: ColumnRole;
  /** The cell as it stands in the file, or the row that says the same. */
  raw?: string;
  /** What it probably means; taken only when a person says so, or as the repair that was made. */
  suggestion?: string;
};
