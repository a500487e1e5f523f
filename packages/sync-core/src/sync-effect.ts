import type { HelloAnswer, PullAnswer, PushResult } from '@oson/contract';
import type { SeqGap } from './ranges.ts';

/** What the host does. It answers each numbered effect with one outcome event of that number. */
export type SyncEffect =
  | { type: 'hello'; request: number }
  | {
      type: 'push';
      request: number;
      ops: number;
      bytes: number;
      /** Left out of this push. */
      skip: readonly string[];
      /** When set, this operation alone is sent. */
      only: string | null;
    }
  | { type: 'report'; request: number }
  /** `fresh`: from zero, with no cursor. */
  | { type: 'pull'; request: number; fresh: boolean }
  | {
      type: 'save-hello';
      request: number;
      answer: HelloAnswer;
      /** Forget the n of each record of the journal; keep the records. */
      newEpoch: boolean;
      /** Stored records in these gaps become unsent again. */
      offerAgain: readonly SeqGap[];
    }
  /** Results of operations that were sent; nothing else leaves the queue. */
  | { type: 'save-results'; request: number; epoch: number; results: readonly PushResult[] }
  /** Rows and cursor in one transaction; `fresh`: all older rows go in that transaction. */
  | { type: 'save-rows'; request: number; answer: PullAnswer; fresh: boolean }
  | { type: 'keep-nonce'; nonce: string }
  /** Nobody waits for this any more: abort it. */
  | { type: 'abandon'; request: number }
  /** Set the one timer; it replaces the one before. */
  | { type: 'wake'; inMs: number }
  /** The server saw a fork: open a new incarnation, selling on meanwhile. */
  | { type: 'open-incarnation' }
  /** Refused alone: goes behind its neighbours and is worth a line in the next report. */
  | { type: 'set-aside'; opId: string };
