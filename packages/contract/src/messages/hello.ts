import type { Tiyin } from '@oson/domain';
import type { Cursor } from './cursor.ts';
import type { SignedCertificate } from './enrol.ts';

/** Sequence numbers from..to; it counts only when `hash` is the device's own hash at `to`. */
export type SeqRange = { from: number; to: number; hash: string };

export type StorageHealth = {
  /** navigator.storage.persist() was granted. */
  persisted: boolean;
  freeBytes: number | null;
  usedBytes: number | null;
  /** Whether the second copy outside IndexedDB is being written. */
  secondCopy?: boolean;
  /** Whether the ballast that is given up for the last writes is whole. */
  ballast?: boolean;
};

/** Told by the server: how many operations a push may hold, and how long to wait before the next. */
export type Admit = { batch: number; delayMs: number };

export type TerminalState = 'practice' | 'live' | 'revoked';

/** What is unsent: how many, their sum in tiyin, and the wall time of the oldest, ms. */
export type PendingFigures = { count: number; sum: Tiyin; oldestAt: number | null };

/** A former life of the same journal (a fork, an import of the second copy) that it still keeps. */
export type EarlierIncarnation = {
  incarnation: string;
  maxSeq: number;
  acked: SeqRange[];
  /** A count of 0 says that nothing of it is owed. */
  pending: PendingFigures;
  /** Its own certificate, sent with the present one's: a restored server takes back both. */
  certificate?: SignedCertificate;
};

export type HelloRequest = {
  proto: number;
  app: string;
  incarnation: string;
  maxSeq: number;
  /** Own hash at `maxSeq`; absent while nothing was sealed. */
  lastHash?: string;
  acked: SeqRange[];
  /** Of this incarnation alone. */
  pending: PendingFigures;
  cursor: Cursor | null;
  wallMs: number;
  monoMs: number;
  storage: StorageHealth;
  /** Earlier incarnations whose operations this journal still holds, newest first. */
  earlier?: EarlierIncarnation[];
  /** Sent after TERMINAL_UNKNOWN: a server restored from before the enrolment takes it back. */
  certificate?: SignedCertificate;
};

/** Where a journal ended when it said hello: sequence number and hash of its last operation. */
export type SaidMark = { seq: number; hash: string };
/** A server keeps as many of them at most: the oldest, and the newest as the last one. */
export const SAID_MARKS_MAX = 20;

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
  /**
   * What the hello before this one said: a device whose own hash at `seq` is another, or that has not
   * come so far, lies in a profile that went back.
   */
  lastSaid?: SaidMark;
  /**
   * All that earlier hellos said and that the server cannot prove by what it holds, oldest first. Each is
   * asked until then: the answer that asked it may have been lost, and the journal has grown since.
   */
  said?: readonly SaidMark[];
  /** What the server holds of each incarnation that `earlier` named and that is this terminal's. */
  earlierHeld?: { incarnation: string; held: SeqRange[] }[];
  /**
   * Taken back by its certificate and not confirmed yet: it pulls nothing, all else goes on. `tenant`:
   * the whole chain was unknown and waits for support.
   */
  recovered?: 'terminal' | 'tenant';
  /** Server times of a closed tenant: push and export until the first, all is erased at the second. */
  closed?: { sendUntil: number; keptUntil: number };
  /** This server reads requests with `content-encoding: gzip`. */
  gzip?: true;
  nonce: string;
};
