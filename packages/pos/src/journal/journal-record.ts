import type {
  Certificate,
  Correction,
  ErasedOperation,
  FlagKind,
  LastServer,
  Operation,
  OperationState,
  TerminalState,
} from '@oson/contract';
import type { StockDelta, Tiyin } from '@oson/domain';
import type { Canary } from '../copy/log-entry.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import type { Incident } from '../recovery/incidents.ts';

/** `sealed` waits to be sent; the others say what it is on the server, which holds it. */
export type RecordState = 'sealed' | OperationState;

/**
 * One operation of this terminal: the journal's only record of it, and the outbox at once. The bytes
 * in `operation` never change after sealing.
 */
export type JournalRecord = {
  opId: string;
  incarnation: string;
  seq: number;
  type: string;
  operation: Operation | ErasedOperation;
  receiptNumber: string | null;
  practice: boolean;
  state: RecordState;
  /** Feed position at which it was posted, compared only inside `epoch`. */
  n?: number;
  epoch?: number;
  flags: FlagKind[];
  corrections: Correction[];
  /** Server time of the answer that settled it, ms. */
  at?: number;
  /** What it takes from the store's stock (below zero) or gives back. */
  deltas: StockDelta[];
  /** What the queue and hello's sum say about it; refunds are below zero. */
  amount: Tiyin;
  shiftId: string | null;
};

/** A record whose body is there. Only customers' bodies are ever erased. */
export function isWhole<R extends Pick<JournalRecord, 'operation'>>(
  record: R,
): record is R & { operation: Operation } {
  return typeof record.operation.body === 'string';
}

/** The body as it was sealed, of an operation that nobody can ask to be erased. */
export function bodyText({ operation }: Pick<JournalRecord, 'operation'>): string {
  if (typeof operation.body !== 'string') throw new Error('the body of this operation was erased');
  return operation.body;
}

/** Who this terminal is: its certificate and what the server last said about it. */
export type Identity = {
  certificate: Certificate;
  signature: string;
  state: TerminalState;
};

/** An incarnation that was followed by another: its key still signs an export of what it sealed. */
export type PastLife = { incarnation: string; identity: Identity; keys: DeviceKeys };

/** Where the chain of the present incarnation stands; changed only inside a sealing transaction. */
export type Chain = {
  incarnation: string;
  seq: number;
  lastHash: string;
  receipts: number;
  practiceReceipts: number;
};

/** What the last answers told: nothing here decides whether a sale may be made. */
export type ServerKnowledge = {
  lastServer: LastServer | null;
  epoch: number | null;
  stableThrough: number;
  minApp: string;
  tenantStatus: 'active' | 'suspended' | 'closed';
  forked: boolean;
};

export const NOTHING_HEARD: ServerKnowledge = {
  lastServer: null,
  epoch: null,
  stableThrough: 0,
  minApp: '',
  tenantStatus: 'active',
  forked: false,
};

export type OpenShift = { shiftId: string; staffId: string | null; float: Tiyin; openedAt: number };
export type ClosedShift = {
  shiftId: string;
  staffId: string | null;
  countedCash: Tiyin;
  closedAt: number;
};

/** Keys of the journal's table of single values. */
export type JournalMeta = {
  identity: Identity;
  keys: DeviceKeys;
  chain: Chain;
  nonce: string;
  server: ServerKnowledge;
  shift: OpenShift | null;
  lastShift: ClosedShift | null;
  canary: Canary;
  incidents: Incident[];
  /** Base64url SPKI that exports are encrypted to; null as long as no server has told it. */
  recoveryKey: string | null;
  /** The key of the incarnation that is being opened: a second try after a cut shows the same one. */
  renewing: DeviceKeys | null;
};
