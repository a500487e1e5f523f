import {
  ANY_KIND,
  operationBytes,
  PULL_KINDS,
  PULL_ROWS_MAX,
  type PullRow,
  readSnapshot,
  type RenewRequest,
  type ReportRequest,
  SNAPSHOT_KIND,
} from '@oson/contract';
import { type Outcome, type Remembered, type SyncEffect, takeBatch } from '@oson/sync-core';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clocks } from '../device/clocks.ts';
import type { SecondCopy } from '../copy/second-copy.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import type { SpaceGuard } from '../device/space-guard.ts';
import { type JournalDb, readMeta, writeMeta } from '../journal/journal-db.ts';
import type { Identity, JournalRecord, ServerKnowledge } from '../journal/journal-record.ts';
import {
  applyOutcomes,
  keepWithin,
  offerAgain,
  type Outcome as FeedOutcome,
  pendingRecords,
  prune,
  settleResults,
  turnEpoch,
} from '../journal/settle.ts';
import { keepPinVerifiers } from '../journal/staff-pins.ts';
import { PortError, type SyncPorts } from '../ports.ts';
import type { Store } from '../state/store.ts';
import { heal } from '../recovery/heal.ts';
import { type Incident, markReported, noteIncidents } from '../recovery/incidents.ts';
import { wipeStored } from '../recovery/wipe.ts';
import { sayHello } from './say-hello.ts';
import { reportOf } from './say-report.ts';
import { UnsentLedger } from './unsent.ts';

type Effect<T extends SyncEffect['type']> = Extract<SyncEffect, { type: T }>;
type Performed = Effect<
  | 'hello'
  | 'push'
  | 'report'
  | 'pull'
  | 'fetch-snapshot'
  | 'save-hello'
  | 'save-results'
  | 'save-rows'
  | 'save-snapshot'
  | 'save-stash'
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
  /** Kinds of rows that an older version put aside. */
  stashed: readonly string[];
  copy: SecondCopy;
  space: SpaceGuard;
  incidents: Store<Incident[]>;
  keepNonce(nonce: string): void;
  /** Opens a new incarnation; resolves when everything works with it. */
  renew(cause: RenewRequest['cause']): Promise<void>;
};

type ReportedError = ReportRequest['errors'][number];
const ERRORS_MAX = 20;
const nothing = () => undefined;

/** What counts is what the disk says: another tab may have written this epoch already, or one between. */
async function isOfAnotherEpoch(journal: JournalDb, epoch: number): Promise<boolean> {
  const known = (await readMeta(journal, 'server'))?.epoch ?? null;
  return known !== null && known !== epoch;
}

/** What the effects of sync-core do on this device: requests, strict writes, and what they change. */
export class SyncActs {
  readonly unsent = new UnsentLedger();
  readonly startedAt: number;
  readonly #parts: SyncActsParts;
  readonly #sent = new Map<number, string[]>();
  /** Fetched and not saved yet. */
  #snapshot = '';
  /** The last address led to nothing: another worker had made that file. Pages of rows come from all. */
  #pagesOnly = false;
  #errors: ReportedError[] = [];
  #renewing: Promise<void> | null = null;
  /** The incarnation that the last hello spoke of: its gaps are this one's, even after a renewal. */
  #greeted = '';

  constructor(parts: SyncActsParts, records: readonly JournalRecord[]) {
    this.#parts = parts;
    this.startedAt = parts.clocks.read().wallMs;
    for (const record of records) this.unsent.note(record);
  }

