import type { HelloAnswer, PullAnswer, PushAnswer, ReportAnswer, SeqRange } from '@oson/contract';
import type { Fault } from './fault.ts';

/** Comes in with each event: this package has neither clock nor randomness. */
export type Moment = {
  /** The device's monotonic clock, ms. */
  at: number;
  /** Drawn evenly from 0 (with) to 1 (without). */
  random: number;
};

/** Why the machine may act now. Each of them alone drains the queue. */
export type Trigger =
  /** The page has started, or its timer went off. */
  | { type: 'timer' }
  /** The network is back, by the browser's word. */
  | { type: 'online' }
  | { type: 'offline' }
  /** The page is looked at again. */
  | { type: 'visible' }
  /** An operation was sealed. */
  | { type: 'sealed' }
  /** Background Sync, a heartbeat of a worker, "Send now". */
  | { type: 'sync' }
  /** There is something to report. */
  | { type: 'report-wanted' };

/** What hello said of an earlier incarnation, with the device's own hashes for the answer. */
export type EarlierSaid = {
  incarnation: string;
  acked: readonly SeqRange[];
  ownHashes: Readonly<Record<number, string>>;
};

/** What came of an effect; `request` is the number that the effect carried. */
export type Outcome =
  | {
      type: 'hello-answered';
      request: number;
      answer: HelloAnswer;
      /** The ranges that were sent. */
      acked: readonly SeqRange[];
      /**
       * The device's own hash at the `to` of each range in the answer's `held` and at each mark of
       * `saidBefore(answer)`, where it has one.
       */
      ownHashes: Readonly<Record<number, string>>;
      /** The journal's last sequence number when hello was said. */
      maxSeq?: number;
      /** The same of each earlier incarnation that hello named. */
      earlier?: readonly EarlierSaid[];
    }
  | {
      type: 'push-answered';
      request: number;
      /** The opIds that were sent. */
      sent: readonly string[];
      answer: PushAnswer;
    }
  /** The journal had nothing to send for this push. */
  | { type: 'push-empty'; request: number }
  | { type: 'report-answered'; request: number; answer: ReportAnswer }
  | { type: 'pull-answered'; request: number; answer: PullAnswer }
  /** More bytes of the file have come: it is not lost yet. */
  | { type: 'snapshot-progress'; request: number }
  /** `digest`: lower-case hex of SHA-256 over the bytes that came. */
  | { type: 'snapshot-fetched'; request: number; digest: string }
  /** `sent`: the opIds of a push that failed. */
  | { type: 'failed'; request: number; fault: Fault; sent?: readonly string[] }
  /** A save effect is durable; `pending` = operations of the journal that are unsent now. */
  | { type: 'saved'; request: number; pending: number }
  | { type: 'save-failed'; request: number };

export type SyncEvent = Moment & (Trigger | Outcome);
