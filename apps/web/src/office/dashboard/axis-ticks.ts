const STEPS = [1, 2, 2.5, 5, 10];

/** Round figures from 0 to just above the largest value, four or five of them, for an axis. */
export function axisTicks(largest: number): number[] {
  if (largest <= 0) return [0, 1];
  const rough = largest / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * size >= rough) ?? 10) * size;
  const count = Math.ceil(largest / step);
  // Rounded, so that 3 * 0.1 does not stand at the axis as 0.30000000000000004.
  return Array.from({ length: count + 1 }, (_, index) => Math.round(index * step * 1e6) / 1e6);
}
