import { IMPORT_PROBLEMS, type ProblemCode } from '../problem.ts';
import type { PlannedRow, RowOutcome } from './planned-row.ts';

export type ImportCounts = Record<RowOutcome, number> & {
  rows: number;
  products: number;
  skus: number;
  barcodes: number;
  rowsWithProblem: number;
  problems: Partial<Record<ProblemCode, number>>;
};

/** The figures a person sees before anything is written; products, SKUs and barcodes of new rows. */
export function countOutcomes(rows: readonly PlannedRow[]): ImportCounts {
  const counts: ImportCounts = {
    rows: rows.length,
    new: 0,
    changed: 0,
    merged: 0,
    held: 0,
    skipped: 0,
    failed: 0,
    products: 0,
    skus: 0,
    barcodes: 0,
    rowsWithProblem: rows.filter((row) => row.problems.length > 0).length,
    problems: {},
  };
  const products = new Set<string>();
  for (const row of rows) {
    counts[row.outcome] += 1;
    for (const { code } of row.problems) counts.problems[code] = (counts.problems[code] ?? 0) + 1;
    if (row.outcome !== 'new') continue;
    products.add(row.productKey);
    if (row.kind !== 'component') counts.skus += 1;
    counts.barcodes += row.barcodes.length;
  }
  counts.products = products.size;
  return counts;
}

export const isHolding = (code: ProblemCode) => IMPORT_PROBLEMS[code] === 'hold';