  get remembered(): Remembered {
    const { server, identity, catalog, appVersion } = this.#parts;
    return {
      epoch: server.get().epoch,
      cursorEpoch: catalog.shelf.get().cursor?.epoch ?? null,
      revoked: identity.get().state === 'revoked',
      app: appVersion,
      kinds: PULL_KINDS,
      stashed: this.#parts.stashed,
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

  /** A record was committed: counted, and carried to the second copy without anybody waiting. */
  sealed(record: JournalRecord): void {
    this.unsent.note(record);
    this.#parts.copy.sealed(record);
    this.askForBackgroundSync();
  }

  /** The server has seen numbers of this incarnation that the journal has not: it went back. */
  async noteLoss(fromSeq: number): Promise<void> {
    const { incarnation } = this.#parts.identity.get().certificate;
    const losses = [{ incarnation, fromSeq, toSeq: null, cause: 'rolled-back' }];
    await this.noteIncident({ kind: 'journal-behind', detail: `from ${fromSeq}`, losses });
  }

  /** Records that came back out of the second copy. */
  recovered(records: readonly JournalRecord[]): void {
    this.#noted(records);
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

  /** `progress`: bytes of a file are coming, so nobody takes it for one that hangs. */
  async perform(effect: Performed, progress: () => void = nothing): Promise<Outcome> {
    switch (effect.type) {
      case 'hello':
        return this.#hello(effect);
      case 'push':
        return this.#push(effect);
      case 'report':
        return this.#report(effect.request);
      case 'pull':
        return this.#pull(effect);
      case 'fetch-snapshot':
        return this.#fetchSnapshot(effect, progress);
      case 'save-snapshot':
        return this.#saveSnapshot(effect);
      case 'save-hello':
        return this.#saveHello(effect);
      case 'save-results':
        return this.#saveResults(effect);
      case 'save-rows':
        return this.#saveRows(effect);
      case 'save-stash':
        await this.#parts.catalog.unstash(effect.kinds);
        return this.#saved(effect.request);
    }
  }

  async #hello(effect: Effect<'hello'>): Promise<Outcome> {
    this.#greeted = this.#parts.identity.get().certificate.incarnation;
    return sayHello(this.#parts, effect, (incarnation) => this.unsent.figures(incarnation));
  }

  /** One at a time; what fails is tried at the next hello, and selling goes on meanwhile (ID16). */
  async renew(cause: RenewRequest['cause']): Promise<void> {
    this.#renewing ??= this.#parts
      .renew(cause)
      .catch((fault: unknown) => this.noteError('RENEW_FAILED', String(fault)))
      .finally(() => {
        this.#renewing = null;
      });
    await this.#renewing;
  }

  async #push({ request, ops, bytes, skip, only, gzip }: Effect<'push'>): Promise<Outcome> {
    const { journal, ports } = this.#parts;
    const pending = await pendingRecords(journal, only === null ? ops + skip.length : undefined);
    const queue = (await this.#healed(pending)).map(({ operation }) => ({
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
    const operations = batch.map(({ operation }) => operation);
    const push = { incarnation: first.incarnation, ops: operations };
    const answer = await ports.push(push, { gzip });
    return { type: 'push-answered', request, sent, answer };
  }

  async #healed(records: JournalRecord[]): Promise<JournalRecord[]> {
    const { journal, copy } = this.#parts;
    const healed = await heal(journal, copy.disk, records);
    if (healed.incident) await this.noteIncident(healed.incident);
    return healed.records;
  }

  /** Keeps an incident of this device's storage; the server is told with the next round. */
  async noteIncident(given: Pick<Incident, 'kind' | 'detail'> & Partial<Incident>): Promise<void> {
    const { journal, identity, clocks, incidents } = this.#parts;
    const { incarnation } = identity.get().certificate;
    const base = { at: clocks.read().wallMs, incarnation, losses: [], forks: [] };
    incidents.set(await noteIncidents(journal, [{ ...base, ...given }]));
  }

  async #report(request: number): Promise<Outcome> {
    const { ports, identity, journal, incidents } = this.#parts;
    const errors = this.#errors;
    const unsaid = incidents.get().filter(({ reported }) => !reported);
    const { incarnation } = identity.get().certificate;
    const isUnsent = (life: string) => this.unsent.figures(life).count > 0;
    const answer = await ports.report(
      await reportOf(journal, incarnation, unsaid, errors, isUnsent),
    );
    // Not by their number: a full list has dropped sent ones for what came meanwhile.
    this.#errors = this.#errors.filter((error) => !errors.includes(error));
    if (unsaid.length > 0) incidents.set(await markReported(journal, unsaid));
    return { type: 'report-answered', request, answer };
  }

  async #pull({ request, fresh }: Effect<'pull'>): Promise<Outcome> {
    const { ports, catalog } = this.#parts;
    const answer = await ports.pull({
      cursor: fresh ? null : catalog.shelf.get().cursor,
      kinds: [...PULL_KINDS, ANY_KIND, ...(this.#pagesOnly ? [] : [SNAPSHOT_KIND])],
      limit: PULL_ROWS_MAX,
    });
    return { type: 'pull-answered', request, answer };
  }

  /** The text is kept until it is saved; its digest tells whether it is what the answer named. */
  async #fetchSnapshot(
    { request, snapshot }: Effect<'fetch-snapshot'>,
    progress: () => void,
  ): Promise<Outcome> {
    try {
      this.#snapshot = await this.#parts.ports.fetchSnapshot(snapshot.url, progress);
    } catch (fault) {
      this.#pagesOnly = fault instanceof PortError && fault.status === 404;
      throw fault;
    }
    const bytes = new TextEncoder().encode(this.#snapshot);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const digest = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { type: 'snapshot-fetched', request, digest };
  }

  async #saveSnapshot({ request, answer }: Effect<'save-snapshot'>): Promise<Outcome> {
    const snapshot = readSnapshot(this.#snapshot);
    this.#snapshot = '';
    await this.#keepSecrets(snapshot.rows);
    await this.#parts.catalog.applySnapshot(snapshot, answer.cursor, answer.more);
    return this.#saved(request);
  }

  async #saveHello(effect: Effect<'save-hello'>): Promise<Outcome> {
    const { journal, clocks, identity, server, catalog } = this.#parts;
    const { answer, request } = effect;
    const incarnation = this.#greeted;
    const nextIdentity = { ...identity.get(), state: answer.terminalState };
    const nextServer: ServerKnowledge = {
      lastServer: { serverMs: answer.serverTime, ...clocks.read() },
      epoch: answer.epoch,
      stableThrough: answer.stableThrough,
      minApp: answer.minApp,
      tenantStatus: answer.tenantStatus,
      forked: answer.forked,
    };
    let pruned: string[] = [];
    let turned = false;
    // First, so that no crash leaves a journal of the new epoch beside a cursor of the old one.
    if (await isOfAnotherEpoch(journal, answer.epoch)) await catalog.forgetFeed();
    const again = await journal.transaction('rw', journal.operations, journal.meta, async () => {
      const records: JournalRecord[] = [];
      if (await isOfAnotherEpoch(journal, answer.epoch)) {
        turned = true;
        records.push(...(await turnEpoch(journal, answer.epoch)));
      }
      await keepWithin(journal, answer);
      records.push(...(await offerAgain(journal, incarnation, effect.offerAgain)));
      for (const earlier of effect.offerEarlier) {
        records.push(...(await offerAgain(journal, earlier.incarnation, earlier.gaps)));
      }
      await writeMeta(journal, 'server', nextServer);
      await writeMeta(journal, 'identity', nextIdentity);
      pruned = await prune(journal, answer.serverTime, answer.stableThrough);
      return records;
    });
    if (turned || effect.newEpoch) catalog.forgetPosted();
    this.#parts.copy.pruned(pruned);
    this.#noted(again);
    server.set(nextServer);
    if (identity.get().state !== nextIdentity.state) identity.set(nextIdentity);
    if (nextIdentity.state === 'revoked') {
      await wipeStored(journal, catalog, this.#parts.copy);
    }
    return this.#saved(request);
  }

  async #saveResults({ request, epoch, results }: Effect<'save-results'>): Promise<Outcome> {
    const settled = await settleResults(this.#parts.journal, epoch, results);
    this.#parts.copy.erased(settled.filter(({ state }) => state === 'erased'));
    this.#noted(settled);
    return this.#saved(request);
  }

  /** Verifiers and outcomes go to the journal first: if the page dies between, the page of rows comes again. */
  async #saveRows({ request, answer, rows, stash, fresh }: Effect<'save-rows'>): Promise<Outcome> {
    const { journal, catalog } = this.#parts;
    await this.#keepSecrets(rows);
    const outcomes: FeedOutcome[] = rows.flatMap((row) =>
      row.kind === 'outcome' && row.data ? [row.data] : [],
    );
    const changed = await applyOutcomes(journal, answer.epoch, outcomes);
    if (!answer.more) this.#pagesOnly = false;
    await catalog.apply(rows, answer.cursor, { fresh, more: answer.more, stash });
    this.#parts.copy.erased(changed.filter(({ state }) => state === 'erased'));
    this.#noted(changed);
    return this.#saved(request);
  }

  /** What rows carry for the journal alone: verifiers of PINs, the key that exports go to. */
  async #keepSecrets(rows: readonly PullRow[]): Promise<void> {
    const { journal, keys } = this.#parts;
    const staff = rows.filter((row) => row.kind === 'staff');
    if (staff.length > 0) await keepPinVerifiers(journal, keys, staff);
    for (const row of rows) {
      const recoveryKey = row.kind === 'settings' ? row.data?.recoveryKey : undefined;
      if (recoveryKey) await writeMeta(journal, 'recoveryKey', recoveryKey);
    }
  }

  #noted(records: readonly JournalRecord[]): void {
    for (const record of records) this.unsent.note(record);
    this.#parts.catalog.noteOwn(records);
  }

  #saved(request: number): Outcome {
    return { type: 'saved', request, pending: this.unsent.figures().count };
  }
}
