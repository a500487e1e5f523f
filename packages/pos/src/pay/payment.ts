import {
  roomFor,
  type Settlement,
  SALE_LIMITS,
  settle,
  type Tender,
  type TenderKind,
  type Tiyin,
} from '@oson/domain';

/** A way to pay, as the payment sheet offers it. */
export type PayWay = { tenderTypeId: string; kind: TenderKind };
/**
 * A payment being put together. `entries` are settled parts of a mixed payment; the way in hand
 * holds what is typed right now (`typed` null = nothing typed yet).
 */
export type Payment = {
  entries: (PayWay & { amount: Tiyin })[];
  way: PayWay;
  typed: Tiyin | null;
};

export function startPayment(way: PayWay): Payment {
  return { entries: [], way, typed: null };
}

/** What the way in hand stands for: what was typed; else nothing for cash, the rest for the others. */
export function amountInHand(payment: Payment, gross: Tiyin): Tiyin {
  if (payment.typed !== null) return payment.typed;
  return payment.way.kind === 'cash' ? 0 : roomFor(gross, payment.entries);
}

/** The tenders as they would be sealed now; nothing is left out before domain completes the sale. */
export function tendersOf(payment: Payment, gross: Tiyin, currency: string): Tender[] {
  const inHand = { ...payment.way, amount: amountInHand(payment, gross) };
  return [...payment.entries, inHand].map((part) => ({ ...part, currency }));
}

export function settlementOf(payment: Payment, gross: Tiyin, cashStep: Tiyin): Settlement {
  return settle(gross, tendersOf(payment, gross, ''), cashStep);
}

/** What the way in hand has to bring so that nothing is missing: cash rounded, others as they are. */
export function exactAmount(payment: Payment, gross: Tiyin, cashStep: Tiyin): Tiyin {
  if (payment.way.kind !== 'cash') return roomFor(gross, payment.entries);
  return settle(gross, [...payment.entries, { kind: 'cash', amount: 0 }], cashStep).missing;
}

/**
 * Chooses another way. What was typed for the way in hand stays as a part of the payment, when it
 * pays less than is due; else it is dropped and the new way takes the whole rest.
 */
export function chooseWay(payment: Payment, way: PayWay, gross: Tiyin): Payment {
  if (way.tenderTypeId === payment.way.tenderTypeId) return { ...payment, typed: null };
  const { typed, entries } = payment;
  const isPart = typed !== null && typed > 0 && typed < roomFor(gross, entries);
  const isRoom = entries.length + 2 <= SALE_LIMITS.tenders;
  if (!isPart || !isRoom) return { ...payment, way, typed: null };
  return { entries: [...entries, { ...payment.way, amount: typed }], way, typed: null };
}

export function dropEntry(payment: Payment, index: number): Payment {
  return { ...payment, entries: payment.entries.filter((_entry, at) => at !== index) };
}

/** Enough is given and only cash gives change; exactly then the sale may be completed. */
export function isPayable(payment: Payment, gross: Tiyin, cashStep: Tiyin): boolean {
  const { missing, overpaid } = settlementOf(payment, gross, cashStep);
  const given = payment.typed !== null || payment.way.kind !== 'cash' || payment.entries.length > 0;
  return given && missing === 0 && overpaid === 0;
}
