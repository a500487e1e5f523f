import {
  type HelloAnswer,
  type HelloRequest,
  type Operation,
  PROTO,
  PULL_KINDS,
  PULL_ROWS_MAX,
  type PullAnswer,
  type PushAnswer,
  type ReportAnswer,
  type ReportRequest,
  type SignedCertificate,
  type TerminalState,
} from '@oson/contract';
import {
  helloAnswerSchema,
  pullAnswerSchema,
  pushAnswerSchema,
  reportAnswerSchema,
} from '@oson/contract/schema';
import {
  faultOf,
  initialState,
  isUnderWay,
  type Outcome,
  step,
  type SyncEffect,
  type SyncState,
  takeBatch,
  type Trigger,
} from '@oson/sync-core';
import type { DeviceKey } from './device-key.ts';
import type { SimCatalogue } from './sim-catalogue.ts';
import type { SimJournal } from './sim-journal.ts';
import { callWorker, type Signer, type Wire, WireError } from './worker-call.ts';

export type SimSyncParts = {
  wire: Wire;
  random: () => number;
  key: DeviceKey;
  journal: SimJournal;
  catalogue: SimCatalogue;
  incarnation: string;
  /** Shown to a server that does not know this terminal any more. */
  certificate: SignedCertificate;
  nonce: string;
  terminalState: TerminalState;
};

type Numbered = Extract<SyncEffect, { request: number }>;

const APP = 'simulator';
const DEADLINE_MS = 60_000;

/** Carries out what sync-core asks for, over real HTTP. */
export class SimSync {
  terminalState: TerminalState;
  lastHello: HelloAnswer | null = null;
  readonly #parts: SimSyncParts;
  readonly #signer: Signer;
  #state: SyncState;
  #nonce: string;
  #reportWanted = false;
  #report: Omit<ReportRequest, 'incarnation'> = { losses: [], forks: [], errors: [] };

