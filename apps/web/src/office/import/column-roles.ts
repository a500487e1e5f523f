import type { ColumnRole } from './import-types.ts';

/** The meanings of a column in the order in which they are offered. */
const OFFERED: Record<ColumnRole, number> = {
  ignore: 0,
  name: 1,
  nameUz: 2,
  nameCyrl: 3,
  nameRu: 4,
  nameEn: 5,
  barcode: 6,
  price: 7,
  cost: 8,
  stock: 9,
  unit: 10,
  category: 11,
  code: 12,
  article: 13,
  packBarcode: 14,
  packQuantity: 15,
  minStock: 16,
  mxik: 17,
  packageCode: 18,
  vat: 19,
  marked: 20,
  weighed: 21,
  plu: 22,
  tracked: 23,
  forSale: 24,
  handle: 25,
  optionName: 26,
  optionValue: 27,
  componentCode: 28,
  componentQuantity: 29,
};

export const COLUMN_ROLES = (Object.keys(OFFERED) as ColumnRole[]).sort(
  (a, b) => OFFERED[a] - OFFERED[b],
);
