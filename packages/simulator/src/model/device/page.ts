import type { PullRow, ReportRequest } from '@oson/contract';
import {
  faultOf,
  initialState,
  isUnderWay,
  type Outcome,
  step,
  supersedes,
  type SyncEffect,
  type SyncState,
  takeBatch,
  type Trigger,
} from '@oson/sync-core';
import type { Reply } from '../server/model-server.ts';
import type { Renewed } from '../server/doors.ts';
import type { Device } from './device.ts';
import type { CachedRow, Identity } from './disk.ts';
import { hashesOf, helloOf } from './hello-of.ts';
import {
  beginLife,
  drainedOf,
  incarnationOf,
  settle,
  takeHello,
  takeOutcome,
} from './journal-acts.ts';
import type { Snapshot } from '../server/give-rows.ts';

type Effect<T extends SyncEffect['type']> = Extract<SyncEffect, { type: T }>;
type Numbered = Extract<SyncEffect, { request: number }>;
const OP_BYTES = 700;

/**
 * One run of the POS page: the machine of sync-core and what carries out its effects over the model's
 * disk and network. All of it is gone when the tab dies.
 */
export class Page {
  readonly device: Device;
  /** A second tab that sends too although it should not: it pulls nothing. */
  readonly secondary: boolean;
  alive = true;
  state: SyncState;
  #timer = 0;
  #renewing = false;
  #file: Snapshot | null = null;

  constructor(device: Device, secondary: boolean) {
    this.device = device;
    this.secondary = secondary;
    const { journal, catalogue } = device.disk;
    const stashed = [...new Set([...catalogue.stash.values()].map(({ kind }) => kind))];
    this.state = initialState({
      epoch: journal.epoch,
      cursorEpoch: catalogue.cursor?.epoch ?? null,
      revoked: journal.revoked,
      app: '1.0.0',
      kinds: device.kinds,
      stashed,
    });
  }

  get busy(): boolean {
    return isUnderWay(this.state);
  }

  send(event: Trigger | Outcome): void {
    if (!this.alive || this.device.frozen) return;
    const moment = { at: this.device.monoMs, random: this.device.random.next() };
    const [next, effects] = step(this.state, { ...event, ...moment });
    this.state = next;
    for (const effect of effects) this.#run(effect);
  }

  /** The page may still have work that a timer of its own would have to start. */
  #wake(inMs: number): void {
    this.#timer += 1;
    const timer = this.#timer;
    this.device.world.clock.after(inMs, 'timer', () => {
      if (timer === this.#timer) this.send({ type: 'timer' });
    });
  }

