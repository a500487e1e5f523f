import { type OperationState, RETAIN_MS } from '@oson/contract';

/** What retention must know of a record: `at` is the server time of the answer that stored it, ms. */
export type Retained = { state: 'sealed' | OperationState; at: number | null };

/**
 * Whether a record may leave the journal: the server holds it for at least 35 days, no restore will go
 * behind the moment it was stored at, and nothing of it is still open. Both moments are the server's.
 */
export function mayPrune(record: Retained, serverMs: number, stableThrough: number): boolean {
  if (record.state === 'sealed' || record.state === 'waiting' || record.at === null) return false;
  return record.at < serverMs - RETAIN_MS && record.at < stableThrough;
}
