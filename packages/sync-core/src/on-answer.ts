import { type HelloAnswer, OPS_PER_PUSH_MAX, type SeqRange } from '@oson/contract';
import { gapsBetween, type SeqGap, trustedRanges } from './ranges.ts';
import { begin, endRound, nextInRound, pull, type Turn, waitAfterFailure } from './round.ts';
import type { SyncEffect } from './sync-effect.ts';
import type { Moment, Outcome } from './sync-event.ts';
import type { SyncState } from './sync-state.ts';

type Answered<T extends Outcome['type']> = Moment & Extract<Outcome, { type: T }>;

/** A gap that a server denies although it was offered just now is offered again after this, ms. */
export const OFFER_AGAIN_MS = 3_600_000;

const withNonce = ([state, effects]: Turn, nonce: string): Turn => [
  { ...state, nonceTries: 0 },
  [{ type: 'keep-nonce', nonce }, ...effects],
];

/** What the server lacks of what it had acknowledged, whatever the epoch. */
export function missingOf(
  acked: readonly SeqRange[],
  held: readonly SeqRange[],
  ownHashes: Readonly<Record<number, string>>,
): SeqGap[] {
  return gapsBetween(acked, trustedRanges(held, ownHashes));
}

export function onHello(state: SyncState, event: Answered<'hello-answered'>): Turn {
  const { answer, at } = event;
  const newEpoch = state.epoch !== null && state.epoch !== answer.epoch;
  const missing = missingOf(event.acked, answer.held, event.ownHashes);
  const gap = JSON.stringify([answer.epoch, missing]);
  const deniedAgain = state.offered?.gap === gap && at - state.offered.at < OFFER_AGAIN_MS;
  const offerAgain = deniedAgain ? [] : missing;
  const offered = deniedAgain ? state.offered : { gap, at };
  const heard: SyncState = {
    ...state,
    cause: null,
    admit: answer.admit,
    revoked: answer.terminalState === 'revoked',
    saving: {
      epoch: answer.epoch,
      helloAt: at,
      offered: missing.length === 0 ? null : offered,
    },
  };
  const [next, effects] = begin(heard, at, 'save-hello', (request) => ({
    type: 'save-hello',
    request,
    answer,
    newEpoch,
    offerAgain,
  }));
  return withNonce([next, [...effects, ...forkEffects(answer)]], answer.nonce);
}

function forkEffects(answer: HelloAnswer): SyncEffect[] {
  return answer.forked ? [{ type: 'open-incarnation' }] : [];
}

export function onPush(state: SyncState, event: Answered<'push-answered'>): Turn {
  const { answer, at, sent } = event;
  if (answer.epoch !== state.epoch) return helloAgain(state, event, answer.nonce);
  const results = answer.results.filter((result) => sent.includes(result.opId));
  const heard: SyncState = { ...state, cause: null, admit: answer.admit };
  // An answer that names nothing of what was sent is no progress: it must not be asked for in a loop.
  if (results.length === 0) {
    return withNonce(waitAfterFailure(heard, event, 'refused'), answer.nonce);
  }
  const named = new Set(results.map((result) => result.opId));
  const aside = state.aside.filter((opId) => !named.has(opId));
  const batch = Math.min(state.batch * 2, OPS_PER_PUSH_MAX);
  const turn = begin({ ...heard, aside, batch, failures: 0 }, at, 'save-results', (request) => ({
    type: 'save-results',
    request,
    epoch: answer.epoch,
    results,
  }));
  return withNonce(turn, answer.nonce);
}

/** The journal has nothing for this push, so what was thought to be set aside is gone too. */
export function onPushEmpty(state: SyncState, event: Answered<'push-empty'>): Turn {
  const aside = state.round.asideTried ? state.aside.slice(1) : state.aside;
  return nextInRound({ ...state, aside, pending: aside.length }, event);
}

export function onReport(state: SyncState, event: Answered<'report-answered'>): Turn {
  const round = { ...state.round, reported: true };
  const turn = nextInRound({ ...state, round, reportWanted: false }, event);
  return withNonce(turn, event.answer.nonce);
}

export function onPull(state: SyncState, event: Answered<'pull-answered'>): Turn {
  const { answer, at } = event;
  if (answer.epoch !== state.epoch) return helloAgain(state, event, answer.nonce);
  const fresh = state.cursorEpoch !== state.epoch;
  const turn = begin(
    { ...state, cause: null, saving: { cursorEpoch: answer.epoch, morePages: answer.more } },
    at,
    'save-rows',
    (request) => ({ type: 'save-rows', request, answer, fresh }),
  );
  return withNonce(turn, answer.nonce);
}

/** The server has another epoch since our hello: nothing of this answer counts before a new one. */
function helloAgain(state: SyncState, moment: Moment, nonce: string): Turn {
  // Twice in a round means that the server contradicts itself: that must not run in a circle.
  if (state.round.epochTurned) {
    return withNonce(waitAfterFailure(state, moment, 'refused'), nonce);
  }
  const round = { ...state.round, epochTurned: true };
  const turn = begin({ ...state, round, helloAt: null }, moment.at, 'hello', (request) => ({
    type: 'hello',
    request,
  }));
  return withNonce(turn, nonce);
}

/** What the server answered is durable on the device. */
export function onSaved(state: SyncState, event: Answered<'saved'>): Turn {
  const saved: SyncState = { ...state, ...state.saving, saving: null, pending: event.pending };
  if (state.step !== 'save-rows') return nextInRound(saved, event);
  return saved.morePages ? pull(saved, event) : endRound(saved, event);
}
