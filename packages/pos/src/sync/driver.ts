import {
  type Fault,
  faultOf,
  initialState,
  moodOf,
  type Outcome,
  step,
  type SyncEffect,
  type SyncState,
  type Trigger,
} from '@oson/sync-core';
import type { JournalRecord } from '../journal/journal-record.ts';
import { PortError } from '../ports.ts';
import { createStore, type Store } from '../state/store.ts';
import type { SyncActs } from './sync-acts.ts';
import type { SyncView } from './sync-view.ts';

/**
 * Runs the protocol of sync-core over ports, journal and catalogue: it keeps the state, does what the
 * effects say, one after the other, and tells the screen. There is one of it, on the leader tab.
 */
export class SyncDriver {
  readonly view: Store<SyncView>;
  readonly #acts: SyncActs;
  #state: SyncState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #fault: Fault['kind'] | null = null;

  constructor(acts: SyncActs) {
    this.#acts = acts;
    this.#state = initialState(acts.remembered);
    this.view = createStore(this.#look());
  }

  start(): void {
    this.#running = true;
    this.#dispatch({ type: 'timer' });
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  /** An operation was sealed: it counts as unsent from now on. */
  sealed(record: JournalRecord): void {
    this.#acts.sealed(record);
    this.#dispatch({ type: 'sealed' });
    this.view.set(this.#look());
  }

  /** "Send now", Background Sync, a heartbeat. */
  wake(): void {
    this.#dispatch({ type: 'sync' });
  }

  /** Something was wrong with the storage: the server is told with the next round. */
  reportWanted(): void {
    this.#dispatch({ type: 'report-wanted' });
  }

  online(isOnline: boolean): void {
    this.#dispatch({ type: isOnline ? 'online' : 'offline' });
  }

  /** The page is looked at again. */
  visible(): void {
    this.#dispatch({ type: 'visible' });
  }

  #look(): SyncView {
    const known = this.#acts.known();
    const mood = moodOf(this.#state);
    const away = mood === 'away';
    return {
      mood,
      unsent: this.#acts.unsent.figures(),
      review: this.#acts.unsent.reviewCount + this.#state.aside.length,
      revoked: this.#state.revoked,
      forked: known.forked,
      tenantStatus: known.tenantStatus,
      attempts: this.#state.failures,
      fault: away || mood === 'late' ? this.#fault : null,
      heardAt: known.heardAt,
      awaySince: away ? (known.heardAt ?? this.#acts.startedAt) : null,
    };
  }

  #dispatch(event: Trigger | Outcome): void {
    if (!this.#running) return;
    const moment = { at: performance.now(), random: Math.random() };
    const [next, effects] = step(this.#state, { ...event, ...moment });
    this.#state = next;
    for (const effect of effects) this.#run(effect);
    this.view.set(this.#look());
  }

  #run(effect: SyncEffect): void {
    switch (effect.type) {
      case 'wake':
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#dispatch({ type: 'timer' }), effect.inMs);
        return;
      case 'keep-nonce':
        this.#acts.keepNonce(effect.nonce);
        return;
      case 'set-aside':
        this.#acts.noteError('SET_ASIDE', effect.opId);
        this.#dispatch({ type: 'report-wanted' });
        return;
      case 'abandon':
        // Its answer is ignored by its number.
        return;
      case 'open-incarnation':
        void this.#acts.renew(effect.cause).then(() => this.#dispatch({ type: 'sync' }));
        return;
      case 'note-loss':
        // Kept and reported; a journal that takes nothing says it at its next start.
        this.#acts.noteLoss(effect.fromSeq).catch(() => this.#acts.noteError('ROLLED_BACK', ''));
        return;
      default:
        void this.#perform(effect);
    }
  }

  async #perform(effect: Parameters<SyncActs['perform']>[0]): Promise<void> {
    const { request } = effect;
    let outcome: Outcome;
    try {
      outcome = await this.#acts.perform(effect, () =>
        this.#dispatch({ type: 'snapshot-progress', request }),
      );
      this.#fault = null;
    } catch (error) {
      outcome = this.#failure(effect.type, request, error);
    }
    this.#dispatch(outcome);
  }

  #failure(type: SyncEffect['type'], request: number, error: unknown): Outcome {
    if (type.startsWith('save-')) {
      this.#acts.noteError('SAVE_FAILED', error instanceof Error ? error.message : type);
      return { type: 'save-failed', request };
    }
    const fault = faultOfError(error);
    this.#fault = fault.kind;
    return { type: 'failed', request, fault, sent: this.#acts.sentIn(request) };
  }
}

function faultOfError(error: unknown): Fault {
  if (!(error instanceof PortError)) return { kind: 'network' };
  const { status, code, details } = error;
  return faultOf({ status, code, details });
}
