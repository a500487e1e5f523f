import type { BasisPoints, Thousandths, Tiyin } from '@oson/domain';

export type ItemNames = Partial<Record<'uz-Latn' | 'uz-Cyrl' | 'ru' | 'en', string>>;
export type VariantOption = { name: string; value: string };
export type ItemBarcode = { code: string; packQuantity: Thousandths };

/** One SKU of an item as a person edits it. */
export type SkuInput = {
  /** Absent: a new one. */
  id?: string | undefined;
  /** Empty for the only SKU of an item. */
  options: VariantOption[];
  code: string | null;
  unit: string;
  kind: 'piece' | 'weighed' | 'service' | 'bundle';
  tracked: boolean;
  /** null: the chain's own rate. */
  taxRateBp: BasisPoints | null;
  /** Place among the tiles that stand first at the till; null: not there. */
  favourite: number | null;
  /** null: typed at the sale. */
  price: Tiyin | null;
  cost: Tiyin | null;
  barcodes: ItemBarcode[];
};

export type ItemInput = {
  name: string;
  names: ItemNames;
  categoryId: string | null;
  mxik: string | null;
  packageCode: string | null;
  markedGroup: string | null;
  skus: SkuInput[];
  /** Barcodes that a person takes away from the item that has them now. */
  moveBarcodes?: string[] | undefined;
};

export type StockAt = {
  storeId: string;
  quantity: Thousandths;
  counted: boolean;
};

export type Item = Omit<ItemInput, 'skus' | 'moveBarcodes'> & {
  productId: string;
  version: number;
  sample: boolean;
  archived: boolean;
  skus: (SkuInput & { id: string; name: string; draft: boolean; stocks: StockAt[] })[];
};
