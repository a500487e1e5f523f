import { type Admit, OPS_PER_PUSH_MAX, type PullAnswer } from '@oson/contract';

/** A request or a local write that is under way; at most one of them at any time. */
export type UnderWay =
  | 'hello'
  | 'push'
  | 'report'
  | 'pull'
  | 'fetch-snapshot'
  | 'save-hello'
  | 'save-results'
  | 'save-rows'
  | 'save-stash'
  | 'save-snapshot';

/** Why nothing is under way although there is something to do. */
export type WaitCause =
  /** The server said how long: nothing but the time ends it. */
  | 'admit'
  | 'busy'
  /** No answer, or one that is not of this protocol. */
  | 'network'
  /** The server does not know this terminal or its signature; everything stays in the journal. */
  | 'auth'
  /** The server refused in a way that nobody foresaw. */
  | 'refused'
  /** The device could not write what the server answered. */
  | 'storage';

/** What the server told, true only when the device has it durably. */
export type Learnt = Pick<
  SyncState,
  'epoch' | 'cursorEpoch' | 'morePages' | 'helloAt' | 'offered' | 'stashed'
>;

/** All that the protocol remembers between two events. Plain data; times are monotonic ms. */
export type SyncState = {
  step: 'idle' | 'waiting' | UnderWay;
  /** Why it waits, or waited last; cleared by the first answer that counts. */
  cause: WaitCause | null;
  /** When to go on, or when what is under way counts as lost. */
  dueAt: number;
  /** Number of the newest thing under way; answers with another number are ignored. */
  request: number;
  /** Failures in a row: decides how long to wait. */
  failures: number;
  /** Nonces renewed in a row for one request. */
  nonceTries: number;
  online: boolean;
  /** The server's epoch as the journal knows it; null before the first hello. */
  epoch: number | null;
  /** The epoch of the cursor that the catalogue stands at; null without one. */
  cursorEpoch: number | null;
  /** When the last hello was answered and nothing has failed since. */
  helloAt: number | null;
  admit: Admit;
  /** How many operations the next push may hold; shrinks at a 413, grows again after. */
  batch: number;
  /** Operations that were refused alone: offered behind their neighbours. */
  aside: readonly string[];
  /** Unsent operations, as the journal said last. */
  pending: number;
  /** Something happened during the round that wants another. */
  wanted: boolean;
  reportWanted: boolean;
  revoked: boolean;
  /** Taken back by its certificate and not confirmed yet, or of a closed tenant: no rows. */
  withheld: 'unconfirmed' | 'closed' | null;
  /** This app is older than the server wants: no rows before its update; selling and sending go on. */
  upgradeNeeded: boolean;
  /** The server does not know this terminal: the next hello shows the certificate. */
  unknown: boolean;
  /** The server reads compressed requests. */
  gzip: boolean;
  /** Kinds in the stash that this version knows. */
  stashed: readonly string[];
  /** The answer whose snapshot is being fetched. */
  snapshot: PullAnswer | null;
  /** When the fetch of a snapshot is given up although bytes still come. */
  fetchUntil: number;
  /** Version of this app and the kinds that it knows; null = all that come. */
  app: string | null;
  kinds: readonly string[] | null;
  /** The last pull said that more is to come. */
  morePages: boolean;
  /** What becomes true once the save under way is durable; forgotten when it fails. */
  saving: Partial<Learnt> | null;
  /** What this round has done already. */
  round: { asideTried: boolean; reported: boolean; epochTurned: boolean };
  /** The gap that was offered again last, and when: a server that keeps denying gets it hourly. */
  offered: { gap: string; at: number } | null;
};

/** What the device knows from its own storage when the page starts. */
export type Remembered = {
  epoch: number | null;
  cursorEpoch: number | null;
  revoked: boolean;
  /** Version of the app, to hold against the server's `minApp`. */
  app?: string;
  /** Kinds that this version knows; rows of others are stashed. */
  kinds?: readonly string[];
  /** Kinds that lie in the stash. */
  stashed?: readonly string[];
};

/** Nothing sent yet in this life of the page; the first event starts the first round. */
export function initialState(remembered: Remembered): SyncState {
  const kinds = remembered.kinds ?? null;
  const stashed = remembered.stashed ?? [];
  return {
    step: 'idle',
    cause: null,
    dueAt: 0,
    request: 0,
    failures: 0,
    nonceTries: 0,
    online: true,
    epoch: remembered.epoch,
    cursorEpoch: remembered.cursorEpoch,
    helloAt: null,
    admit: { batch: OPS_PER_PUSH_MAX, delayMs: 0 },
    batch: OPS_PER_PUSH_MAX,
    aside: [],
    pending: 0,
    wanted: false,
    reportWanted: false,
    revoked: remembered.revoked,
    withheld: null,
    upgradeNeeded: false,
    unknown: false,
    gzip: false,
    stashed: stashed.filter((kind) => kinds === null || kinds.includes(kind)),
    snapshot: null,
    fetchUntil: 0,
    app: remembered.app ?? null,
    kinds,
    morePages: false,
    saving: null,
    round: { asideTried: false, reported: false, epochTurned: false },
    offered: null,
  };
}

/** Whether a request or local write is under way. */
export function isUnderWay(state: SyncState): boolean {
  return state.step !== 'idle' && state.step !== 'waiting';
}

/** Whether this terminal gets rows at all; hello, push and report never stop. */
export function mayPull(state: SyncState): boolean {
  return !state.revoked && state.withheld === null && !state.upgradeNeeded;
}

/** What the cashier is told: `away` = no network, `late` = the server asks us to wait or refuses. */
export type SyncMood = 'quiet' | 'sending' | 'away' | 'late';

/** The mood of a state; the number of unsent operations stands beside it in the journal. */
export function moodOf(state: SyncState): SyncMood {
  if (!state.online || state.cause === 'network') return 'away';
  if (state.cause !== null && state.cause !== 'admit') return 'late';
  return state.step === 'idle' ? 'quiet' : 'sending';
}