  #run(effect: SyncEffect): void {
    switch (effect.type) {
      case 'wake':
        return this.#wake(effect.inMs);
      case 'keep-nonce':
      case 'abandon':
      case 'set-aside':
        return;
      case 'open-incarnation':
        return this.#renew(effect.cause);
      case 'note-loss':
        return this.#noteLoss(effect.fromSeq);
      default:
        this.device.world.trace.note(`${this.device.name} ${effect.type}`);
        return this.#perform(effect);
    }
  }

  #perform(effect: Numbered): void {
    switch (effect.type) {
      case 'hello':
        return this.#hello(effect);
      case 'push':
        return this.#push(effect);
      case 'pull':
        return this.#pull(effect);
      case 'report':
        return this.#report(effect);
      case 'fetch-snapshot':
        return this.#fetch(effect);
      case 'save-hello':
        return this.#saveHello(effect);
      case 'save-results':
        return this.#saveResults(effect);
      case 'save-rows':
        return this.#saveRows(effect);
      case 'save-stash':
        return this.#saveStash(effect);
      case 'save-snapshot':
        return this.#saveSnapshot(effect);
      default:
        return;
    }
  }

  #ask(
    request: number,
    door: 'hello' | 'push' | 'pull' | 'report' | 'snapshot',
    input: unknown,
    then: (body: unknown) => Outcome | null,
    sent: readonly string[] = [],
  ): void {
    this.device.call(door, input, (reply: Reply) => {
      if (!this.alive) return;
      if (reply.status !== 200) {
        return this.send({ type: 'failed', request, fault: faultOf(reply), sent });
      }
      const outcome = then(reply.body);
      if (outcome) this.send(outcome);
    });
  }

  #hello({ request, certificate }: Effect<'hello'>): void {
    const { disk, world } = this.device;
    const input = helloOf(this.device, certificate);
    const { acked, maxSeq, incarnation } = input;
    this.#ask(request, 'hello', input, (body) => {
      const answer = body as Effect<'save-hello'>['answer'];
      world.hit('hello-answered', this.device);
      const earlier = input.earlier.map((life) => ({
        incarnation: life.incarnation,
        acked: life.acked,
        ownHashes: hashesOf(disk.journal, life.incarnation),
      }));
      const ownHashes = hashesOf(disk.journal, incarnation);
      return { type: 'hello-answered', request, answer, acked, ownHashes, maxSeq, earlier };
    });
  }

  #push(effect: Effect<'push'>): void {
    const { request } = effect;
    const queue = this.device.unsent().map(({ op }) => ({
      opId: op.opId,
      incarnation: op.incarnation,
      bytes: OP_BYTES,
      op,
    }));
    const batch = takeBatch(queue, effect);
    const first = batch[0];
    if (!first) return this.send({ type: 'push-empty', request });
    const sent = batch.map(({ opId }) => opId);
    const input = { incarnation: first.incarnation, ops: batch.map(({ op }) => op) };
    this.#ask(
      request,
      'push',
      input,
      (body) => {
        this.device.world.hit('push-answered', this.device);
        const answer = body as never;
        return { type: 'push-answered', request, sent, answer };
      },
      sent,
    );
    this.device.world.hit('push-sent', this.device);
  }

  #pull({ request, fresh }: Effect<'pull'>): void {
    if (this.secondary) {
      return this.send({ type: 'failed', request, fault: { kind: 'network' }, sent: [] });
    }
    const cursor = fresh ? null : this.device.disk.catalogue.cursor;
    const input = { cursor, kinds: [...this.device.kinds, '*'], limit: 2000 };
    this.#ask(request, 'pull', input, (body) => {
      this.device.world.hit('pull-answered', this.device);
      return { type: 'pull-answered', request, answer: body as never };
    });
  }

  #report({ request }: Effect<'report'>): void {
    const { journal } = this.device.disk;
    const losses = journal.losses.filter(({ told }) => !told);
    const drained = drainedOf(journal);
    const input: ReportRequest = {
      incarnation: incarnationOf(journal.identity as Identity),
      losses,
      forks: [],
      errors: [],
      drained: drained.map((life) => ({
        incarnation: incarnationOf(life),
        lastSeq: life.maxSeq,
        lastHash: life.lastHash,
      })),
    };
    this.#ask(request, 'report', input, (body) => {
      const told = { told: true };
      journal.losses = journal.losses.map((each) =>
        losses.includes(each) ? { ...each, ...told } : each,
      );
      journal.earlier = journal.earlier.map((each) =>
        drained.includes(each) ? { ...each, ...told } : each,
      );
      return { type: 'report-answered', request, answer: body as never };
    });
  }

  #fetch({ request, snapshot }: Effect<'fetch-snapshot'>): void {
    this.#ask(request, 'snapshot', { url: snapshot.url }, (body) => {
      const file = body as Snapshot;
      const torn = this.device.world.line.tears();
      this.#file = torn ? { ...file, rows: file.rows.slice(1) } : file;
      return { type: 'snapshot-fetched', request, digest: torn ? 'torn' : file.digest };
    });
  }

  #saved(request: number, ok: boolean): void {
    if (!this.alive) return;
    if (!ok) return this.send({ type: 'save-failed', request });
    this.send({ type: 'saved', request, pending: this.device.unsent().length });
  }

  #saveHello(effect: Effect<'save-hello'>): void {
    const { disk, world } = this.device;
    const incarnation = incarnationOf(disk.journal.identity as Identity);
    let turned = false;
    const apply = () => {
      const taken = takeHello(disk.journal, effect, incarnation);
      turned = taken.turned;
      world.checkPruned(this.device, taken.pruned);
      return () => undefined;
    };
    disk.strict(apply, (ok) => {
      if (!ok || !turned) return this.#helloSaved(effect.request, ok);
      const dropped = () => this.#forgetFeed();
      disk.relaxed(dropped, (done) => this.#helloSaved(effect.request, done));
    });
  }

  #helloSaved(request: number, ok: boolean): void {
    this.device.world.hit('hello-saved', this.device);
    this.#saved(request, ok);
  }

  /** Stash and cursor of another epoch; the rows are shown until new ones take their place. */
  #forgetFeed(): () => void {
    const { catalogue } = this.device.disk;
    const { stash, cursor, through } = catalogue;
    Object.assign(catalogue, { stash: new Map(), cursor: null, through: 0 });
    return () => Object.assign(catalogue, { stash, cursor, through });
  }

  #saveResults({ request, epoch, results }: Effect<'save-results'>): void {
    const { disk, world } = this.device;
    const apply = () => {
      settle(disk, epoch, results);
      world.checkNamed(this.device, results);
      return () => undefined;
    };
    disk.strict(apply, (ok) => {
      world.hit('results-saved', this.device);
      this.#saved(request, ok);
      if (ok && this.alive && drainedOf(disk.journal).length > 0) {
        this.send({ type: 'report-wanted' });
      }
    });
  }

  /** Outcomes go to the journal first: if the page dies between, the page of rows comes again. */
  #saveRows(effect: Effect<'save-rows'>): void {
    const { answer, request } = effect;
    this.#takeOutcomes(answer.epoch, effect.rows, (outcomesOk) => {
      if (!outcomesOk) return this.#saved(request, false);
      const apply = () => this.device.writeRows(effect);
      this.device.disk.relaxed(apply, (ok) => {
        this.device.world.hit('rows-saved', this.device);
        this.#saved(request, ok);
      });
    });
  }

  #takeOutcomes(epoch: number, rows: readonly PullRow[], then: (ok: boolean) => void): void {
    const outcomes = rows.flatMap((row) => (row.kind === 'outcome' && row.data ? [row.data] : []));
    if (outcomes.length === 0) return then(true);
    const { disk } = this.device;
    const apply = () => {
      for (const outcome of outcomes) takeOutcome(disk, epoch, outcome);
      return () => undefined;
    };
    disk.strict(apply, then);
  }

  #saveStash({ request, kinds }: Effect<'save-stash'>): void {
    const { catalogue } = this.device.disk;
    const apply = () => {
      const before = { rows: new Map(catalogue.rows), stash: new Map(catalogue.stash) };
      for (const [key, raw] of before.stash) {
        if (!kinds.includes(raw.kind)) continue;
        catalogue.stash.delete(key);
        const row: CachedRow = { ...raw, deleted: raw.deleted === true, data: raw.data ?? null };
        if (supersedes(row, catalogue.rows.get(key))) catalogue.rows.set(key, row);
      }
      return () => Object.assign(catalogue, before);
    };
    this.device.disk.relaxed(apply, (ok) => this.#saved(request, ok));
  }

  #saveSnapshot({ request, answer }: Effect<'save-snapshot'>): void {
    const file = this.#file;
    this.#file = null;
    if (!file) return this.#saved(request, false);
    const rows = file.rows.filter(({ kind }) => this.device.kinds.includes(kind));
    const stash = file.rows.filter(({ kind }) => !this.device.kinds.includes(kind));
    this.#saveRows({ type: 'save-rows', request, answer, rows, stash, fresh: true });
  }

  #noteLoss(fromSeq: number): void {
    const { journal } = this.device.disk;
    const incarnation = incarnationOf(journal.identity as Identity);
    this.device.noteLoss({ incarnation, fromSeq, toSeq: null, cause: 'rolled-back' });
    this.send({ type: 'report-wanted' });
  }

  #renew(cause: string): void {
    if (this.#renewing || this.secondary) return;
    this.#renewing = true;
    const key = this.device.random.hex(16);
    this.device.call('renew', { key, cause }, (reply) => {
      if (!this.alive) return;
      if (reply.status !== 200) {
        this.#renewing = false;
        return;
      }
      this.device.world.hit('renew-answered', this.device);
      if (this.alive) this.#open(reply.body as Renewed);
    });
  }

  #open({ incarnation, code, key }: Renewed): void {
    const { disk, world } = this.device;
    const apply = () => {
      const { certificate } = (disk.journal.identity as Identity).certificate;
      const next = { ...certificate, incarnation, terminalCode: code, publicKey: key };
      const identity = { certificate: { certificate: next, signature: 's' }, key };
      disk.copy.identities.push(identity);
      world.trace.note(`${this.device.name} opens ${incarnation}`);
      return beginLife(disk.journal, identity);
    };
    disk.strict(apply, () => {
      this.#renewing = false;
      this.send({ type: 'sync' });
    });
  }
}
