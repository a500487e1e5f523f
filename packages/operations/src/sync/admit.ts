import { type Admit, OPS_PER_PUSH_MAX } from '@oson/contract';

/** How much a terminal may send, and when next, while the server has nothing to complain of. */
export const ADMIT: Admit = { batch: OPS_PER_PUSH_MAX, delayMs: 0 };
/** Told with a 503: fewer, and not at once. */
export const ADMIT_WHEN_BUSY: Admit = { batch: 10, delayMs: 5000 };

/** What a worker measures of itself. */
export type Load = {
  /** How late the event loop ran its timers in the last second, ms. */
  loopLagMs: number;
  /** Pushes that wait for a connection of the database. */
  waiting: number;
  /** How long the slower pushes of the last seconds took, ms. */
  pushMs: number;
};

/** Figures from which on a worker is busy; each alone is enough. */
const BUSY: Load = { loopLagMs: 100, waiting: 16, pushMs: 1000 };
/** So many times the figures above, and what was queued for long has to come later. */
const OVERLOAD = 4;
/** So many times, and nothing is taken any more. */
const EXHAUSTED = 12;
const LIVE_OPS_MAX = 3;
const BATCH_MIN = 10;
const DELAY_PER_PRESSURE_MS = 1000;
const DELAY_MAX_MS = 30_000;

/** 0 = idle; from 1 on busy. */
export function pressureOf(load: Load): number {
  return Math.max(
    load.loopLagMs / BUSY.loopLagMs,
    load.waiting / BUSY.waiting,
    load.pushMs / BUSY.pushMs,
  );
}

/** A push of one to three operations is a sale that somebody has just made; more is backlog. */
export const isLive = (ops: number) => ops <= LIVE_OPS_MAX;

/** Whether a push is refused with BUSY: backlog first, a live sale only when nothing works. */
export function isRefused(load: Load, ops: number): boolean {
  return pressureOf(load) >= (isLive(ops) ? EXHAUSTED : OVERLOAD);
}

/**
 * What a terminal is told with its answer. Calm: all at once. Busy: after a delay that is drawn anew
 * each time, so that a thousand terminals do not come back in the same second; and in smaller batches
 * where a push takes long. Many that wait are no reason for those: small batches cost more a sale.
 * @param random 0 to 1, one draw
 */
export function admitFor(load: Load, random: number): Admit {
  const pressure = pressureOf(load);
  if (pressure < 1) return ADMIT;
  const slowness = Math.max(1, pressureOf({ ...load, waiting: 0 }));
  const batch = Math.max(BATCH_MIN, Math.floor(OPS_PER_PUSH_MAX / slowness));
  const most = Math.min(DELAY_MAX_MS, pressure * DELAY_PER_PRESSURE_MS);
  return { batch, delayMs: Math.round(most * (0.5 + random / 2)) };
}
