/** What a column can mean. A role with `store` in the mapping is a figure of that store alone. */
export const COLUMN_ROLES = [
  'name',
  'nameUz',
  'nameCyrl',
  'nameRu',
  'nameEn',
  'handle',
  'code',
  'article',
  'category',
  'unit',
  'weighed',
  'plu',
  'barcode',
  'packBarcode',
  'packQuantity',
  'price',
  'cost',
  'stock',
  'minStock',
  'tracked',
  'forSale',
  'vat',
  'mxik',
  'packageCode',
  'marked',
  'optionName',
  'optionValue',
  'componentCode',
  'componentQuantity',
  'ignore',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** One column of the file and what it is taken for; a person may change the role. */
export type MappedColumn = {
  index: number;
  /** The header as it stands, a merged parent in front: "Остаток / Количество". */
  header: string;
  role: ColumnRole;
  /** The store named in the header's brackets, as the file spells it. */
  store: string | null;
  /** What stands in it, the first few different values. */
  examples: string[];
  /** Number of an option's name and value: 1, 2, 3. */
  option: number | null;
};

export type SheetMapping = {
  sheet: string;
  /** Index of the first row below the header; 0 when there is none. */
  firstRow: number;
  columns: MappedColumn[];
};

/** Roles that may stand on several columns of a sheet. */
export const REPEATABLE_ROLES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'barcode',
  'optionName',
  'optionValue',
  'ignore',
]);
