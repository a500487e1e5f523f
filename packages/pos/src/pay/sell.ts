import { newestBody, type SaleBody } from '@oson/contract';
import { completeSale, type CompletionProblem, stockDeltas, type Tender } from '@oson/domain';
import { type Cart, draftOf, emptyCart } from '../cart/cart.ts';
import type { Shelf } from '../catalog/shelf.ts';
import type { Pos } from '../core/pos.ts';
import { consumeCart } from '../journal/cart-keeping.ts';
import { bodyText, type JournalRecord } from '../journal/journal-record.ts';
import { seal } from '../journal/seal.ts';

export type Sold = { record: JournalRecord; body: SaleBody };
export type SellAnswer = { ok: true; sold: Sold } | { ok: false; problem: CompletionProblem };

/**
 * Sells the cart in hand. Resolves only after the strict write: from then on the sale cannot be lost
 * by this page, and only then may money be kept, paper printed and the drawer opened (SALE1).
 * Rejects when the write fails; then nothing was sold and the cart is still in hand.
 * `debtApproverId`: who allowed a debt above the limit.
 */
export async function sell(
  pos: Pos,
  tenders: readonly Tender[],
  debtApproverId: string | null = null,
): Promise<SellAnswer> {
  await pos.cart.written();
  const cart = pos.cart.cart.get();
  const shelf = pos.catalog.shelf.get();
  const completed = completeSale(
    draftOf(cart, shelf.settings?.taxIncluded ?? true),
    tenders,
    shelf.store?.cashRounding ?? 0,
  );
  if (!completed.ok) return completed;
  const practice = pos.isPractice();
  const unnumbered: SaleBody = {
    ...(practice ? { practice: true as const } : {}),
    ...completed.sale,
    saleId: cart.cartId,
    receiptNumber: '',
    shiftId: practice ? null : (pos.shift.get()?.shiftId ?? null),
    staffId: pos.session.get()?.id ?? null,
    customerId: cart.customerId,
    currency: currencyOf(shelf),
    priceN: cart.priceN,
    priceEpoch: cart.priceEpoch,
    debtApproverId: tenders.some(({ kind }) => kind === 'debt') ? debtApproverId : null,
    utcOffsetMin: utcOffsetAt(pos.clocks.read().wallMs),
  };
  const record = await seal(pos.journal, pos.clocks, {
    type: 'sale',
    receipt: practice ? 'practice' : 'live',
    body: ({ receiptNumber }) => ({ ...unnumbered, receiptNumber }),
    deltas: practice ? [] : movementsOf(cart, shelf),
    amount: practice ? 0 : unnumbered.totals.gross,
    shiftId: unnumbered.shiftId,
    also: () => consumeCart(pos.journal, cart.cartId),
  });
  pos.cart.show(emptyCart(pos.clocks.newId()));
  pos.catalog.noteOwn([record]);
  pos.sync.sealed(record);
  return { ok: true, sold: { record, body: saleBodyOf(record) } };
}

/** By the device's own zone: what stands on the paper is what its clock on the wall shows. */
function utcOffsetAt(wallMs: number): number {
  return -new Date(wallMs).getTimezoneOffset();
}

/** What the sale takes from stock: services and goods that nobody tracks move nothing. */
function movementsOf(cart: Cart, shelf: Shelf) {
  const tracked = cart.lines.filter((line) => shelf.goods.get(line.skuId)?.tracked ?? true);
  return stockDeltas(tracked, -1);
}

/** The body of a sealed sale; throws for a record of another type. */
export function saleBodyOf(record: JournalRecord): SaleBody {
  if (record.type !== 'sale') throw new Error(`${record.type} is no sale`);
  return newestBody('sale', record.operation.v, JSON.parse(bodyText(record))) as SaleBody;
}

export function currencyOf(shelf: Shelf): string {
  return shelf.store?.currency ?? shelf.settings?.currency ?? 'UZS';
}
