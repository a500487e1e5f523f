import {
  type Discount,
  type DraftLine,
  ONE,
  type SaleDraft,
  SALE_LIMITS,
  type Thousandths,
} from '@oson/domain';

/** A sale that is still being put together. It is written to the journal at each change. */
export type Cart = {
  /** Becomes the id of the sale, so that one cart can never be sold twice. */
  cartId: string;
  lines: DraftLine[];
  discount: Discount | null;
  customerId: string | null;
  /** Feed position and epoch of the catalogue that the newest line was priced from. */
  priceN: number;
  priceEpoch: number;
};

/** What undo needs to put a line back where it was, with all that belonged to it. */
export type RemovedLine = { line: DraftLine; index: number; before: string | null };

export function emptyCart(cartId: string): Cart {
  return { cartId, lines: [], discount: null, customerId: null, priceN: 0, priceEpoch: 0 };
}

/** No further line may be added: domain's limit keeps a sealed sale below its size limit. */
export function isCartFull(cart: Cart): boolean {
  return cart.lines.length >= SALE_LIMITS.lines;
}

/**
 * Adds goods. Pieces of the same SKU at the same price join the line that is there; weighed goods
 * and lines that a person has priced stay lines of their own. Returns the line that was touched.
 */
export function addLine(cart: Cart, line: DraftLine): { cart: Cart; lineId: string } {
  const same = cart.lines.find((other) => joins(other, line));
  if (!same) return { cart: { ...cart, lines: [...cart.lines, line] }, lineId: line.lineId };
  const quantity = same.quantity + line.quantity;
  return { cart: setQuantity(cart, same.lineId, quantity), lineId: same.lineId };
}

function joins(there: DraftLine, added: DraftLine): boolean {
  return (
    there.skuId === added.skuId &&
    there.price === added.price &&
    there.priceSource === 'list' &&
    added.priceSource === 'list' &&
    there.quantity % ONE === 0 &&
    added.quantity % ONE === 0 &&
    there.discounts.length === 0 &&
    there.note === added.note
  );
}

/** Sets a line's quantity; zero or less takes the line out, which `removeLine` does with undo. */
export function setQuantity(cart: Cart, lineId: string, quantity: Thousandths): Cart {
  if (quantity <= 0) return removeLine(cart, lineId).cart;
  const lines = cart.lines.map((line) => (line.lineId === lineId ? { ...line, quantity } : line));
  return { ...cart, lines };
}

/** Takes a line out and says how to put it back. */
export function removeLine(
  cart: Cart,
  lineId: string,
): { cart: Cart; removed: RemovedLine | null } {
  const index = cart.lines.findIndex((line) => line.lineId === lineId);
  const line = cart.lines[index];
  if (!line) return { cart, removed: null };
  const lines = cart.lines.filter((other) => other.lineId !== lineId);
  const before = cart.lines[index - 1]?.lineId ?? null;
  return { cart: { ...cart, lines }, removed: { line, index, before } };
}

/**
 * Puts a removed line back: quantity, price, discounts and its place behind the line it followed,
 * also when others were added or removed meanwhile.
 */
export function restoreLine(cart: Cart, removed: RemovedLine): Cart {
  if (cart.lines.some((line) => line.lineId === removed.line.lineId)) return cart;
  const follows = cart.lines.findIndex((line) => line.lineId === removed.before);
  const index = follows >= 0 ? follows + 1 : Math.min(removed.index, cart.lines.length);
  return { ...cart, lines: cart.lines.toSpliced(index, 0, removed.line) };
}

export function setDiscount(cart: Cart, discount: Discount | null): Cart {
  return { ...cart, discount };
}

export function setCustomer(cart: Cart, customerId: string | null): Cart {
  return { ...cart, customerId };
}

/** The cart as domain prices it. */
export function draftOf(cart: Cart, taxIncluded: boolean): SaleDraft {
  return { lines: cart.lines, discount: cart.discount, taxIncluded };
}

/** How much of each SKU lies in the cart. */
export function quantitiesBySku(cart: Cart): Map<string, Thousandths> {
  const sums = new Map<string, Thousandths>();
  for (const { skuId, quantity } of cart.lines) {
    sums.set(skuId, (sums.get(skuId) ?? 0) + quantity);
  }
  return sums;
}
