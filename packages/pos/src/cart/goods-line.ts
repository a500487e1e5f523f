import { type DraftLine, ONE, type Thousandths, type Tiyin } from '@oson/domain';
import { type Goods, listPrice, type Shelf } from '../catalog/shelf.ts';

/** What has to be asked before goods can lie in the cart. */
export type Question = 'weight' | 'price';

/** Weighed goods ask for a weight, goods without a list price for a price. */
export function questionFor(shelf: Shelf, goods: Goods, nowMs: number): Question | null {
  if (goods.kind === 'weighed') return 'weight';
  return listPrice(shelf, goods.id, nowMs) === null ? 'price' : null;
}

/**
 * A cart line with today's price and tax rate. `price` is one that a person typed because the list
 * has none. The name is the goods' own, whatever language the screen speaks: it goes on paper.
 */
export function goodsLine(
  shelf: Shelf,
  goods: Goods,
  lineId: string,
  nowMs: number,
  given: { quantity?: Thousandths; price?: Tiyin },
): DraftLine {
  const list = listPrice(shelf, goods.id, nowMs);
  return {
    lineId,
    skuId: goods.id,
    name: goods.name,
    code: goods.code,
    unit: goods.unit,
    quantity: given.quantity ?? ONE,
    listPrice: list ?? given.price ?? 0,
    price: list ?? given.price ?? 0,
    priceSource: list === null ? 'open' : 'list',
    taxRateBp: goods.taxRateBp ?? shelf.settings?.taxRateBp ?? 0,
    discounts: [],
  };
}
