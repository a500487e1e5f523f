import type { Thousandths } from '../units.ts';

export type StockDelta = { skuId: string; delta: Thousandths };

/** Whether a change takes stock below zero (or further below): what flags an oversell. */
export function takesBelowZero(before: Thousandths, delta: Thousandths): boolean {
  return delta < 0 && before + delta < 0;
}

/**
 * What lines move, one delta a SKU in SKU order, so that rows are always locked in the same order.
 * A sale takes (-1), a return gives back (1).
 */
export function stockDeltas(
  lines: readonly { skuId: string; quantity: Thousandths }[],
  direction: 1 | -1,
): StockDelta[] {
  const bySku = new Map<string, Thousandths>();
  for (const { skuId, quantity } of lines) {
    bySku.set(skuId, (bySku.get(skuId) ?? 0) + direction * quantity);
  }
  return [...bySku]
    .map(([skuId, delta]) => ({ skuId, delta }))
    .sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
}

export type StockMark = 'plenty' | 'low' | 'zero';

/** How a tile marks its stock; goods that nobody counted in this store are never marked. */
export function stockMark(
  quantity: Thousandths,
  lowThreshold: Thousandths,
  counted: boolean,
): StockMark {
  if (!counted) return 'plenty';
  if (quantity <= 0) return 'zero';
  return quantity <= lowThreshold ? 'low' : 'plenty';
}
