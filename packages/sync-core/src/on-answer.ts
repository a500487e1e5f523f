import { OPS_PER_PUSH_MAX } from '@oson/contract';
import {
  type Answered,
  begin,
  endRound,
  helloAgain,
  nextInRound,
  pull,
  type Turn,
  waitAfterFailure,
  withNonce,
} from './round.ts';
import type { SyncState } from './sync-state.ts';

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
  // What was refused alone follows as long as it is taken: one a round would keep many waiting for long.
  const round = { ...state.round, asideTried: false };
  const next: SyncState = { ...heard, aside, batch, round, failures: 0 };
  const turn = begin(next, at, 'save-results', (request) => ({
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

/** What the server answered is durable on the device. */
export function onSaved(state: SyncState, event: Answered<'saved'>): Turn {
  const saved: SyncState = { ...state, ...state.saving, saving: null, pending: event.pending };
  const wroteRows = state.step === 'save-rows' || state.step === 'save-snapshot';
  if (!wroteRows) return nextInRound(saved, event);
  return saved.morePages ? pull(saved, event) : endRound(saved, event);
}
