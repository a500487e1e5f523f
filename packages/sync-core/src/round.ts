import { PUSH_BYTES_MAX } from '@oson/contract';
import { backoffMs } from './backoff.ts';
import type { SyncEffect } from './sync-effect.ts';
import type { Moment, Outcome } from './sync-event.ts';
import { mayPull, type SyncState, type UnderWay, type WaitCause } from './sync-state.ts';

export type Turn = [SyncState, SyncEffect[]];
/** An outcome of one type with the moment that it came at. */
export type Answered<T extends Outcome['type']> = Moment & Extract<Outcome, { type: T }>;

/** Every answer renews the nonce. */
export const withNonce = ([state, effects]: Turn, nonce: string): Turn => [
  { ...state, nonceTries: 0 },
  [{ type: 'keep-nonce', nonce }, ...effects],
];

/** How long a request or a local write may take before it counts as lost, ms. */
export const REQUEST_MS_MAX = 60_000;
/** A whole catalogue over a slow line may take as long as its address lives, while bytes come, ms. */
export const SNAPSHOT_MS_MAX = 600_000;
/** A hello younger than this, with no failure since, is not said again before a push. */
export const HELLO_FRESH_MS = 30_000;
/** A quiet terminal asks again after 30 to 60 s. */
const QUIET_MS_MAX = 60_000;
/** Room in a push for what is not operations: the names and brackets of the request. */
const PUSH_FRAME_BYTES = 512;

/** Starts a request or local write: the only place that does. */
export function begin(
  state: SyncState,
  at: number,
  step: UnderWay,
  effectOf: (request: number) => SyncEffect,
): Turn {
  const request = state.request + 1;
  return [
    { ...state, step, request, dueAt: at + REQUEST_MS_MAX },
    [effectOf(request), { type: 'wake', inMs: REQUEST_MS_MAX }],
  ];
}

/** Starts a round: hello first, unless one is fresh. */
export function beginRound(state: SyncState, { at, random }: Moment): Turn {
  const fresh = state.helloAt !== null && at - state.helloAt < HELLO_FRESH_MS;
  const round = { asideTried: false, reported: false, epochTurned: false };
  const started: SyncState = { ...state, wanted: false, round };
  if (!fresh) return hello(started, at);
  // How much is unsent only the journal knows: assume one, and the push finds out.
  const pending = Math.max(started.aside.length + 1, started.pending);
  return nextInRound({ ...started, pending }, { at, random });
}

/** Goes on in a round: push until nothing is unsent, then report, then pull, then idle. */
export function nextInRound(state: SyncState, moment: Moment): Turn {
  const { at } = moment;
  const sendable = state.pending > state.aside.length;
  const onlyAside = state.pending > 0 && !sendable && !state.round.asideTried;
  if (sendable || onlyAside) {
    if (state.admit.delayMs > 0) return wait(state, at, 'admit', state.admit.delayMs);
    return push(state, moment);
  }
  if (state.reportWanted && !state.round.reported) {
    return begin(state, at, 'report', (request) => ({ type: 'report', request }));
  }
  if (!mayPull(state)) return endRound(state, moment);
  return state.stashed.length > 0 ? unstash(state, at) : pull(state, moment);
}

export function hello(state: SyncState, at: number): Turn {
  const certificate = state.unknown;
  return begin(state, at, 'hello', (request) => ({ type: 'hello', request, certificate }));
}

/** Rows that an older version could not read, before newer ones come. */
function unstash(state: SyncState, at: number): Turn {
  const kinds = state.stashed;
  return begin({ ...state, saving: { stashed: [] } }, at, 'save-stash', (request) => ({
    type: 'save-stash',
    request,
    kinds,
  }));
}

/** The next push, without asking whether the server wants a pause before it. */
export function push(state: SyncState, { at }: Moment): Turn {
  const sendable = state.pending > state.aside.length;
  const only = sendable ? null : (state.aside[0] ?? null);
  const ops = Math.max(1, Math.min(state.batch, state.admit.batch));
  const round = { ...state.round, asideTried: state.round.asideTried || only !== null };
  return begin({ ...state, round }, at, 'push', (request) => ({
    type: 'push',
    request,
    ops: only === null ? ops : 1,
    bytes: PUSH_BYTES_MAX - PUSH_FRAME_BYTES,
    skip: state.aside,
    only,
    gzip: state.gzip,
  }));
}

export function pull(state: SyncState, { at }: Moment): Turn {
  const fresh = state.cursorEpoch === null || state.cursorEpoch !== state.epoch;
  return begin(state, at, 'pull', (request) => ({ type: 'pull', request, fresh }));
}

/** All done: idle until a trigger or the quiet time; at once again when something happened since. */
export function endRound(state: SyncState, moment: Moment): Turn {
  const quiet: SyncState = { ...state, cause: null, failures: 0, nonceTries: 0 };
  if (quiet.wanted) return beginRound(quiet, moment);
  const inMs = Math.floor(QUIET_MS_MAX * (0.5 + moment.random / 2));
  const idle: SyncState = { ...quiet, step: 'idle', dueAt: moment.at + inMs };
  return [idle, [{ type: 'wake', inMs }]];
}

/** Waits as long as the server said. */
export function wait(state: SyncState, at: number, cause: WaitCause, inMs: number): Turn {
  return [{ ...state, step: 'waiting', cause, dueAt: at + inMs }, [{ type: 'wake', inMs }]];
}

/** Waits as long as the terminal's own backoff says; the next attempt starts with a hello. */
export function waitAfterFailure(state: SyncState, moment: Moment, cause: WaitCause): Turn {
  const inMs = backoffMs(state.failures, moment.random);
  const failed: SyncState = {
    ...state,
    failures: state.failures + 1,
    nonceTries: 0,
    helloAt: null,
    saving: null,
    snapshot: null,
  };
  return wait(failed, moment.at, cause, inMs);
}

/** The server has another epoch since our hello: nothing of this answer counts before a new one. */
export function helloAgain(state: SyncState, moment: Moment, nonce: string): Turn {
  // Twice in a round means that the server contradicts itself: that must not run in a circle.
  if (state.round.epochTurned) {
    return withNonce(waitAfterFailure(state, moment, 'refused'), nonce);
  }
  const round = { ...state.round, epochTurned: true };
  return withNonce(hello({ ...state, round, helloAt: null }, moment.at), nonce);
}
