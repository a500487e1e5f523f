import type { BasisPoints, Thousandths, Tiyin } from '@oson/domain';
import type { Problem } from '../problem.ts';
import type { ForeignCurrency } from './parse-price.ts';

export type ImportedBarcode = { code: string; packQuantity: Thousandths };
export type ForeignMoney = { currency: ForeignCurrency; minor: number };

/** What one store's columns say about a row. */
export type StoreFigures = {
  forSale: boolean;
  price: Tiyin | null;
  stock: Thousandths | null;
  minStock: Thousandths | null;
};

/** One row of goods as read; nothing of it is decided yet. Money in tiyin, quantities in thousandths. */
export type ParsedRow = {
  /** 1.. in the order of the file. */
  row: number;
  /** Where a person finds it: "record 12", "row 12", "Do'kon!12". */
  at: string;
  /** Indices into the file, to give the original cells back. */
  sheet: number;
  line: number;
  kind: 'good' | 'composite' | 'component';
  handle: string | null;
  code: string | null;
  name: string | null;
  names: { 'uz-Latn'?: string; 'uz-Cyrl'?: string; ru?: string; en?: string } | null;
  category: string[];
  /** As written in the file, and the code that we store. */
  unit: string;
  unitCode: string;
  weighed: boolean;
  price: Tiyin | null;
  openPrice: boolean;
  priceForeign: ForeignMoney | null;
  /** What an unclear price probably means. */
  priceSuggestion: Tiyin | null;
  cost: Tiyin | null;
  costForeign: ForeignMoney | null;
  stock: Thousandths | null;
  minStock: Thousandths | null;
  /** By the store's name in the file. */
  stores: Record<string, StoreFigures>;
  tracked: boolean | null;
  barcodes: ImportedBarcode[];
  taxRateBp: BasisPoints | null;
  mxik: string | null;
  packageCode: string | null;
  marked: string | null;
  options: { name: string; value: string }[];
  component: { code: string; quantity: Thousandths } | null;
  problems: Problem[];
  /** The cells as written, for the preview. */
  shown: { name: string; barcode: string; price: string; cost: string; stock: string };
};
