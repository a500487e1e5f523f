import type { BasisPoints, Tiyin } from '@oson/domain';

/** Tax summed by rate, highest rate first. */
export function taxesByRate(
  lines: readonly { taxRateBp: BasisPoints; tax: Tiyin }[],
): { rateBp: BasisPoints; tax: Tiyin }[] {
  const sums = new Map<BasisPoints, Tiyin>();
  for (const { taxRateBp, tax } of lines) sums.set(taxRateBp, (sums.get(taxRateBp) ?? 0) + tax);
  return [...sums].map(([rateBp, tax]) => ({ rateBp, tax })).sort((a, b) => b.rateBp - a.rateBp);
}
