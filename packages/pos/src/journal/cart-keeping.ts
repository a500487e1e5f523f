import type { Cart } from '../cart/cart.ts';
import type { JournalDb, KeptCart } from './journal-db.ts';

const CURRENT = 'current';
/** So many sales may wait for their buyers. */
export const PARKED_MAX = 20;

/** The cart that was in hand when the page went away, or null. */
export async function keptCart(db: JournalDb): Promise<Cart | null> {
  return (await db.carts.get(CURRENT))?.cart ?? null;
}

/** Writes the cart in hand; a cart without lines leaves nothing behind. */
export async function keepCart(db: JournalDb, cart: Cart, staffId: string | null): Promise<void> {
  if (cart.lines.length === 0 && cart.customerId === null) await db.carts.delete(CURRENT);
  else await db.carts.put({ id: CURRENT, cart, parkedAt: null, staffId });
}

/** Ends the cart in hand. Part of the sealing transaction, so that a cart is sold at most once. */
export async function consumeCart(db: JournalDb, cartId: string): Promise<void> {
  const kept = await db.carts.get(CURRENT);
  if (kept?.cart.cartId !== cartId) throw new Error('this cart has been sold already');
  await db.carts.delete(CURRENT);
}

/** Sets the cart aside under its own id and leaves an empty hand. */
export async function parkCart(
  db: JournalDb,
  cart: Cart,
  staffId: string | null,
  nowMs: number,
): Promise<boolean> {
  return db.transaction('rw', db.carts, async () => {
    if ((await db.carts.where('parkedAt').above(0).count()) >= PARKED_MAX) return false;
    await db.carts.put({ id: cart.cartId, cart, parkedAt: nowMs, staffId });
    await db.carts.delete(CURRENT);
    return true;
  });
}

/** Takes a parked cart back into the hand; null when another tap was faster. */
export async function unparkCart(db: JournalDb, cartId: string): Promise<Cart | null> {
  return db.transaction('rw', db.carts, async () => {
    const kept = await db.carts.get(cartId);
    if (!kept) return null;
    await db.carts.put({ ...kept, id: CURRENT, parkedAt: null });
    await db.carts.delete(cartId);
    return kept.cart;
  });
}

/** Parked carts, oldest first. */
export async function parkedCarts(db: JournalDb): Promise<KeptCart[]> {
  return db.carts.where('parkedAt').above(0).sortBy('parkedAt');
}