  constructor(parts: SimSyncParts) {
    this.#parts = parts;
    this.terminalState = parts.terminalState;
    this.#nonce = parts.nonce;
    this.#state = initialState({ epoch: null, cursorEpoch: null, revoked: false });
    this.#signer = {
      incarnation: parts.incarnation,
      nonce: () => this.#nonce,
      sign: parts.key.sign,
    };
  }

  get state(): SyncState {
    return this.#state;
  }

  get epoch(): number {
    return this.#state.epoch ?? 1;
  }

  /**
   * Runs the protocol until the terminal is idle: everything sent, everything pulled. Waits and tries
   * again as a device does; throws when `deadlineMs` is over first.
   */
  async untilQuiet(deadlineMs = DEADLINE_MS): Promise<void> {
    const until = performance.now() + deadlineMs;
    let event: Trigger | Outcome | null = { type: this.#reportWanted ? 'report-wanted' : 'sync' };
    this.#reportWanted = false;
    while (event) {
      const outcome = await this.#turn(event);
      if (performance.now() > until) throw new Error(`not quiet in time: ${this.#whereItStands()}`);
      event = outcome ?? (this.#state.step === 'waiting' ? await this.#timer(until) : null);
    }
  }

  /** The page was closed and opened again: the machine forgets, journal and catalogue stay. */
  restart(): void {
    const { epoch, revoked } = this.#state;
    const cursorEpoch = this.#parts.catalogue.cursor?.epoch ?? null;
    this.#state = initialState({ epoch, cursorEpoch, revoked });
  }

  /** Says something in the report of the next round. */
  noteReport(report: Partial<Omit<ReportRequest, 'incarnation'>>): void {
    this.#report = { ...this.#report, ...report };
    this.#reportWanted = true;
  }

  /** One signed call; an expired nonce is renewed once. Rejects with a WireError. */
  async call(procedure: string, input: unknown): Promise<unknown> {
    const { wire } = this.#parts;
    try {
      return await callWorker(wire, procedure, input, this.#signer);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== 'NONCE_EXPIRED') throw error;
      this.#nonce = String(error.details.nonce);
      return callWorker(wire, procedure, input, this.#signer);
    }
  }

  /** `showCertificate`: to a server that does not know this terminal. */
  async hello(showCertificate = false): Promise<HelloAnswer> {
    const who = showCertificate ? { certificate: this.#parts.certificate } : {};
    const input = { ...this.#helloRequest(), ...who };
    return helloAnswerSchema.parse(await this.call('sync.hello', input));
  }

  async push(ops: readonly Operation[]): Promise<PushAnswer> {
    const incarnation = ops[0]?.incarnation ?? this.#parts.incarnation;
    return pushAnswerSchema.parse(await this.call('sync.push', { incarnation, ops }));
  }

  async pull(fresh: boolean): Promise<PullAnswer> {
    const cursor = fresh ? null : this.#parts.catalogue.cursor;
    const input = { cursor, kinds: [...PULL_KINDS], limit: PULL_ROWS_MAX };
    return pullAnswerSchema.parse(await this.call('sync.pull', input));
  }

  async report(): Promise<ReportAnswer> {
    const input = { incarnation: this.#parts.incarnation, ...this.#report };
    return reportAnswerSchema.parse(await this.call('sync.report', input));
  }

  #helloRequest(): HelloRequest {
    const { journal, catalogue, incarnation } = this.#parts;
    const { wallMs, monoMs } = journal.clocks();
    return {
      proto: PROTO,
      app: APP,
      incarnation,
      maxSeq: journal.records.length,
      acked: journal.acked(),
      pending: journal.pending(),
      cursor: catalogue.cursor,
      wallMs,
      monoMs,
      storage: { persisted: true, freeBytes: null, usedBytes: null },
    };
  }

  #moment() {
    return { at: performance.now(), random: this.#parts.random() };
  }

  async #turn(event: Trigger | Outcome): Promise<Outcome | null> {
    const [next, effects] = step(this.#state, { ...event, ...this.#moment() });
    this.#state = next;
    let outcome: Outcome | null = null;
    for (const effect of effects) {
      if (effect.type === 'keep-nonce') this.#nonce = effect.nonce;
      else if ('request' in effect && effect.type !== 'abandon') {
        outcome = await this.#perform(effect);
      }
    }
    return outcome;
  }

  async #timer(until: number): Promise<Trigger> {
    const inMs = Math.max(0, Math.min(this.#state.dueAt, until) - performance.now());
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(inMs)));
    return { type: 'timer' };
  }

  async #perform(effect: Numbered): Promise<Outcome> {
    const { request } = effect;
    const { journal, catalogue } = this.#parts;
    switch (effect.type) {
      case 'save-hello':
        this.lastHello = effect.answer;
        this.terminalState = effect.answer.terminalState;
        journal.lastServer = { serverMs: effect.answer.serverTime, ...journal.clocks() };
        journal.offerAgain(effect.offerAgain);
        break;
      case 'save-results':
        journal.settle(effect.results);
        break;
      case 'save-rows':
        catalogue.apply(effect.answer.rows, effect.answer.cursor, effect.fresh);
        for (const { data } of catalogue.all('outcome')) journal.applyOutcome(data);
        break;
      default:
        return this.#exchange(effect);
    }
    return { type: 'saved', request, pending: journal.unsent().length };
  }

  async #exchange(effect: Numbered): Promise<Outcome> {
    const { request } = effect;
    const batch = effect.type === 'push' ? this.#batch(effect) : [];
    const sent = batch.map((operation) => operation.opId);
    if (effect.type === 'push' && sent.length === 0) return { type: 'push-empty', request };
    try {
      return await this.#ask(effect, batch, sent);
    } catch (error) {
      // A schema that does not fit is an answer that is not of this protocol.
      const failed = error instanceof WireError ? error : new WireError(200, null);
      return { type: 'failed', request, fault: faultOf(failed), sent };
    }
  }

  async #ask(effect: Numbered, batch: Operation[], sent: string[]): Promise<Outcome> {
    const { request } = effect;
    const { journal } = this.#parts;
    switch (effect.type) {
      case 'hello': {
        const acked = journal.acked();
        const answer = await this.hello(effect.certificate);
        const ownHashes = journal.hashesAt(answer.held);
        return { type: 'hello-answered', request, answer, acked, ownHashes };
      }
      case 'push':
        return { type: 'push-answered', request, sent, answer: await this.push(batch) };
      case 'report':
        return { type: 'report-answered', request, answer: await this.report() };
      case 'pull':
        return { type: 'pull-answered', request, answer: await this.pull(effect.fresh) };
      default:
        throw new Error(`${effect.type} is no exchange`);
    }
  }

  #batch(limits: Extract<SyncEffect, { type: 'push' }>): Operation[] {
    const queue = this.#parts.journal.unsent().map(({ operation, bytes }) => ({
      operation,
      opId: operation.opId,
      incarnation: operation.incarnation,
      bytes,
    }));
    return takeBatch(queue, limits).map(({ operation }) => operation);
  }

  #whereItStands(): string {
    const { step: at, cause, failures } = this.#state;
    const unsent = this.#parts.journal.unsent().length;
    const still = isUnderWay(this.#state) ? 'under way' : 'waiting';
    return `${at} (${cause ?? still}), ${failures} failures, ${unsent} unsent`;
  }
}
