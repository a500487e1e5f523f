import type { ShiftCloseBody } from '@oson/contract';
import { ONE, type Tender, type Thousandths, type Tiyin } from '@oson/domain';
import {
  addLine,
  type Cart,
  emptyCart,
  isCartFull,
  type RemovedLine,
  removeLine,
  restoreLine,
  setCustomer,
  setDiscount,
  setQuantity,
} from '../cart/cart.ts';
import { goodsLine, questionFor } from '../cart/goods-line.ts';
import type { Goods } from '../catalog/shelf.ts';
import type { Pos } from '../core/pos.ts';
import { parkCart, unparkCart } from '../journal/cart-keeping.ts';
import { type SellAnswer, type Sold, sell } from '../pay/sell.ts';
import { lookUpCode } from '../scan/look-up-code.ts';
import { beep } from '../sound/beep.ts';
import { createStore } from '../state/store.ts';
import type { Approval, Sheet } from './sheet.ts';

/** What the desk tells the cashier; the screen puts it into words. */
export type Notice =
  | { is: 'not-found'; code: string }
  | { is: 'removed'; line: RemovedLine }
  | { is: 'cleared'; cart: Cart }
  | { is: 'cart-full' }
  | { is: 'parked' }
  | { is: 'parked-full' }
  | { is: 'park-first' }
  | { is: 'write-failed' };

/** A sale that was just made; its strip stays until the next scan or tap. */
export type Done = { sold: Sold; given: Tiyin; printed: boolean };

const QUANTITY_PIECES_MAX = 9999;

/** Everything a cashier does at the sale screen, whichever way it comes: key, tap or scan. */
export class SaleDesk {
  readonly sheet = createStore<Sheet | null>(null);
  readonly approval = createStore<Approval | null>(null);
  readonly done = createStore<Done | null>(null);
  /** The report of a shift that was just closed, until it has been read. */
  readonly closedShift = createStore<ShiftCloseBody | null>(null);
  readonly query = createStore('');
  /** A number typed before a scan: that many at once. */
  readonly times = createStore(1);
  /** Whether the way of paying in hand is cash, so that the plate shows what rounding makes of it. */
  readonly payingCash = createStore(true);
  readonly selected = createStore<string | null>(null);
  /** The line that was touched last, and a count that rises with each touch. */
  readonly newest = createStore<{ lineId: string | null; touch: number }>({
    lineId: null,
    touch: 0,
  });
  readonly #pos: Pos;
  readonly #listener: (notice: Notice, desk: SaleDesk) => void;

  constructor(pos: Pos, listener: (notice: Notice, desk: SaleDesk) => void) {
    this.#pos = pos;
    this.#listener = listener;
  }

  get cart(): Cart {
    return this.#pos.cart.cart.get();
  }

  /** A revoked terminal finishes the sale in hand and opens no new one; a broken disk as well. */
  mayOpenCart(): boolean {
    const fresh = this.cart.lines.length === 0;
    const revoked = this.#pos.identity.get().state === 'revoked';
    const refused = this.#pos.cart.broken.get() || this.#pos.space.full.get();
    return !(fresh && (revoked || refused));
  }

