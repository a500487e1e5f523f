import {
  SNAPSHOT_KIND,
  type Certificate,
  type HelloAnswer,
  type HelloRequest,
  type ErasedOperation,
  type Operation,
  type OperationState,
  type PullAnswer,
  type PullRequest,
  type PullRow,
  type PushAnswer,
  type PushRequest,
  type RenewAnswer,
  type RenewRequest,
  type ReportRequest,
} from '@oson/contract';
import { rangesOf } from '@oson/sync-core';
import { PortError, type SyncPorts } from '../ports.ts';

/**
 * A server in memory that stores what it is sent, as the protocol says: known operations are
 * replayed, the feed pages by n. `cut` loses requests, `cutAnswers` loses answers after the storing.
 */
export class TestServer {
  readonly stored = new Map<string, { operation: Operation | ErasedOperation; n: number }>();
  readonly pushes: PushRequest[] = [];
  readonly hellos: HelloRequest[] = [];
  rows: PullRow[] = [];
  epoch = 1;
  n = 0;
  serverMs = 1_763_700_000_000;
  stableThrough = 0;
  state: HelloAnswer['terminalState'] = 'live';
  /** The text of a snapshot, where the test has one. */
  snapshot = '';
  cut = false;
  cutAnswers = 0;
  /** Pulls alone get no answer. */
  cutPulls = false;
  /** What pushed operations turn out to be. */
  becomes: OperationState = 'posted';
  lastSaid: HelloAnswer['lastSaid'];
  readonly pulls: PullRequest[] = [];
  forked = false;
  reports: ReportRequest[] = [];

  /** What a terminal talks to. */
  ports(): SyncPorts {
    const answer = async <T>(make: () => T): Promise<T> => {
      await Promise.resolve();
      if (this.cut) throw new PortError(null, null);
      const made = make();
      if (this.cutAnswers > 0) {
        this.cutAnswers -= 1;
        throw new PortError(null, null);
      }
      return made;
    };
    return {
      hello: (request) => answer(() => this.#hello(request)),
      push: (request) => answer(() => this.#push(request)),
      pull: (request) => {
        this.pulls.push(request);
        if (this.cutPulls) return Promise.reject(new PortError(null, null));
        return answer(() => this.#pull(request));
      },
      fetchSnapshot: (_url, progress) => {
        progress();
        if (this.strangeSnapshot) return Promise.reject(new PortError(404, 'NOT_FOUND'));
        return answer(() => this.snapshot);
      },
      report: (request) =>
        answer(() => {
          this.reports.push(request);
          return { nonce: 'nonce' };
        }),
      goLive: () => answer(() => ({ terminalState: 'live', staffId: 'owner', nonce: 'nonce' })),
      renew: (request) => answer(() => this.renew(request)),
      importBundle: () => Promise.reject(new PortError(404, 'NOT_FOUND')),
    };
  }

  /** Loses everything from this feed position on, as a restore from a backup does. */
  restoreTo(n: number): void {
    for (const [opId, kept] of this.stored) if (kept.n > n) this.stored.delete(opId);
    this.n = n;
  }

  /** New incarnations, counted. */
  renewals: RenewRequest[] = [];
  certificate: Certificate | null = null;

  renew(request: RenewRequest): RenewAnswer {
    this.renewals.push(request);
    if (!this.certificate) throw new PortError(404, 'NOT_FOUND');
    const incarnation = `${this.certificate.incarnation}-${this.renewals.length}`;
    const terminalCode = `R${this.renewals.length}`;
    const certificate = { ...this.certificate, incarnation, terminalCode };
    this.forked = false;
    return { certificate, signature: 'signature', nonce: 'nonce', practice: false };
  }

  #hello(request: HelloRequest): HelloAnswer {
    this.hellos.push(request);
    const heldOf = (incarnation: string) =>
      rangesOf(
        [...this.stored.values()]
          .filter(({ operation }) => operation.incarnation === incarnation)
          .map(({ operation }) => ({ seq: operation.seq, hash: operation.hash }))
          .sort((a, b) => a.seq - b.seq),
      );
    const earlierHeld = (request.earlier ?? []).map(({ incarnation }) => {
      return { incarnation, held: heldOf(incarnation) };
    });
    return {
      earlierHeld,
      epoch: this.epoch,
      serverTime: this.serverMs,
      held: heldOf(request.incarnation),
      head: this.n,
      stableThrough: this.stableThrough,
      minApp: '0',
      admit: { batch: 50, delayMs: 0 },
      terminalState: this.state,
      tenantStatus: 'active',
      forked: this.forked,
      ...(this.lastSaid && { lastSaid: this.lastSaid }),
      nonce: 'nonce',
    };
  }

  #push(request: PushRequest): PushAnswer {
    this.pushes.push(request);
    const results = request.ops.map((operation) => {
      const known = this.stored.get(operation.opId);
      const n = known?.n ?? ++this.n;
      this.stored.set(operation.opId, { operation, n });
      return {
        opId: operation.opId,
        r: known ? ('replayed' as const) : ('posted' as const),
        is: this.becomes,
        n,
        flags: [],
        corrections: [],
        at: this.serverMs,
      };
    });
    return { epoch: this.epoch, results, admit: { batch: 50, delayMs: 0 }, nonce: 'nonce' };
  }

  /** Another worker's file: its address leads nowhere here. */
  strangeSnapshot = false;

  #pull({ cursor: sent, kinds }: PullRequest): PullAnswer {
    const from = sent?.n ?? 0;
    const rows = this.rows.filter((row) => row.version > from);
    const cursor = { epoch: this.epoch, n: this.n, check: `check-${this.n}` };
    const answer = { epoch: this.epoch, rows, cursor, more: false, nonce: 'nonce' };
    if (from > 0 || !this.strangeSnapshot || !kinds.includes(SNAPSHOT_KIND)) return answer;
    const snapshot = { url: '/gone', digest: 'd', rows: 1, bytes: 1 };
    return { ...answer, rows: [], fromZero: true, snapshot };
  }
}
