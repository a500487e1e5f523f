import { parseReceiptNumber } from '@oson/domain';
import type { KnownSale } from '../sync/known-facts.ts';
import { owedUpTo } from '../sync/held-ranges.ts';
import type { Posting } from '../sync/posting.ts';
import type { StoredOperation } from '../sync/stored-operation.ts';

/** After this a return or void is applied without its sale. */
export const WAITING_MAX_MS = 35 * 24 * 3_600_000;

export type Referent = {
  saleId: string | null;
  /** null for a void: a terminal voids only what it sold itself. */
  saleReceiptNumber: string | null;
};

/**
 * The sale that a return or void names. `waits`: it is of this incarnation, has not come, and some
 * earlier number is still owed, so it can come yet. Once nothing earlier is missing, or 35 days have
 * passed, the operation is applied without it.
 */
export function findSale(
  posting: Posting,
  op: StoredOperation,
  referent: Referent,
): { sale: KnownSale | null; waits: boolean } {
  if (referent.saleId === null) return { sale: null, waits: false };
  const sale = posting.known.sales.get(referent.saleId) ?? null;
  if (sale) return { sale, waits: false };
  const isOver = op.waitingSinceMs !== null && posting.nowMs - op.waitingSinceMs >= WAITING_MAX_MS;
  const mayCome = owedUpTo(posting.place.held, op.seq - 1) > 0;
  return { sale: null, waits: !isOver && mayCome && isOwn(posting, referent) };
}

function isOwn(posting: Posting, referent: Referent): boolean {
  if (referent.saleReceiptNumber === null) return true;
  const parts = parseReceiptNumber(referent.saleReceiptNumber);
  const { store, terminalCode } = posting.place;
  return parts?.terminalCode === terminalCode && parts.storeCode === store.code.toUpperCase();
}
