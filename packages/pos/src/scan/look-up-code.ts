import { normaliseCode, parseScaleCode, scaleItemCode, type Thousandths } from '@oson/domain';
import type { Goods, Shelf } from '../catalog/shelf.ts';

export type FoundCode = { goods: Goods; quantity: Thousandths | null };

/**
 * The goods behind a scanned or typed code: a barcode, a scale's label with the weight in it, or the
 * goods' own code. `quantity` is what the code itself says (a pack, a weight).
 */
export function lookUpCode(shelf: Shelf, text: string): FoundCode | null {
  const code = normaliseCode(text);
  const barcode = shelf.barcodes.get(code);
  if (barcode) {
    const goods = shelf.goods.get(barcode.skuId);
    if (goods) return { goods, quantity: barcode.packQuantity };
  }
  const label = parseScaleCode(code);
  if (label) {
    const goods = weighedBy(shelf, label.plu);
    if (goods) return { goods, quantity: label.grams };
  }
  return null;
}

/** A scale knows goods by a number that the shop keeps as a code of its own or as an empty label. */
function weighedBy(shelf: Shelf, plu: string): Goods | null {
  const plain = plu.replace(/^0+(?=\d)/, '');
  for (const code of [scaleItemCode(plu), plu, plain]) {
    const skuId = shelf.barcodes.get(code)?.skuId;
    const goods = skuId ? shelf.goods.get(skuId) : undefined;
    if (goods) return goods;
  }
  for (const goods of shelf.goods.values()) {
    if (goods.kind === 'weighed' && (goods.code === plu || goods.code === plain)) return goods;
  }
  return null;
}
