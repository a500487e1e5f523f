import {
  type Answered,
  begin,
  helloAgain,
  REQUEST_MS_MAX,
  SNAPSHOT_MS_MAX,
  type Turn,
  waitAfterFailure,
  withNonce,
} from './round.ts';
import { splitRows } from './rows.ts';
import type { SyncState } from './sync-state.ts';

/** A page of rows, or the address of all of them. Rows and cursor become durable together. */
export function onPull(state: SyncState, event: Answered<'pull-answered'>): Turn {
  const { answer, at } = event;
  if (answer.epoch !== state.epoch) return helloAgain(state, event, answer.nonce);
  const { snapshot } = answer;
  const heard: SyncState = { ...state, cause: null };
  if (snapshot) {
    const fetching = { ...heard, snapshot: answer, fetchUntil: at + SNAPSHOT_MS_MAX };
    const turn = begin(fetching, at, 'fetch-snapshot', (request) => ({
      type: 'fetch-snapshot',
      request,
      snapshot,
    }));
    return withNonce(turn, answer.nonce);
  }
  const fresh = state.cursorEpoch !== state.epoch || answer.fromZero === true;
  const saving = { cursorEpoch: answer.epoch, morePages: answer.more };
  const turn = begin({ ...heard, saving }, at, 'save-rows', (request) => ({
    type: 'save-rows',
    request,
    answer,
    ...splitRows(answer.rows, state.kinds),
    fresh,
  }));
  return withNonce(turn, answer.nonce);
}

/** Sales wait behind a file that is arriving, never behind one that hangs. */
export function onProgress(state: SyncState, { at }: Answered<'snapshot-progress'>): Turn {
  const dueAt = Math.min(at + REQUEST_MS_MAX, state.fetchUntil);
  return [{ ...state, dueAt }, [{ type: 'wake', inMs: Math.max(0, dueAt - at) }]];
}

/** Other bytes than the answer named are no snapshot: nothing of them is written. */
export function onSnapshot(state: SyncState, event: Answered<'snapshot-fetched'>): Turn {
  const answer = state.snapshot;
  if (answer?.snapshot?.digest !== event.digest) return waitAfterFailure(state, event, 'network');
  const saving = { cursorEpoch: answer.epoch, morePages: answer.more };
  return begin({ ...state, snapshot: null, saving }, event.at, 'save-snapshot', (request) => ({
    type: 'save-snapshot',
    request,
    answer,
  }));
}
