import { median } from '../report.ts';
import type { Run } from './protocol.ts';

/** One run of one way, with the CPU that it took. */
export type Slot = Run & { nodeMs: number; serverMs: number };
export type Figures = Record<
  'sales/s' | 'Node CPU, ms a sale' | 'Postgres CPU, ms a sale' | 'p50 ms' | 'p95 ms' | 'p99 ms',
  number
>;

/** Medians over the runs; percentiles over all requests of all runs. */
export function figuresOf(slots: readonly Slot[]): Figures {
  const of = (figure: (slot: Slot) => number) => median(slots.map(figure));
  const latencies = slots.flatMap((slot) => slot.latencies).sort((a, b) => a - b);
  return {
    'sales/s': of(({ sales, seconds }) => sales / seconds),
    'Node CPU, ms a sale': of(({ nodeMs, sales }) => nodeMs / sales),
    'Postgres CPU, ms a sale': of(({ serverMs, sales }) => serverMs / sales),
    'p50 ms': percentile(latencies, 0.5),
    'p95 ms': percentile(latencies, 0.95),
    'p99 ms': percentile(latencies, 0.99),
  };
}

/** Of sorted values. */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
