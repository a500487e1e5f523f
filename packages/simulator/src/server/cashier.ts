import type { BodyOf, SaleBody } from '@oson/contract';
import { type DrawerEvent, ONE, priceReturn, receiptNumber, zFigures } from '@oson/domain';
import { type ASku, type ATerminal, aSaleBody } from '@oson/testing';
import type { Random } from '../model/random.ts';
import type { Shop } from './shops.ts';

export type Sealable = { [T in keyof BodyOf]: { type: T; body: BodyOf[T] } }[keyof BodyOf];
/** A sale with the operation that it was sealed as. */
type Sold = { body: SaleBody; opId: string; touched: boolean };
type Shift = { shiftId: string; float: number; events: DrawerEvent[]; lastSeq: number };

const UZS = 'UZS';

/** Draws what is done at one drawer, and makes the bodies as a till does. */
export class Cashier {
  readonly #shop: Shop;
  readonly #random: Random;
  readonly #id: () => string;
  #receipts = 0;
  #sold: Sold[] = [];
  #shift: Shift | null = null;
  #customers: string[] = [];

  constructor(shop: Shop, random: Random, nowMs: () => number) {
    this.#shop = shop;
    this.#random = random;
    this.#id = () => random.id(nowMs());
  }

  /** A new life of the terminal: numbers begin again, what was sold before stays in the other one. */
  beginLife(): void {
    this.#receipts = 0;
    this.#sold = [];
    this.#shift = null;
  }

  /** What a copied profile has in it. */
  copyOf(other: Cashier): void {
    this.#receipts = other.#receipts;
    this.#sold = other.#sold.map((sold) => ({ ...sold }));
    this.#shift = other.#shift && { ...other.#shift, events: [...other.#shift.events] };
  }

  /** The next thing that happens at the drawer. */
  next(terminal: ATerminal): Sealable {
    const dice = this.#random.next();
    if (!this.#shift && dice < 0.5) return this.#open();
    const open = this.#sold.filter(({ touched }) => !touched);
    if (open.length > 0 && dice < 0.12) return this.#void(this.#random.pick(open));
    if (open.length > 0 && dice < 0.24) return this.#return(this.#random.pick(open), terminal);
    if (dice > 0.97) return this.#count();
    if (dice > 0.92 && this.#shift) return this.#move(this.#shift);
    if (dice > 0.86) return this.#customer();
    if (dice > 0.8 && this.#shift && this.#shift.events.length > 0) return this.#close(this.#shift);
    return this.#sale(terminal);
  }

  /** Remembers what was sealed, as its number and id are known only then. */
  sealed({ type, body }: Sealable, op: { opId: string; seq: number }): void {
    if (type === 'sale') this.#sold.push({ body, opId: op.opId, touched: false });
    const shift = this.#shift;
    if (!shift) return;
    if (type === 'sale' || type === 'return') shift.events.push({ type, body } as DrawerEvent);
    if (type === 'cash.move') shift.events.push({ type, body });
    if (type === 'void') {
      const voided = this.#sold.find((sold) => sold.body.saleId === body.saleId);
      if (voided) shift.events.push({ type: 'void', voided: voided.body });
    }
    if (type === 'shift.close') this.#shift = null;
    shift.lastSeq = op.seq;
  }

  get #cashier(): string {
    return this.#shop.staff.cashier;
  }

  #number(terminal: ATerminal): string {
    this.#receipts += 1;
    return receiptNumber(this.#shop.storeCode, terminal.code, this.#receipts);
  }

  #sale(terminal: ATerminal): Sealable {
    const skus = this.#random.chance(0.5) ? this.#shop.skus.slice(0, 1) : this.#shop.skus;
    const lines = Array.from({ length: this.#random.between(1, 2) }, () => ({
      sku: this.#random.pick(skus) as ASku,
      quantity: this.#random.between(1, 2) * ONE,
    }));
    const body = aSaleBody(this.#shop, {
      lines,
      over: {
        saleId: this.#id(),
        receiptNumber: this.#number(terminal),
        shiftId: this.#shift?.shiftId ?? null,
      },
    });
    return { type: 'sale', body };
  }

  #void(sold: Sold): Sealable {
    sold.touched = true;
    const { saleId } = sold.body;
    const body = {
      voidId: this.#id(),
      saleId,
      saleOpId: sold.opId,
      shiftId: this.#shift?.shiftId ?? null,
      staffId: this.#cashier,
      approverId: this.#shop.staff.manager,
      reason: 'mistake',
    };
    return { type: 'void', body };
  }

  #return(sold: Sold, terminal: ATerminal): Sealable {
    sold.touched = true;
    const sale = sold.body;
    const result = priceReturn({
      saleLines: sale.lines,
      returned: [],
      picks: [{ saleLine: 0, quantity: ONE }],
    });
    if (!result.ok) throw new Error(`this is no return: ${result.problem}`);
    const { lines, refund, tax } = result.priced;
    const cash = this.#shop.tenderTypes.cash;
    const body = {
      returnId: this.#id(),
      saleId: sale.saleId,
      saleOpId: sold.opId,
      saleReceiptNumber: sale.receiptNumber,
      receiptNumber: this.#number(terminal),
      shiftId: this.#shift?.shiftId ?? null,
      staffId: this.#cashier,
      approverId: this.#shop.staff.manager,
      currency: UZS,
      lines,
      refund,
      tax,
      tenders: [{ tenderTypeId: cash, kind: 'cash' as const, amount: refund, currency: UZS }],
      cashRounding: 0,
      reason: 'broken',
    };
    return { type: 'return', body };
  }

  #open(): Sealable {
    const float = 10_000_000;
    this.#shift = { shiftId: this.#id(), float, events: [], lastSeq: 0 };
    const { shiftId } = this.#shift;
    return { type: 'shift.open', body: { shiftId, staffId: this.#cashier, float, currency: UZS } };
  }

  #close({ shiftId, float, events, lastSeq }: Shift): Sealable {
    const z = zFigures({ float, events, currency: UZS });
    const countedCash = z.expectedCash;
    const body = { shiftId, staffId: this.#cashier, countedCash, lastSeq, z, currency: UZS };
    return { type: 'shift.close', body };
  }

  #move({ shiftId }: Shift): Sealable {
    const body = {
      moveId: this.#id(),
      shiftId,
      staffId: this.#cashier,
      approverId: null,
      direction: this.#random.pick(['in', 'out'] as const),
      amount: this.#random.between(1, 50) * 10_000,
      currency: UZS,
      reason: 'bread',
    };
    return { type: 'cash.move', body };
  }

  #customer(): Sealable {
    const phone = `+99890${String(this.#random.between(1_000_000, 9_999_999))}`;
    const customerId = this.#id();
    this.#customers.push(customerId);
    const name = `Buyer ${this.#customers.length}`;
    return { type: 'customer.create', body: { customerId, staffId: this.#cashier, name, phone } };
  }

  #count(): Sealable {
    const { skuId } = this.#random.pick(this.#shop.skus);
    const lines = [{ skuId, quantity: this.#random.between(0, 9) * ONE }];
    const body = { countId: this.#id(), staffId: this.#cashier, lines, reason: 'shelf' };
    return { type: 'stock.count', body };
  }
}