  /** A code from a scanner, or typed and entered. */
  scan(code: string): boolean {
    const found = lookUpCode(this.#pos.catalog.shelf.get(), code);
    if (!found) {
      beep('refused');
      this.#tell({ is: 'not-found', code });
      return false;
    }
    const times = this.times.get();
    this.times.set(1);
    const quantity = found.quantity === null ? null : found.quantity * times;
    this.take(found.goods, quantity === null ? {} : { quantity });
    return true;
  }

  /** Goods by tile or search. */
  tap(goods: Goods): void {
    const times = this.times.get();
    this.times.set(1);
    const question = questionFor(this.#pos.catalog.shelf.get(), goods, this.#now());
    if (question === null) this.take(goods, { quantity: ONE * times });
    else this.sheet.set({ is: 'ask', skuId: goods.id, question });
  }

  /** Puts goods into the cart; asks first for what neither the code nor the list has told. */
  take(goods: Goods, given: { quantity?: Thousandths; price?: Tiyin }): void {
    if (!this.mayOpenCart()) return beep('refused');
    if (isCartFull(this.cart)) return this.#refuse({ is: 'cart-full' });
    const shelf = this.#pos.catalog.shelf.get();
    const question = questionFor(shelf, goods, this.#now());
    const told = question === 'weight' ? given.quantity : given.price;
    if (question !== null && told === undefined) {
      return this.sheet.set({ is: 'ask', skuId: goods.id, question });
    }
    this.done.set(null);
    const line = goodsLine(shelf, goods, this.#pos.clocks.newId(), this.#now(), given);
    const { n = 0, epoch = 0 } = shelf.cursor ?? {};
    this.#pos.cart.change((cart) => {
      const added = addLine({ ...cart, priceN: n, priceEpoch: epoch }, line);
      this.#touch(added.lineId);
      return added.cart;
    });
    beep('taken');
  }

  setQuantity(lineId: string, quantity: Thousandths): void {
    if (quantity <= 0) return this.remove(lineId);
    this.#pos.cart.change((cart) => setQuantity(cart, lineId, quantity));
    this.#touch(lineId);
  }

  /** One piece more or less of the line in hand; the last one goes out with undo. */
  step(by: 1 | -1): void {
    const lineId = this.selected.get() ?? this.cart.lines.at(-1)?.lineId;
    const line = this.cart.lines.find((each) => each.lineId === lineId);
    if (!line) return;
    const next = line.quantity + by * ONE;
    this.setQuantity(line.lineId, Math.min(next, QUANTITY_PIECES_MAX * ONE));
  }

  select(by: 1 | -1): void {
    const { lines } = this.cart;
    if (lines.length === 0) return;
    const at = lines.findIndex((line) => line.lineId === this.selected.get());
    const from = at < 0 ? (by === 1 ? -1 : lines.length) : at;
    const next = lines[Math.min(Math.max(from + by, 0), lines.length - 1)];
    this.selected.set(next?.lineId ?? null);
  }

  removeSelected(): void {
    const lineId = this.selected.get() ?? this.cart.lines.at(-1)?.lineId;
    if (lineId) this.remove(lineId);
  }

  remove(lineId: string): void {
    const { removed } = removeLine(this.cart, lineId);
    if (!removed) return;
    this.#pos.cart.change((cart) => removeLine(cart, lineId).cart);
    if (this.selected.get() === lineId) this.selected.set(null);
    this.#tell({ is: 'removed', line: removed });
  }

  /** Undo of a removal. */
  restore(removed: RemovedLine): void {
    this.#pos.cart.change((cart) => restoreLine(cart, removed));
    this.#touch(removed.line.lineId);
  }

  clear(): void {
    const before = this.cart;
    if (before.lines.length === 0) return;
    this.#pos.cart.change(() => emptyCart(this.#pos.clocks.newId()));
    this.selected.set(null);
    this.#tell({ is: 'cleared', cart: before });
  }

  /** Undo of clearing: only while nothing new lies in the cart. */
  bringBack(cart: Cart): void {
    if (this.cart.lines.length === 0) this.#pos.cart.change(() => cart);
    else this.#tell({ is: 'park-first' });
  }

  setCustomer(customerId: string | null): void {
    this.#pos.cart.change((cart) => setCustomer(cart, customerId));
  }

  setDiscount(discount: Cart['discount']): void {
    this.#pos.cart.change((cart) => setDiscount(cart, discount));
  }

  async park(): Promise<void> {
    if (this.cart.lines.length === 0) return this.sheet.set({ is: 'parked' });
    try {
      await this.#pos.cart.written();
      const staffId = this.#pos.session.get()?.id ?? null;
      const kept = await parkCart(this.#pos.journal, this.cart, staffId, this.#now());
      if (!kept) return this.#refuse({ is: 'parked-full' });
      this.#pos.cart.show(emptyCart(this.#pos.clocks.newId()));
      this.selected.set(null);
      this.#tell({ is: 'parked' });
    } catch {
      this.#refuse({ is: 'write-failed' });
    }
  }

  async unpark(cartId: string): Promise<void> {
    if (this.cart.lines.length > 0) return this.#refuse({ is: 'park-first' });
    const cart = await unparkCart(this.#pos.journal, cartId);
    if (!cart) return;
    this.#pos.cart.show(cart);
    this.done.set(null);
    this.sheet.set(null);
  }

  openPayment(): void {
    if (this.cart.lines.length > 0) this.sheet.set({ is: 'payment' });
  }

  /** Sells; resolves after the strict write. A failed write leaves the cart in hand and says so. */
  async complete(
    tenders: readonly Tender[],
    given: Tiyin,
    printed: boolean,
    debtApproverId: string | null = null,
  ): Promise<SellAnswer> {
    let answer: SellAnswer;
    try {
      answer = await sell(this.#pos, tenders, debtApproverId);
    } catch (fault) {
      this.#refuse({ is: 'write-failed' });
      throw fault;
    }
    if (!answer.ok) return answer;
    this.sheet.set(null);
    this.selected.set(null);
    this.query.set('');
    this.done.set({ sold: answer.sold, given, printed });
    return answer;
  }

  /** Typed by a person while no text field had the focus. */
  type(text: string): void {
    this.setQuery(this.query.get() + text);
  }

  /** The search's text. A number and `*` say how many come next. */
  setQuery(text: string): void {
    const times = /^(\d{1,4})\*$/.exec(text)?.[1];
    const isTimes = times !== undefined && Number(times) > 0;
    if (isTimes) this.times.set(Number(times));
    this.query.set(isTimes ? '' : text);
  }

  #touch(lineId: string): void {
    this.selected.set(lineId);
    this.newest.set(({ touch }) => ({ lineId, touch: touch + 1 }));
  }

  #tell(notice: Notice): void {
    this.#listener(notice, this);
  }

  #refuse(notice: Notice): void {
    beep('refused');
    this.#tell(notice);
  }

  #now(): number {
    return this.#pos.clocks.read().wallMs;
  }
}
