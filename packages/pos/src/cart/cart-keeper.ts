import { keepCart } from '../journal/cart-keeping.ts';
import { insist, type JournalDb } from '../journal/journal-db.ts';
import { createStore, type Store } from '../state/store.ts';
import type { Cart } from './cart.ts';

export type CartKeeper = {
  cart: Store<Cart>;
  /** The last strict write failed: no new cart is opened until one succeeds (SALE5). */
  broken: Store<boolean>;
  /** Changes the cart on the screen at once and in the journal right after. */
  change(next: (cart: Cart) => Cart): void;
  /** Shows a cart that the journal already holds, or one that it need not hold. */
  show(cart: Cart): void;
  /** Resolves when the journal holds what the screen shows; rejects when it cannot. */
  written(): Promise<void>;
};

/** Keeps the cart in hand in step with the journal, so that it survives a reload and a power cut. */
export function createCartKeeper(
  db: JournalDb,
  initial: Cart,
  staffId: () => string | null,
): CartKeeper {
  const cart = createStore(initial);
  const broken = createStore(false);
  let wanted = initial;
  let kept = initial;
  let writing: Promise<void> | null = null;

  // Writes follow each other; a fast scanner's many changes need only the newest one.
  const drain = async () => {
    while (kept !== wanted) {
      const next = wanted;
      await insist(db, () => keepCart(db, next, staffId()));
      kept = next;
    }
  };
  const write = (): Promise<void> => {
    writing ??= drain()
      .then(
        () => broken.set(false),
        (fault: unknown) => {
          broken.set(true);
          throw fault;
        },
      )
      .finally(() => {
        writing = null;
      });
    return writing;
  };
  return {
    cart,
    broken,
    change(next) {
      wanted = next(cart.get());
      cart.set(wanted);
      // The fault is on the screen through `broken`; paying awaits `written` and sees it again.
      write().catch(() => undefined);
    },
    show(shown) {
      wanted = shown;
      kept = shown;
      cart.set(shown);
    },
    async written() {
      while (kept !== wanted) await write();
    },
  };
}
