import {
  type HelloRequest,
  operationBytes,
  PROTO,
  PULL_KINDS,
  PULL_ROWS_MAX,
  type ReportRequest,
} from '@oson/contract';
import { type Outcome, type Remembered, type SyncEffect, takeBatch } from '@oson/sync-core';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clocks } from '../device/clocks.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import { storageHealth } from '../device/storage-health.ts';
import { type JournalDb, readMeta, writeMeta } from '../journal/journal-db.ts';
import type { Identity, JournalRecord, ServerKnowledge } from '../journal/journal-record.ts';
import {
  applyOutcomes,
  forgetPositions,
  offerAgain,
  type Outcome as FeedOutcome,
  pendingRecords,
  prune,
  settleResults,
} from '../journal/settle.ts';
import { keepPinVerifiers } from '../journal/staff-pins.ts';
import type { SyncPorts } from '../ports.ts';
import type { Store } from '../state/store.ts';
import { ackedRanges, hashAt } from './ranges.ts';
import { UnsentLedger } from './unsent.ts';

type Effect<T extends SyncEffect['type']> = Extract<SyncEffect, { type: T }>;
type Performed = Effect<
  'hello' | 'push' | 'report' | 'pull' | 'save-hello' | 'save-results' | 'save-rows'
>;

export type SyncActsParts = {
  journal: JournalDb;
  catalog: Catalog;
  clocks: Clocks;
  keys: DeviceKeys;
  identity: Store<Identity>;
  server: Store<ServerKnowledge>;
  ports: SyncPorts;
  appVersion: string;
  keepNonce(nonce: string): void;
};

type ReportedError = ReportRequest['errors'][number];
const ERRORS_MAX = 20;

/** What the effects of sync-core do on this device: requests, strict writes, and what they change. */
export class SyncActs {
  readonly unsent = new UnsentLedger();
  readonly startedAt: number;
  readonly #parts: SyncActsParts;
  readonly #sent = new Map<number, string[]>();
  #errors: ReportedError[] = [];

  constructor(parts: SyncActsParts, records: readonly JournalRecord[]) {
    this.#parts = parts;
    this.startedAt = parts.clocks.read().wallMs;
    for (const record of records) this.unsent.note(record);
  }

  get remembered(): Remembered {
    const { server, identity, catalog } = this.#parts;
    return {
      epoch: server.get().epoch,
      cursorEpoch: catalog.shelf.get().cursor?.epoch ?? null,
      revoked: identity.get().state === 'revoked',
    };
  }

  known() {
    const { forked, tenantStatus, lastServer } = this.#parts.server.get();
    return { forked, tenantStatus, heardAt: lastServer?.wallMs ?? null };
  }

  keepNonce(nonce: string): void {
    this.#parts.keepNonce(nonce);
  }

  noteError(code: string, message: string): void {
    const at = this.#parts.clocks.read().wallMs;
    this.#errors = [...this.#errors, { at, code, message: message.slice(0, 200) }];
    this.#errors = this.#errors.slice(-ERRORS_MAX);
  }

  sentIn(request: number): string[] {
    return this.#sent.get(request) ?? [];
  }

  /** An extra trigger where the browser has it; the queue drains without it. */
  askForBackgroundSync(): void {
    if (typeof navigator === 'undefined' || !('serviceWorker' in navigator)) return;
    const registered = navigator.serviceWorker.getRegistration().then((registration) => {
      const sync = (registration as { sync?: { register(tag: string): Promise<void> } })?.sync;
      return sync?.register('drain');
    });
    // Refused by the browser or the person: timer and network events drain as ever.
    registered.catch(() => undefined);
  }

  async perform(effect: Performed): Promise<Outcome> {
    switch (effect.type) {
      case 'hello':
        return this.#hello(effect.request);
      case 'push':
        return this.#push(effect);
      case 'report':
        return this.#report(effect.request);
      case 'pull':
        return this.#pull(effect);
      case 'save-hello':
        return this.#saveHello(effect);
      case 'save-results':
        return this.#saveResults(effect);
      case 'save-rows':
        return this.#saveRows(effect);
    }
  }

