import type { Batch } from './batch.ts';
import type { ImportPlace } from './places.ts';
import type { Problem } from './problem.ts';
import type { ImportRowData } from './row-as-read.ts';

/** A row that is to be written. A part of a set has no good of its own. */
export type OpenRow = {
  row: number;
  outcome: 'new' | 'changed';
  problems: Problem[];
  data: ImportRowData;
  skuId: string | null;
};
/** A row with the good that it makes or changes. */
export type GoodsRow = OpenRow & { skuId: string };

export type WriteContext = {
  batch: Batch;
  places: readonly ImportPlace[];
  /** The chain's own tax rate; goods with it carry none of their own. */
  taxRateBp: number;
  now: Date;
};

/** What a known good was before its row changed it; the undo reads it. */
export type BeforeRow = {
  /** Old price by price list, tiyin; null: it had none. */
  prices?: Record<string, number | null>;
  cost?: number | null;
  /** Ids of barcodes that the row added. */
  barcodes?: string[];
  mxikWasEmpty?: boolean;
  categoryWasEmpty?: boolean;
};
export type Before = Map<number, BeforeRow>;

/** A row that the batch has written. */
export type WrittenRow = {
  row: number;
  outcome: 'new' | 'changed';
  sku_id: string | null;
  before: BeforeRow | null;
};
