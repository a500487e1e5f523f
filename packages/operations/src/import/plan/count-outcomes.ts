import type { ProblemCode } from '../problem.ts';
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
export class OutcomeCounter {
  private readonly counts: ImportCounts = {
    rows: 0,
    new: 0,
    changed: 0,
    merged: 0,
    held: 0,
    skipped: 0,
    failed: 0,
    products: 0,
    skus: 0,
    barcodes: 0,
    rowsWithProblem: 0,
    problems: {},
  };
  private readonly products = new Set<string>();

  add(row: PlannedRow): void {
    const { counts } = this;
    counts.rows += 1;
    counts[row.outcome] += 1;
    if (row.problems.length > 0) counts.rowsWithProblem += 1;
    for (const { code } of row.problems) counts.problems[code] = (counts.problems[code] ?? 0) + 1;
    if (row.outcome !== 'new') return;
    this.products.add(row.productKey);
    if (row.kind !== 'component') counts.skus += 1;
    counts.barcodes += row.barcodes.length;
  }

  total(): ImportCounts {
    return { ...this.counts, products: this.products.size };
  }
}

export function countOutcomes(rows: readonly PlannedRow[]): ImportCounts {
  const counter = new OutcomeCounter();
  for (const row of rows) counter.add(row);
  return counter.total();
}
