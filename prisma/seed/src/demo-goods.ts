import fs from 'node:fs';
import path from 'node:path';
import { searchKeyOf } from '@oson/operations';
import { stableId } from './stable.ts';

type Names = Record<'uz-Latn' | 'uz-Cyrl' | 'ru', string>;
type Option = string | Names;
type FileSku = {
  code: string;
  options: Option[];
  /** So'm. */
  price: number;
  cost: number;
  barcodes: { code: string; kind: 'piece' | 'pack' | 'scale'; quantity: number | null }[];
  /** Pieces or kilograms by store; null: not carried there. */
  stock: Record<string, number | null>;
};
type FileItem = {
  id: string;
  name: Names;
  category: { section: string; key: string } & Record<keyof Names, [string, string]>;
  weighed: boolean;
  unit: 'dona' | 'kg';
  mxik: string | null;
  packageCode: string | null;
  markGroup: string | null;
  popularity: number;
  optionNames?: Names[];
  skus: FileSku[];
};

export type GoodsCategory = {
  id: string;
  name: string;
  names: Names;
  hue: number;
  position: number;
};
export type GoodsSku = {
  id: string;
  code: string;
  name: string;
  names: Names;
  options: { name: string; value: string }[] | null;
  barcodes: { id: string; code: string; kind: string; packQuantity: number }[];
  /** Tiyin a piece or a kilogram. */
  price: number;
  cost: number;
  weighed: boolean;
  unit: string;
  /** Thousandths by store key; a store that does not carry it is not here. */
  stock: ReadonlyMap<string, number>;
  /** How often it is bought, against the others. */
  popularity: number;
};
export type GoodsProduct = {
  id: string;
  categoryId: string;
  name: string;
  names: Names;
  mxik: string | null;
  packageCode: string | null;
  markedGroup: string | null;
  searchKey: string;
  skus: GoodsSku[];
};
export type DemoGoods = { categories: GoodsCategory[]; products: GoodsProduct[]; skus: GoodsSku[] };

const FILE = path.resolve(import.meta.dirname, '../data/baraka-market.json');
const TIYIN = 100;
const ONE = 1000;
/** A hue for each section of the shop, so that its tiles belong together. */
const HUES: Record<string, number> = {
  drinks: 205,
  fresh: 130,
  grocery: 45,
  sweets: 330,
  tea: 85,
  care: 285,
  home: 235,
  kids: 15,
  stat: 255,
  wear: 310,
  tob: 25,
};

/** The goods of the demo chain, out of its file. */
export function readDemoGoods(): DemoGoods {
  const { items } = JSON.parse(fs.readFileSync(FILE, 'utf8')) as { items: FileItem[] };
  const categories = new Map<string, GoodsCategory>();
  for (const { category } of items) {
    const key = `${category.section} ${category.key}`;
    if (!categories.has(key)) categories.set(key, categoryOf(category, categories.size));
  }
  const products = items.map(productOf);
  return {
    categories: [...categories.values()],
    products,
    skus: products.flatMap(({ skus }) => skus),
  };
}

function categoryOf(category: FileItem['category'], position: number): GoodsCategory {
  const names = namesOf((locale) => category[locale][1]);
  return {
    id: categoryId(category),
    name: names['uz-Latn'],
    names,
    hue: HUES[category.section] ?? 205,
    position,
  };
}

const categoryId = ({ section, key }: FileItem['category']) =>
  stableId('category', `${section} ${key}`);

function productOf(item: FileItem): GoodsProduct {
  const names = item.name;
  return {
    id: stableId('product', item.id),
    categoryId: categoryId(item.category),
    name: names['uz-Latn'],
    names,
    mxik: item.mxik,
    packageCode: item.packageCode,
    markedGroup: item.markGroup,
    searchKey: searchKeyOf(Object.values(names)),
    skus: item.skus.map((sku) => skuOf(item, sku)),
  };
}

function skuOf(item: FileItem, sku: FileSku): GoodsSku {
  const names = namesOf((locale) =>
    [item.name[locale], ...sku.options.map((option) => optionText(option, locale))].join(', '),
  );
  const stock = Object.entries(sku.stock).flatMap(([key, quantity]) =>
    quantity === null ? [] : [[key, Math.round(quantity * ONE)] as const],
  );
  return {
    id: stableId('sku', sku.code),
    code: sku.code,
    name: names['uz-Latn'],
    names,
    options: optionsOf(item, sku),
    barcodes: sku.barcodes.map((barcode) => ({
      id: stableId('barcode', barcode.code),
      code: barcode.code,
      kind: barcode.kind === 'piece' ? 'ean' : barcode.kind,
      packQuantity: (barcode.quantity ?? 1) * ONE,
    })),
    price: sku.price * TIYIN,
    cost: sku.cost * TIYIN,
    weighed: item.weighed,
    unit: item.unit,
    stock: new Map(stock),
    popularity: item.popularity / item.skus.length,
  };
}

function optionsOf(item: FileItem, sku: FileSku): GoodsSku['options'] {
  if (sku.options.length === 0) return null;
  return sku.options.map((option, at) => ({
    name: item.optionNames?.[at]?.['uz-Latn'] ?? '',
    value: optionText(option, 'uz-Latn'),
  }));
}

const optionText = (option: Option, locale: keyof Names): string =>
  typeof option === 'string' ? option : option[locale];

const namesOf = (text: (locale: keyof Names) => string): Names => ({
  'uz-Latn': text('uz-Latn'),
  'uz-Cyrl': text('uz-Cyrl'),
  ru: text('ru'),
});
