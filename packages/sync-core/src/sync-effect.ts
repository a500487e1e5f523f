import type {
  HelloAnswer,
  PullAnswer,
  PullRow,
  PushResult,
  RenewRequest,
  SnapshotDescriptor,
} from '@oson/contract';
import type { SeqGap } from './ranges.ts';
import type { RawRow } from './rows.ts';

/** Gaps of an incarnation that was before the present one. */
export type EarlierGaps = { incarnation: string; gaps: readonly SeqGap[] };

/** What the host does. It answers each numbered effect with one outcome event of that number. */
export type SyncEffect =
  /** `certificate`: the server does not know this terminal; say who it is. */
  | { type: 'hello'; request: number; certificate: boolean }
  | {
      type: 'push';
      request: number;
      ops: number;
      bytes: number;
      /** Left out of this push. */
      skip: readonly string[];
      /** When set, this operation alone is sent. */
      only: string | null;
      /** The server reads compressed requests: from GZIP_FROM_BYTES on it saves the network. */
      gzip: boolean;
    }
  | { type: 'report'; request: number }
  /** `fresh`: from zero, with no cursor. */
  | { type: 'pull'; request: number; fresh: boolean }
  /** Gets the file and answers the digest of its bytes; nothing is written yet. */
  | { type: 'fetch-snapshot'; request: number; snapshot: SnapshotDescriptor }
  | {
      type: 'save-hello';
      request: number;
      answer: HelloAnswer;
      /** Forget the n of each record of the journal, the stash and the cursor; keep the records. */
      newEpoch: boolean;
      /** Stored records of the present incarnation in these gaps become unsent again. */
      offerAgain: readonly SeqGap[];
      /** The same of earlier incarnations. */
      offerEarlier: readonly EarlierGaps[];
    }
  /** Results of operations that were sent; nothing else leaves the queue. */
  | { type: 'save-results'; request: number; epoch: number; results: readonly PushResult[] }
  /**
   * `rows`, `stash` and the answer's cursor in one transaction; `fresh`: all older rows and the older
   * stash go in it. The stash keeps rows of kinds that this version does not know, as they came.
   */
  | {
      type: 'save-rows';
      request: number;
      answer: PullAnswer;
      rows: readonly PullRow[];
      stash: readonly RawRow[];
      fresh: boolean;
    }
  /** Stashed rows of these kinds go into the catalogue, each only if its version is above. */
  | { type: 'save-stash'; request: number; kinds: readonly string[] }
  /** The fetched file takes the place of all rows and of the stash, with the answer's cursor. */
  | { type: 'save-snapshot'; request: number; answer: PullAnswer }
  | { type: 'keep-nonce'; nonce: string }
  /** Nobody waits for this any more: abort it. */
  | { type: 'abandon'; request: number }
  /** Set the one timer; it replaces the one before. */
  | { type: 'wake'; inMs: number }
  /**
   * The numbers of this incarnation cannot be trusted: open a new one (`sync.renew`), selling on
   * meanwhile. Said at every hello until it is done; a host that is at it already ignores it.
   */
  | { type: 'open-incarnation'; cause: RenewRequest['cause'] }
  /** The journal went back: what this incarnation sealed from there on may be lost. */
  | { type: 'note-loss'; fromSeq: number }
  /** Refused alone: goes behind its neighbours and is worth a line in the next report. */
  | { type: 'set-aside'; opId: string };
