import type { Cursor, Names, PullData, PullRow } from '@oson/contract';
import { foreignValue, type Tiyin } from '@oson/domain';

type WithId<T> = T & { id: string };
export type Goods = WithId<PullData['sku']>;
export type Category = WithId<PullData['category']>;
export type TenderType = WithId<PullData['tender-type']>;
export type Customer = WithId<PullData['customer']>;
export type StaffMember = { id: string; name: string; role: PullData['staff']['role'] };
export type Barcode = PullData['barcode'];
export type Price = PullData['price'];
export type Stock = PullData['stock'];

/** What is for sale, by whom and how it is paid: pulled rows, in memory, ready to be asked. */
export type Shelf = {
  /** Rises with every change, so that screens and the search index know. */
  version: number;
  goodsVersion: number;
  cursor: Cursor | null;
  /** n at which the last whole pull ended, in the cursor's epoch; 0 = none has. */
  through: number;
  settings: PullData['settings'] | null;
  store: PullData['store'] | null;
  goods: Map<string, Goods>;
  barcodes: Map<string, Barcode>;
  prices: Map<string, Map<string, Price>>;
  stock: Map<string, Stock>;
  categories: Map<string, Category>;
  tenderTypes: Map<string, TenderType>;
  staff: Map<string, StaffMember>;
  customers: Map<string, Customer>;
  /** Code of each barcode row, so that a changed or deleted row leaves no old code behind. */
  codes: Map<string, string>;
  /** SKU of each price row, for the same reason. */
  pricedSku: Map<string, string>;
};

export function emptyShelf(): Shelf {
  return {
    version: 0,
    goodsVersion: 0,
    cursor: null,
    through: 0,
    settings: null,
    store: null,
    goods: new Map(),
    barcodes: new Map(),
    prices: new Map(),
    stock: new Map(),
    categories: new Map(),
    tenderTypes: new Map(),
    staff: new Map(),
    customers: new Map(),
    codes: new Map(),
    pricedSku: new Map(),
  };
}

/** How far the feed was read. */
export type Place = Pick<Shelf, 'cursor' | 'through'>;

/** Puts rows on the shelf and answers a new view of it; the maps inside are the same. */
export function shelve(shelf: Shelf, rows: Iterable<PullRow>, place: Place): Shelf {
  const { cursor, through } = place;
  const next = { ...shelf, version: shelf.version + 1, cursor, through };
  let goodsChanged = false;
  for (const row of rows) {
    shelveRow(next, row);
    if (row.kind === 'sku' || row.kind === 'barcode') goodsChanged = true;
  }
  if (goodsChanged) next.goodsVersion += 1;
  return next;
}

function shelveRow(shelf: Shelf, row: PullRow): void {
  switch (row.kind) {
    case 'settings':
      if (row.data) shelf.settings = row.data;
      return;
    case 'store':
      if (row.data) shelf.store = row.data;
      return;
    case 'sku':
      return put(shelf.goods, row.id, row.data && { ...row.data, id: row.id });
    case 'category':
      return put(shelf.categories, row.id, row.data && { ...row.data, id: row.id });
    case 'tender-type':
      return put(shelf.tenderTypes, row.id, row.data && { ...row.data, id: row.id });
    case 'customer':
      return put(shelf.customers, row.id, row.data && { ...row.data, id: row.id });
    case 'staff':
      return put(shelf.staff, row.id, row.data && staffMember(row.id, row.data));
    case 'stock':
      return shelveStock(shelf, row.id, row.data);
    case 'barcode':
      return shelveBarcode(shelf, row.id, row.data);
    case 'price':
      return shelvePrice(shelf, row.id, row.data);
    default:
      return;
  }
}

function put<T>(map: Map<string, T>, id: string, value: T | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}

function staffMember(id: string, { name, role }: PullData['staff']): StaffMember {
  return { id, name, role };
}

function shelveStock(shelf: Shelf, id: string, data: Stock | undefined): void {
  // The row's id names the SKU in this store; a deleted row carries nothing but that id.
  if (data) shelf.stock.set(data.skuId, data);
  else shelf.stock.delete(id);
}

function shelveBarcode(shelf: Shelf, id: string, data: Barcode | undefined): void {
  const old = shelf.codes.get(id);
  if (old !== undefined) shelf.barcodes.delete(old);
  put(shelf.codes, id, data?.code);
  if (data) shelf.barcodes.set(data.code, data);
}

function shelvePrice(shelf: Shelf, id: string, data: Price | undefined): void {
  const oldSku = shelf.pricedSku.get(id);
  if (oldSku !== undefined) shelf.prices.get(oldSku)?.delete(id);
  put(shelf.pricedSku, id, data?.skuId);
  if (!data) return;
  const prices = shelf.prices.get(data.skuId) ?? new Map<string, Price>();
  prices.set(id, data);
  shelf.prices.set(data.skuId, prices);
}

/**
 * The list price of a SKU at a moment, in tiyin of the chain's currency: of the prices that are
 * valid by then the one with the latest start, and of those the newest. null = typed at the sale:
 * so is one in a currency whose rate the chain does not keep.
 */
export function listPrice(shelf: Shelf, skuId: string, nowMs: number): Tiyin | null {
  let best: Price | null = null;
  for (const price of shelf.prices.get(skuId)?.values() ?? []) {
    if (price.from > nowMs) continue;
    const later =
      best && (price.from < best.from || (price.from === best.from && price.n < best.n));
    if (!later) best = price;
  }
  if (!best || best.amount === null) return null;
  const { settings } = shelf;
  if (!settings || best.currency === settings.currency) return best.amount;
  if (best.currency !== 'USD' || settings.usdRate === null) return null;
  return foreignValue(best.amount, settings.usdRate);
}

/** A name in the language of the screen, else as it stands. */
export function nameIn(row: { name: string; names: Names | null }, locale: keyof Names): string {
  return row.names?.[locale] ?? row.name;
}

/** Staff who may sign in here, cashiers first, each group by name. */
export function staffInOrder(shelf: Shelf): StaffMember[] {
  const rank = { cashier: 0, manager: 1, owner: 2 };
  return [...shelf.staff.values()].sort(
    (a, b) => rank[a.role] - rank[b.role] || (a.name < b.name ? -1 : 1),
  );
}
