import type { Correction, FlagKind, OperationState } from '@oson/contract';

/** Who sends, from the credential's rows alone. */
export type Sender = {
  tenantId: string;
  storeId: string;
  terminalId: string;
  state: 'practice' | 'live' | 'revoked';
  /** The incarnation that signed, when a terminal speaks for itself. */
  incarnation?: string;
  /** Taken back after a restore and confirmed by nobody yet. */
  unconfirmed?: boolean;
  /** When its chain was closed, server ms; absent: it is not. */
  closedAtMs?: number | null;
  /** When it was revoked, server ms. */
  revokedAtMs?: number | null;
};

/** An operation that lies in op_log, with what the server fixed when it was stored. */
export type StoredOperation = {
  opId: string;
  seq: number;
  type: string;
  v: number;
  hash: string;
  /** null: its body was erased. */
  body: string | null;
  /** Sold-at by CASE14, ms; never recomputed. */
  soldAtMs: number;
  receivedAtMs: number;
  /** How far the device's clock was off, ms, when that is worth a look. */
  clockJumpMs: number | null;
  /** Another operation was held at its sequence number, or its chain does not fit. */
  isFork: boolean;
  /** Results it has had so far. */
  attempts: number;
  /** Since when it waits for its sale, ms. */
  waitingSinceMs: number | null;
};

/** What became of an operation in this attempt. */
export type Outcome = {
  state: OperationState;
  cause: string | null;
  flags: FlagKind[];
  corrections: Correction[];
};

export const POSTED: Outcome = { state: 'posted', cause: null, flags: [], corrections: [] };

export function quarantinedFor(cause: string): Outcome {
  return { state: 'quarantined', cause, flags: [], corrections: [] };
}

/** Its body is gone for good: its place in the chain is kept, and it moves nothing (OP18). */
export const erased = (): Outcome => ({
  state: 'erased',
  cause: null,
  flags: [],
  corrections: [],
});
