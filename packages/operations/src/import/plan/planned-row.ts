import type { Tiyin } from '@oson/domain';
import type { ParsedRow } from '../parse/parsed-row.ts';
import type { Problem } from '../problem.ts';

/** What becomes of a row: `merged` says what is already said, `held` waits for a person. */
export type RowOutcome = 'new' | 'changed' | 'merged' | 'held' | 'skipped' | 'failed';
export type ChangedField = 'price' | 'cost' | 'barcodes' | 'mxik' | 'category' | 'stock';

/** A person's answer to a held row. */
export type RowDecision =
  | { take: 'suggestion' }
  | { take: 'price'; price: Tiyin }
  | { take: 'name'; name: string }
  /** Of two rows with two prices: this one's price counts. */
  | { take: 'this-price' }
  | { take: 'skip' };

export type PlannedRow = Omit<ParsedRow, 'name'> & {
  /** Empty only while the name is the problem. */
  name: string;
  outcome: RowOutcome;
  /** The good of the catalogue that the row speaks of. */
  match: { skuId: string; productId: string } | null;
  /** The earlier row that is the same good. */
  sameAsRow: number | null;
  sameAsAt: string | null;
  /** Rows with the same key are the variants of one product. */
  productKey: string;
  changes: ChangedField[];
  problems: Problem[];
};
