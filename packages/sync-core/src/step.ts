import { onPush, onPushEmpty, onReport, onSaved } from './on-answer.ts';
import { onFailure } from './on-failure.ts';
import { onHello } from './on-hello.ts';
import { onProgress, onPull, onSnapshot } from './on-pull.ts';
import { beginRound, nextInRound, push, type Turn, waitAfterFailure } from './round.ts';
import type { Moment, Outcome, SyncEvent, Trigger } from './sync-event.ts';
import { isUnderWay, type SyncState } from './sync-state.ts';

/**
 * The protocol of a terminal (OSP/1): what is known and what happened give what is known next and
 * what to do. Pure: clock and randomness come in with the event. README.md has the tables.
 */
export function step(state: SyncState, event: SyncEvent): Turn {
  return 'request' in event ? onOutcome(state, event) : onTrigger(state, event);
}

function onOutcome(state: SyncState, event: Moment & Outcome): Turn {
  // Late news of something abandoned, or twice the same: nobody waits for it.
  if (!isUnderWay(state) || event.request !== state.request) return [state, []];
  if (!fits(state.step, event.type)) return [state, []];
  switch (event.type) {
    case 'hello-answered':
      return onHello(state, event);
    case 'push-answered':
      return onPush(state, event);
    case 'push-empty':
      return onPushEmpty(state, event);
    case 'report-answered':
      return onReport(state, event);
    case 'pull-answered':
      return onPull(state, event);
    case 'snapshot-fetched':
      return onSnapshot(state, event);
    case 'snapshot-progress':
      return onProgress(state, event);
    case 'failed':
      return onFailure(state, event);
    case 'saved':
      return onSaved(state, event);
    case 'save-failed':
      return waitAfterFailure(state, event, 'storage');
  }
}

const ANSWERED_BY: Record<Outcome['type'], RegExp> = {
  'hello-answered': /^hello$/,
  'push-answered': /^push$/,
  'push-empty': /^push$/,
  'report-answered': /^report$/,
  'pull-answered': /^pull$/,
  'snapshot-fetched': /^fetch-snapshot$/,
  'snapshot-progress': /^fetch-snapshot$/,
  failed: /^(hello|push|report|pull|fetch-snapshot)$/,
  saved: /^save-/,
  'save-failed': /^save-/,
};

function fits(underWay: SyncState['step'], outcome: Outcome['type']): boolean {
  return ANSWERED_BY[outcome].test(underWay);
}

function onTrigger(state: SyncState, event: Moment & Trigger): Turn {
  const noted = note(state, event);
  if (isUnderWay(noted)) return whileUnderWay(noted, event);
  if (mayAct(noted, event)) return goOn(noted, event);
  // A timer that went off early is set again; the other triggers leave the running one alone.
  if (event.type !== 'timer') return [noted, []];
  return [noted, [{ type: 'wake', inMs: Math.max(0, noted.dueAt - event.at) }]];
}

/** What a trigger says by itself. */
function note(state: SyncState, event: Trigger): SyncState {
  switch (event.type) {
    case 'online':
      return { ...state, online: true };
    case 'offline':
      return { ...state, online: false };
    case 'report-wanted':
      return { ...state, reportWanted: true };
    default:
      return state;
  }
}

function whileUnderWay(state: SyncState, event: Moment & Trigger): Turn {
  const wanted = state.wanted || (event.type !== 'timer' && event.type !== 'offline');
  if (event.at < state.dueAt) return [{ ...state, wanted }, []];
  // No outcome came in time: whatever is still on its way is no longer waited for.
  const { request } = state;
  const cause = state.step.startsWith('save-') ? 'storage' : 'network';
  const [next, effects] = waitAfterFailure({ ...state, wanted }, event, cause);
  return [next, [{ type: 'abandon', request }, ...effects]];
}

/** Idle and waiting end when the time has come, or earlier by a trigger that changes the odds. */
function mayAct(state: SyncState, event: Moment & Trigger): boolean {
  if (event.at >= state.dueAt) return true;
  if (event.type === 'timer' || event.type === 'offline' || !state.online) return false;
  if (state.step === 'idle') return true;
  if (state.cause === 'admit' || state.cause === 'busy') return false;
  return event.type === 'online' || event.type === 'visible' || event.type === 'sync';
}

function goOn(state: SyncState, event: Moment & Trigger): Turn {
  if (state.step !== 'waiting' || state.cause !== 'admit') return beginRound(state, event);
  // The pause before a push is over; what the server said about the next one comes with its answer.
  return state.pending > 0 ? push(state, event) : nextInRound(state, event);
}
