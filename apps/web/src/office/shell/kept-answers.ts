import type { Query, QueryState } from '@tanstack/react-query';

/** So long answers may lie on the device. */
export const KEEP_MS = 7 * 24 * 3_600_000;

/**
 * The answers that may lie on the device, by procedure. None of them holds a customer's name or
 * phone, or a secret that is shown once; whatever is not named here is never kept.
 */
export const KEPT: ReadonlySet<string> = new Set([
  'account.me',
  'report.dashboard',
  'report.received',
  'sale.list',
  'flag.list',
  'shift.list',
  'shift.detail',
  'stock.list',
  'stock.movements',
  'catalog.list',
  'catalog.count',
  'catalog.category.list',
  'store.list',
  'terminal.list',
  'tenant.settings',
  'tenant.tenderTypes',
]);

/**
 * Whether an answer may lie on the device: named above, there, and younger than a week. One that
 * could not be asked for again is kept as it was: that is what the device is for.
 */
export function mayKeep(query: Query, nowMs: number = Date.now()): boolean {
  if (query.state.data === undefined) return false;
  return KEPT.has(procedureOf(query)) && isYoung(query.state.dataUpdatedAt, nowMs);
}

/** An answer as it came, without the failures since: they belong to this visit. */
export function asItCame(state: QueryState): QueryState {
  return {
    ...state,
    status: 'success',
    fetchStatus: 'idle',
    error: null,
    errorUpdateCount: 0,
    errorUpdatedAt: 0,
    fetchFailureCount: 0,
    fetchFailureReason: null,
  };
}

export const isYoung = (dataUpdatedAt: number, nowMs: number) => nowMs - dataUpdatedAt < KEEP_MS;

/** "sale.list" of a query of the typed client; empty for any other. */
export function procedureOf({ queryKey }: Pick<Query, 'queryKey'>): string {
  const [path] = queryKey;
  return Array.isArray(path) ? path.join('.') : '';
}