  async #hello(request: number): Promise<Outcome> {
    const { journal, catalog, clocks, ports, identity, appVersion } = this.#parts;
    const { incarnation } = identity.get().certificate;
    const maxSeq = (await readMeta(journal, 'chain'))?.seq ?? 0;
    const acked = await ackedRanges(journal, incarnation, maxSeq);
    const { wallMs, monoMs } = clocks.read();
    const hello: HelloRequest = {
      proto: PROTO,
      app: appVersion,
      incarnation,
      maxSeq,
      acked,
      pending: this.unsent.figures(),
      cursor: catalog.shelf.get().cursor,
      wallMs,
      monoMs,
      storage: await storageHealth(),
    };
    const answer = await ports.hello(hello);
    const ownHashes: Record<number, string> = {};
    for (const { to } of answer.held) {
      const hash = await hashAt(journal, incarnation, to);
      if (hash) ownHashes[to] = hash;
    }
    return { type: 'hello-answered', request, answer, acked, ownHashes };
  }

  async #push({ request, ops, bytes, skip, only }: Effect<'push'>): Promise<Outcome> {
    const { journal, ports } = this.#parts;
    const pending = await pendingRecords(journal, only === null ? ops + skip.length : undefined);
    const queue = pending.map(({ operation }) => ({
      opId: operation.opId,
      incarnation: operation.incarnation,
      bytes: operationBytes(operation),
      operation,
    }));
    const batch = takeBatch(queue, { ops, bytes, skip, only });
    const first = batch[0];
    if (!first) return { type: 'push-empty', request };
    const sent = batch.map(({ opId }) => opId);
    this.#sent.clear();
    this.#sent.set(request, sent);
    const answer = await ports.push({
      incarnation: first.incarnation,
      ops: batch.map(({ operation }) => operation),
    });
    return { type: 'push-answered', request, sent, answer };
  }

  async #report(request: number): Promise<Outcome> {
    const { ports, identity } = this.#parts;
    const errors = this.#errors;
    const answer = await ports.report({
      incarnation: identity.get().certificate.incarnation,
      losses: [],
      forks: [],
      errors,
    });
    this.#errors = this.#errors.slice(errors.length);
    return { type: 'report-answered', request, answer };
  }

  async #pull({ request, fresh }: Effect<'pull'>): Promise<Outcome> {
    const { ports, catalog } = this.#parts;
    const answer = await ports.pull({
      cursor: fresh ? null : catalog.shelf.get().cursor,
      kinds: [...PULL_KINDS],
      limit: PULL_ROWS_MAX,
    });
    return { type: 'pull-answered', request, answer };
  }

  async #saveHello(effect: Effect<'save-hello'>): Promise<Outcome> {
    const { journal, clocks, identity, server } = this.#parts;
    const { answer, newEpoch, request } = effect;
    const { incarnation } = identity.get().certificate;
    const nextIdentity = { ...identity.get(), state: answer.terminalState };
    const nextServer: ServerKnowledge = {
      lastServer: { serverMs: answer.serverTime, ...clocks.read() },
      epoch: answer.epoch,
      stableThrough: answer.stableThrough,
      minApp: answer.minApp,
      tenantStatus: answer.tenantStatus,
      forked: answer.forked,
    };
    const again = await journal.transaction('rw', journal.operations, journal.meta, async () => {
      if (newEpoch) await forgetPositions(journal, answer.epoch);
      const records = await offerAgain(journal, incarnation, effect.offerAgain);
      await writeMeta(journal, 'server', nextServer);
      await writeMeta(journal, 'identity', nextIdentity);
      await prune(journal, answer.serverTime, answer.stableThrough);
      return records;
    });
    this.#noted(again);
    server.set(nextServer);
    if (identity.get().state !== nextIdentity.state) identity.set(nextIdentity);
    return this.#saved(request);
  }

  async #saveResults({ request, epoch, results }: Effect<'save-results'>): Promise<Outcome> {
    this.#noted(await settleResults(this.#parts.journal, epoch, results));
    return this.#saved(request);
  }

  /** Verifiers and outcomes go to the journal first: if the page dies between, the page of rows comes again. */
  async #saveRows({ request, answer, fresh }: Effect<'save-rows'>): Promise<Outcome> {
    const { journal, catalog, keys } = this.#parts;
    const staff = answer.rows.filter((row) => row.kind === 'staff');
    if (staff.length > 0) await keepPinVerifiers(journal, keys, staff);
    const outcomes: FeedOutcome[] = answer.rows.flatMap((row) =>
      row.kind === 'outcome' && row.data ? [row.data] : [],
    );
    const changed = await applyOutcomes(journal, answer.epoch, outcomes);
    await catalog.apply(answer.rows, answer.cursor, fresh);
    this.#noted(changed);
    return this.#saved(request);
  }

  #noted(records: readonly JournalRecord[]): void {
    for (const record of records) this.unsent.note(record);
    this.#parts.catalog.noteOwn(records);
  }

  #saved(request: number): Outcome {
    return { type: 'saved', request, pending: this.unsent.figures().count };
  }
}
