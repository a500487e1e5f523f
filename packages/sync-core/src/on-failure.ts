import {
  nextInRound,
  endRound,
  push,
  type Turn,
  wait,
  waitAfterFailure,
  begin,
  hello,
  pull,
} from './round.ts';
import type { Moment, Outcome } from './sync-event.ts';
import type { SyncState } from './sync-state.ts';

type Failed = Moment & Extract<Outcome, { type: 'failed' }>;

/** More renewals in a row than this are no expiry but a fault. */
const NONCE_TRIES_MAX = 3;

/** A request got no answer that counts. Whatever the fault, the journal keeps everything. */
export function onFailure(state: SyncState, event: Failed): Turn {
  const { fault } = event;
  switch (fault.kind) {
    case 'nonce':
      return onNonce(state, event, fault.nonce);
    case 'busy':
      return onBusy(state, event, fault.delayMs);
    case 'too-large':
      return onRefusedBatch(state, event);
    case 'refused':
      if (fault.status === 415 && state.gzip) return sameAgain({ ...state, gzip: false }, event);
      // The server can do nothing with this request. If one operation is to blame, its neighbours
      // must not wait for it; the same halving finds it.
      return fault.status === 400 && state.step === 'push'
        ? onRefusedBatch(state, event)
        : waitAfterFailure(state, event, 'refused');
    case 'revoked':
      return onRevoked(state, event);
    case 'auth':
      return onStranger(state, event, fault.code);
    case 'no-rows':
      return onNoRows(state, event, fault.why);
    case 'network':
      return waitAfterFailure(state, event, 'network');
  }
}

/** The same request at once with the new nonce. */
function onNonce(state: SyncState, event: Failed, nonce: string): Turn {
  const [next, effects] =
    state.nonceTries >= NONCE_TRIES_MAX
      ? waitAfterFailure(state, event, 'auth')
      : sameAgain({ ...state, nonceTries: state.nonceTries + 1 }, event);
  return [next, [{ type: 'keep-nonce', nonce }, ...effects]];
}

function sameAgain(state: SyncState, event: Failed): Turn {
  switch (state.step) {
    case 'push':
      return push(state, event);
    case 'pull':
      return pull(state, event);
    case 'fetch-snapshot':
      // Its address may be dead too: ask for another.
      return pull({ ...state, snapshot: null }, event);
    case 'report':
      return begin(state, event.at, 'report', (request) => ({ type: 'report', request }));
    default:
      return hello(state, event.at);
  }
}

/** The server is alive and says how long: no failure, and nothing but the time ends the wait. */
function onBusy(state: SyncState, event: Failed, delayMs: number | null): Turn {
  if (delayMs === null) return waitAfterFailure(state, event, 'busy');
  return wait({ ...state, helloAt: null }, event.at, 'busy', delayMs);
}

/** Half as many; one alone that is still refused goes behind its neighbours. */
function onRefusedBatch(state: SyncState, event: Failed): Turn {
  const sent = event.sent ?? [];
  const alone = sent[0];
  if (state.step !== 'push' || alone === undefined) {
    return waitAfterFailure(state, event, 'refused');
  }
  if (sent.length > 1) return push({ ...state, batch: Math.ceil(sent.length / 2) }, event);
  const aside = [...state.aside.filter((opId) => opId !== alone), alone];
  const [next, effects] = nextInRound({ ...state, aside, batch: 1 }, event);
  // Said once: a host that reports it at each refusal would be kept busy by nothing else.
  if (state.aside.includes(alone)) return [next, effects];
  return [next, [{ type: 'set-aside', opId: alone }, ...effects]];
}

/** A revoked terminal pulls nothing; hello, push and report go on. */
function onRevoked(state: SyncState, event: Failed): Turn {
  if (state.step !== 'pull') return waitAfterFailure(state, event, 'refused');
  return endRound({ ...state, revoked: true }, event);
}

/** A server that does not know this terminal any more is shown its certificate next. */
function onStranger(state: SyncState, event: Failed, code: string): Turn {
  const unknown = state.unknown || code === 'TERMINAL_UNKNOWN';
  return waitAfterFailure({ ...state, unknown }, event, 'auth');
}

/** No rows for this terminal now: everything else goes on. */
function onNoRows(
  state: SyncState,
  event: Failed,
  withheld: NonNullable<SyncState['withheld']>,
): Turn {
  if (state.step !== 'pull') return waitAfterFailure(state, event, 'refused');
  return endRound({ ...state, withheld }, event);
}
