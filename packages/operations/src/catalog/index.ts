export { archiveItem, restoreItem } from './archive-item.ts';
export {
  archiveCategory,
  type CategoryInput,
  type CategoryRow,
  createCategory,
  listCategories,
  orderCategories,
  updateCategory,
} from './categories.ts';
export { findBarcode, type FoundBarcode } from './find-barcode.ts';
export { generateBarcode } from './generate-barcode.ts';
export { getItem } from './get-item.ts';
export type { Item, ItemInput, ItemNames, SkuInput, VariantOption } from './goods-types.ts';
export { countGoods, type GoodsFilter, type GoodsRow, listGoods } from './list-goods.ts';
export { createItem, updateItem } from './save-item.ts';
export { searchKeyOf } from './search-key.ts';
