import {
  type Fault,
  faultOf,
  initialState,
  moodOf,
  type Outcome,
  step,
  type SyncEffect,
  type Trigger,
} from '@oson/sync-core';
import { PortError } from '../ports.ts';
import { createStore, type Store } from '../state/store.ts';
import type { SyncActs } from './sync-acts.ts';
import type { SyncView } from './sync-view.ts';

export type SyncDriver = {
  view: Store<SyncView>;
  /** An operation was sealed. */
  sealed(): void;
  /** "Send now", Background Sync, a heartbeat. */
  wake(): void;
  online(isOnline: boolean): void;
  visible(): void;
  start(): void;
  stop(): void;
};

/**
 * Runs the protocol of sync-core over ports, journal and catalogue: it keeps the state, does what the
 * effects say, one after the other, and tells the screen. There is one of it, on the leader tab.
 */
export function createDriver(acts: SyncActs): SyncDriver {
  let state = initialState(acts.remembered);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let fault: Fault['kind'] | null = null;
  const view = createStore<SyncView>(viewNow());

  function viewNow(): SyncView {
    const known = acts.known();
    const mood = moodOf(state);
    const away = mood === 'away';
    return {
      mood,
      unsent: acts.unsent.figures(),
      review: acts.unsent.reviewCount + state.aside.length,
      revoked: state.revoked,
      forked: known.forked,
      tenantStatus: known.tenantStatus,
      attempts: state.failures,
      fault: away || mood === 'late' ? fault : null,
      heardAt: known.heardAt,
      awaySince: away ? (known.heardAt ?? acts.startedAt) : null,
    };
  }

  function dispatch(event: Trigger | Outcome): void {
    if (!running) return;
    const [next, effects] = step(state, {
      ...event,
      at: performance.now(),
      random: Math.random(),
    });
    state = next;
    for (const effect of effects) run(effect);
    view.set(viewNow());
  }

  function run(effect: SyncEffect): void {
    switch (effect.type) {
      case 'wake':
        clearTimeout(timer);
        timer = setTimeout(() => dispatch({ type: 'timer' }), effect.inMs);
        return;
      case 'keep-nonce':
        acts.keepNonce(effect.nonce);
        return;
      case 'set-aside':
        acts.noteError('SET_ASIDE', effect.opId);
        dispatch({ type: 'report-wanted' });
        return;
      case 'abandon':
      case 'open-incarnation':
        // An abandoned answer is ignored by its number. A fork is shown and reported by the server;
        // its device sells on (ID16).
        return;
      default:
        void perform(effect);
    }
  }

  async function perform(effect: Parameters<SyncActs['perform']>[0]): Promise<void> {
    const { request } = effect;
    try {
      const outcome = await acts.perform(effect);
      fault = null;
      dispatch(outcome);
    } catch (error) {
      if (effect.type.startsWith('save-')) {
        acts.noteError('SAVE_FAILED', error instanceof Error ? error.message : effect.type);
        dispatch({ type: 'save-failed', request });
        return;
      }
      const failed = faultOfError(error);
      fault = failed.kind;
      dispatch({ type: 'failed', request, fault: failed, sent: acts.sentIn(request) });
    }
  }

  return {
    view,
    sealed() {
      acts.askForBackgroundSync();
      dispatch({ type: 'sealed' });
      view.set(viewNow());
    },
    wake: () => dispatch({ type: 'sync' }),
    online: (isOnline) => dispatch({ type: isOnline ? 'online' : 'offline' }),
    visible: () => dispatch({ type: 'visible' }),
    start() {
      running = true;
      dispatch({ type: 'timer' });
    },
    stop() {
      running = false;
      clearTimeout(timer);
    },
  };
}

function faultOfError(error: unknown): Fault {
  if (!(error instanceof PortError)) return { kind: 'network' };
  const { status, code, details } = error;
  return faultOf({ status, code, details });
}
