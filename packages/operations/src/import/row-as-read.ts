import { uuidv7Now } from '@oson/db';
import type { BasisPoints, Tiyin } from '@oson/domain';
import type { ImportedBarcode, ParsedRow, StoreFigures } from './parse/parsed-row.ts';
import type { ChangedField, PlannedRow } from './plan/planned-row.ts';

/** What the writer needs of a row, and what the preview shows; kept in `import_row.data`. */
export type ImportRowData = {
  kind: ParsedRow['kind'];
  name: string;
  names: ParsedRow['names'];
  category: string[];
  code: string | null;
  unit: string;
  weighed: boolean;
  price: Tiyin | null;
  openPrice: boolean;
  priceSuggestion: Tiyin | null;
  cost: Tiyin | null;
  /** By the tenant's store id; the plain stock column stands under the batch's store. */
  stores: Record<string, StoreFigures>;
  tracked: boolean;
  barcodes: ImportedBarcode[];
  taxRateBp: BasisPoints | null;
  mxik: string | null;
  packageCode: string | null;
  marked: string | null;
  options: { name: string; value: string }[];
  /** Made when the row is planned, so that writing it twice makes one good. */
  productId: string;
  changes: ChangedField[];
  sameAsAt: string | null;
  sheet: number;
  line: number;
  /** The cells as written; kept where something about them is to be seen. */
  shown: ParsedRow['shown'] | null;
};

/** What most rows say; left out of what is kept. */
const USUAL: Omit<ImportRowData, 'name' | 'productId' | 'line'> = {
  kind: 'good',
  names: null,
  category: [],
  code: null,
  unit: 'dona',
  weighed: false,
  price: null,
  openPrice: false,
  priceSuggestion: null,
  cost: null,
  stores: {},
  tracked: true,
  barcodes: [],
  taxRateBp: null,
  mxik: null,
  packageCode: null,
  marked: null,
  options: [],
  changes: [],
  sameAsAt: null,
  sheet: 0,
  shown: null,
};

/** A row's data as it is kept: only what differs from most rows. */
export type KeptRowData = Partial<ImportRowData>;

function asKept(data: ImportRowData): KeptRowData {
  const usual = USUAL as Record<string, unknown>;
  const differs = (key: string, value: unknown) =>
    !(key in usual) ||
    (typeof value === 'object' && value !== null
      ? Object.keys(value).length > 0
      : value !== usual[key]);
  return Object.fromEntries(Object.entries(data).filter(([key, value]) => differs(key, value)));
}

/** The whole of a row's data from what is kept of it. */
export function rowDataOf(kept: KeptRowData): ImportRowData {
  return { ...USUAL, name: '', productId: '', line: 0, ...kept };
}

export type IdentifiedRow = { planned: PlannedRow; skuId: string | null; data: KeptRowData };

/**
 * Gives planned rows their ids, a part of a file after the other: known goods keep theirs, new ones
 * get one now, variants share their product's, and a repeated row points at the good it repeats.
 */
export class RowIdentifier {
  private readonly storeIds: ReadonlyMap<string, string>;
  private readonly products = new Map<string, string>();
  private readonly skus = new Map<number, string>();

  constructor(storeIds: ReadonlyMap<string, string>) {
    this.storeIds = storeIds;
  }

  identify(rows: readonly PlannedRow[]): IdentifiedRow[] {
    // A new variant may stand before the known ones of its product.
    for (const row of rows) {
      if (row.match && row.handle !== null) {
        this.products.set(row.productKey, row.match.productId);
      }
    }
    return rows.map((planned) => this.identifyOne(planned));
  }

  private identifyOne(planned: PlannedRow): IdentifiedRow {
    const first = planned.sameAsRow === null ? undefined : this.skus.get(planned.sameAsRow);
    const skuId =
      planned.kind === 'component' ? null : (planned.match?.skuId ?? first ?? uuidv7Now());
    if (skuId) this.skus.set(planned.row, skuId);
    const productId =
      planned.match?.productId ?? this.products.get(planned.productKey) ?? uuidv7Now();
    if (planned.handle !== null) this.products.set(planned.productKey, productId);
    return { planned, skuId, data: asKept(dataOf(planned, productId, this.storeIds)) };
  }
}

function dataOf(
  row: PlannedRow,
  productId: string,
  storeIds: ReadonlyMap<string, string>,
): ImportRowData {
  return {
    kind: row.kind,
    name: row.name,
    names: row.names,
    category: row.category,
    code: row.code,
    unit: row.unitCode,
    weighed: row.weighed,
    price: row.price,
    openPrice: row.openPrice,
    priceSuggestion: row.priceSuggestion,
    cost: row.cost,
    stores: storesOf(row, storeIds),
    tracked: row.kind === 'good' && (row.tracked ?? true),
    barcodes: row.barcodes,
    taxRateBp: row.taxRateBp,
    mxik: row.mxik,
    packageCode: row.packageCode,
    marked: row.marked,
    options: row.options,
    productId,
    changes: row.changes,
    sameAsAt: row.sameAsAt,
    sheet: row.sheet,
    line: row.line,
    shown: row.problems.length > 0 ? row.shown : null,
  };
}

function storesOf(
  row: PlannedRow,
  storeIds: ReadonlyMap<string, string>,
): Record<string, StoreFigures> {
  const stores: Record<string, StoreFigures> = {};
  const own = storeIds.get('');
  if (own && (row.stock !== null || row.minStock !== null)) {
    stores[own] = { forSale: true, price: null, stock: row.stock, minStock: row.minStock };
  }
  for (const [name, figures] of Object.entries(row.stores)) {
    const storeId = storeIds.get(name);
    if (storeId) stores[storeId] = { ...figures };
  }
  return stores;
}
