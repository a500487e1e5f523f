import type { SaleBody } from '@oson/contract';
import type { KnownPrice } from '../sync/known-facts.ts';
import type { Posting } from '../sync/posting.ts';
import type { StoredOperation } from '../sync/stored-operation.ts';

/**
 * Flags a list price that was not valid: neither what the terminal could know at the feed position
 * it names, nor what held when it sold. Today's price has no say. n counts only in its own epoch.
 */
export function checkListPrices(posting: Posting, op: StoredOperation, sale: SaleBody): void {
  const knownN = sale.priceEpoch === posting.place.epoch ? sale.priceN : Number.MAX_SAFE_INTEGER;
  for (const [index, line] of sale.lines.entries()) {
    if (line.priceSource === 'open') continue;
    const prices = posting.known.prices.get(line.skuId) ?? [];
    const atN = priceInForce(prices, knownN, op.soldAtMs);
    const atSoldAt = priceInForce(prices, Number.MAX_SAFE_INTEGER, op.soldAtMs);
    const expected = [atN, atSoldAt].filter((price) => price !== null);
    if (expected.every((price) => price === line.listPrice)) continue;
    posting.flags.raise(
      'price-changed',
      { opId: op.opId, saleId: sale.saleId, skuId: line.skuId },
      { line: index, skuId: line.skuId, name: line.name, sent: line.listPrice, atN, atSoldAt },
    );
  }
}

/** The price of the list at feed position `n` and moment `atMs`; null when there was none. */
export function priceInForce(
  prices: readonly KnownPrice[],
  n: number,
  atMs: number,
): number | null {
  let best: KnownPrice | null = null;
  for (const price of prices) {
    if (price.n > n || price.fromMs > atMs) continue;
    if (!best || price.fromMs > best.fromMs || (price.fromMs === best.fromMs && price.n > best.n)) {
      best = price;
    }
  }
  return best?.amount ?? null;
}
