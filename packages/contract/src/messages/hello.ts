import type { Tiyin } from '@oson/domain';
import type { Cursor } from './cursor.ts';

/** Sequence numbers from..to; it counts only when `hash` is the device's own hash at `to`. */
export type SeqRange = { from: number; to: number; hash: string };

export type StorageHealth = {
  /** navigator.storage.persist() was granted. */
  persisted: boolean;
  freeBytes: number | null;
  usedBytes: number | null;
};

/** Told by the server: how many operations a push may hold, and how long to wait before the next. */
export type Admit = { batch: number; delayMs: number };

export type TerminalState = 'practice' | 'live' | 'revoked';

export type HelloRequest = {
  proto: number;
  app: string;
  incarnation: string;
  maxSeq: number;
  acked: SeqRange[];
  pending: { count: number; sum: Tiyin; oldestAt: number | null };
  cursor: Cursor | null;
  wallMs: number;
  monoMs: number;
  storage: StorageHealth;
};

export type HelloAnswer = {
  epoch: number;
  serverTime: number;
  held: SeqRange[];
  /** The tenant's newest feed position. */
  head: number;
  /** Server time behind which no restore will go. */
  stableThrough: number;
  minApp: string;
  admit: Admit;
  terminalState: TerminalState;
  /** The tenant's status; selling, push and pull go on when suspended. */
  tenantStatus: 'active' | 'suspended' | 'closed';
  /** Another opId was seen at a sequence number already held: open a new incarnation. */
  forked: boolean;
  nonce: string;
};
