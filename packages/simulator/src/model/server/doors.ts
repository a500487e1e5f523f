import type {
  Certificate,
  ErasedOperation,
  HelloAnswer,
  HelloRequest,
  Operation,
  PullAnswer,
  PullRequest,
  ReportRequest,
} from '@oson/contract';
import { heldFor, keepSaid, openMarks, take } from './take-back.ts';
import { beganAt, judge, pageOf, sealedCursor, type Snapshot, snapshotOf } from './give-rows.ts';
import type { ModelServer, Reply, Who } from './model-server.ts';
import { answered, refusalOf } from './model-server.ts';
import { takePush } from './take-push.ts';
import { change, emptyTenant, heldOf, type Incarnation, type TenantDb } from './tenant-db.ts';
import { type Act, RefusedRequest } from './transact.ts';

/** A request as the network delivers it; `key` stands for the signature. */
export type Call = {
  door: 'hello' | 'push' | 'pull' | 'report' | 'renew' | 'snapshot' | 'import';
  incarnation: string;
  key: string;
  input: unknown;
};
export type Bundle = {
  tenant: string;
  incarnation: string;
  signed: boolean;
  ops: (Operation | ErasedOperation)[];
};
export type Renewed = { incarnation: string; code: string; key: string };

/** The doors of the worker: who may pass, and what each answers. */
export class Doors {
  readonly #server: ModelServer;
  readonly #snapshots = new Map<string, Snapshot>();

  constructor(server: ModelServer) {
    this.#server = server;
  }

  /** Answers at once or after the transaction; not at all when the server dies meanwhile. */
  receive(call: Call, done: (reply: Reply) => void): void {
    const server = this.#server;
    if (server.clock.now < server.upAt) {
      return done({ status: 503, code: null, details: {}, body: null });
    }
    try {
      const who = this.#resolve(call);
      if (call.door === 'push') return this.#push(who, call, done);
      if (call.door === 'import') return this.#import(who, call.input as Bundle, done);
      done(answered(this.#answer(who, call)));
    } catch (error) {
      done(refusalOf(error));
    }
  }

  /** The row of the incarnation says who it is; nothing in the request does. */
  #resolve({ incarnation, key, door, input }: Call): Who {
    for (const db of this.#server.dbs.values()) {
      const life = db.incarnations.get(incarnation);
      const terminal = life && db.terminals.get(life.terminal);
      if (!life || !terminal) continue;
      if (life.key !== key) throw new RefusedRequest(401, 'SIGNATURE_WRONG');
      return { db, terminal, incarnation: life };
    }
    const { certificate } = (input ?? {}) as Partial<HelloRequest>;
    if (door !== 'hello' || !certificate || certificate.certificate.publicKey !== key) {
      throw new RefusedRequest(401, 'TERMINAL_UNKNOWN');
    }
    return this.takeBack(certificate.certificate);
  }

  /** RESTORE6: what a valid certificate names and we lack is made anew, unconfirmed. */
  takeBack(certificate: Certificate): Who {
    const { dbs } = this.#server;
    let db = dbs.get(certificate.tenantId);
    if (!db) {
      db = { ...emptyTenant(certificate.tenantId), recovered: true };
      dbs.set(certificate.tenantId, db);
    }
    return take(db, certificate);
  }

  #answer(who: Who, { door, input }: Call): unknown {
    switch (door) {
      case 'hello':
        return this.#hello(who, input as HelloRequest);
      case 'pull':
        return this.#pull(who, input as PullRequest);
      case 'report':
        return this.#report(who, input as ReportRequest);
      case 'renew':
        return this.renew(who, input as { key: string });
      case 'snapshot':
        return this.#snapshot(input as { url: string });
      default:
        throw new RefusedRequest(404, 'NOT_FOUND');
    }
  }

  #hello(who: Who, request: HelloRequest): HelloAnswer {
    const { db, terminal } = who;
    const server = this.#server;
    for (const { certificate } of request.earlier ?? []) {
      const old = certificate?.certificate;
      if (old && !db.incarnations.has(old.incarnation)) take(db, old);
    }
    if (request.cursor) this.#watch(db, request.cursor);
    const { count, sum } = request.pending;
    const { maxSeq } = request;
    const said = keepSaid(db, request);
    change(db.incarnations, request.incarnation, { pending: { count, sum, maxSeq } });
    const life = db.incarnations.get(request.incarnation);
    const waits = terminal.confirmed ? {} : { recovered: db.recovered ? 'tenant' : 'terminal' };
    return {
      epoch: db.epoch,
      serverTime: server.clock.now,
      held: heldOf(db, request.incarnation),
      head: db.n,
      stableThrough: server.stableThrough(),
      minApp: '1.0.0',
      admit: {
        batch: server.random.pick([50, 50, 10, 1]),
        delayMs: server.random.pick([0, 0, 200]),
      },
      terminalState: terminal.revoked ? 'revoked' : 'live',
      tenantStatus: db.status,
      forked: life?.forked ?? false,
      ...(said.length > 0 ? { said } : {}),
      earlierHeld: heldFor(db, terminal, request.earlier ?? []),
      ...(waits as Pick<HelloAnswer, 'recovered'>),
      gzip: true,
      nonce: 'nonce',
    };
  }

  /** A restore that nobody announced is found by a cursor of ours that we cannot have given. */
  #watch(db: TenantDb, cursor: NonNullable<PullRequest['cursor']>): void {
    if (judge(db, cursor, this.#server.secret) !== 'restored') return;
    db.epoch += 1;
    db.incidents.push({
      kind: 'restore',
      incarnation: null,
      fromSeq: 0,
      toSeq: 0,
      cause: 'cursor',
    });
  }

  #pull({ db, terminal }: Who, request: PullRequest): PullAnswer {
    const { secret, plan } = this.#server;
    if (terminal.revoked) throw new RefusedRequest(403, 'TERMINAL_REVOKED');
    if (!terminal.confirmed) throw new RefusedRequest(403, 'TERMINAL_UNCONFIRMED');
    if (db.status === 'closed') throw new RefusedRequest(403, 'TENANT_CLOSED');
    const asked = { ...request, pageRows: plan.pageRows };
    const { cursor } = request;
    if (cursor) this.#watch(db, cursor);
    const verdict = cursor ? judge(db, cursor, secret) : 'good';
    if (cursor && verdict === 'good') {
      const page = pageOf(db, terminal, asked, cursor.n, secret, beganAt(cursor));
      return { ...page, nonce: 'nonce' };
    }
    if (verdict === 'forged') {
      const { id } = terminal;
      db.incidents.push({
        kind: 'bad_cursor',
        incarnation: id,
        fromSeq: 0,
        toSeq: 0,
        cause: 'mac',
      });
    }
    if (plan.snapshots) return this.#pointTo(db, snapshotOf(db, terminal));
    const page = pageOf(db, terminal, asked, 0, secret, db.n);
    return { ...page, fromZero: true, nonce: 'nonce' };
  }

  #pointTo(db: TenantDb, file: Snapshot): PullAnswer {
    const url = `/snapshot/${db.tenant}/${db.epoch}/${db.n}/${this.#snapshots.size}`;
    this.#snapshots.set(url, file);
    const { digest } = file;
    const snapshot = { url, digest, rows: file.rows.length, bytes: file.rows.length * 100 };
    const cursor = sealedCursor(db, db.n, this.#server.secret, db.n);
    return { epoch: db.epoch, rows: [], cursor, more: true, snapshot, nonce: 'nonce' };
  }

  #snapshot({ url }: { url: string }): Snapshot {
    const file = this.#snapshots.get(url);
    if (!file) throw new RefusedRequest(410, 'NOT_FOUND');
    return file;
  }

  #report({ db }: Who, report: ReportRequest): { nonce: string } {
    for (const { incarnation, fromSeq, toSeq, cause } of report.losses) {
      const same = db.incidents.some(
        (each) =>
          each.incarnation === incarnation && each.fromSeq === fromSeq && each.kind === 'loss',
      );
      if (!same) db.incidents.push({ kind: 'loss', incarnation, fromSeq, toSeq, cause });
    }
    for (const { incarnation, lastSeq } of report.drained ?? []) {
      const life = db.incarnations.get(incarnation);
      if (life && life.lastSeq <= lastSeq) change(db.incarnations, incarnation, { drained: true });
    }
    return { nonce: 'nonce' };
  }

  /** Another life of the same terminal, with another key and code. */
  renew({ db, terminal }: Pick<Who, 'db' | 'terminal'>, { key }: { key: string }): Renewed {
    if (terminal.revoked) throw new RefusedRequest(403, 'TERMINAL_REVOKED');
    const { random, clock } = this.#server;
    const id = random.id(clock.now);
    const code = random.hex(4);
    // All of them: a profile that went back behind a renewal speaks as one that was followed before.
    for (const old of db.incarnations.values()) {
      if (old.terminal === terminal.id && old.followedBy === null) this.#follow(db, old, id);
    }
    db.incarnations.set(id, {
      id,
      terminal: terminal.id,
      key,
      code,
      forked: false,
      lastSeq: 0,
      pending: null,
      said: [],
      soldAt: 0,
      drained: false,
      followedBy: null,
    });
    return { incarnation: id, code, key };
  }

  /** CASE20: a life that was followed without having said that it owes nothing. */
  #follow(db: TenantDb, life: Incarnation, next: string): void {
    const { id: old } = life;
    change(db.incarnations, old, { followedBy: next });
    const told = life.pending !== null && life.pending.count === 0;
    const cause = told ? 'followed' : 'followed-owing';
    // Behind what is whole: one that went aside alone may lack below the newest that is held.
    const [first] = heldOf(db, old);
    const whole = first?.from === 1 ? first.to : 0;
    // And what a hello named under a number that another operation has taken.
    const fromSeq = Math.min(whole + 1, ...openMarks(db, life).map(({ seq }) => seq));
    db.incidents.push({ kind: 'loss', incarnation: old, fromSeq, toSeq: null, cause });
  }

  #push(who: Who, { input }: Call, done: (reply: Reply) => void): void {
    const { incarnation, ops } = input as {
      incarnation: string;
      ops: (Operation | ErasedOperation)[];
    };
    const { db, terminal } = who;
    const life = db.incarnations.get(incarnation);
    if (life?.terminal !== terminal.id || ops.some((op) => op.incarnation !== incarnation)) {
      throw new RefusedRequest(401, 'TERMINAL_UNKNOWN');
    }
    const cause = terminal.revoked ? 'revoked' : null;
    this.#server.run(db.tenant, this.#taken(who, ops, cause), done);
  }

  *#taken(
    { db, terminal }: Who,
    ops: readonly (Operation | ErasedOperation)[],
    quarantine: string | null,
  ): Act<unknown> {
    const { now, bytes, knownTypes, erased } = this.#server;
    const place = { db, from: terminal, now, bytes, knownTypes, erased, quarantine };
    const results = yield* takePush(place, ops);
    const { random } = this.#server;
    const admit = { batch: random.pick([50, 50, 7]), delayMs: random.pick([0, 0, 0, 300]) };
    return { epoch: db.epoch, results, admit, nonce: 'nonce' };
  }

  /** Whoever carries it, an export belongs to the incarnation that sealed it. */
  #import({ db, terminal }: Who, bundle: Bundle, done: (reply: Reply) => void): void {
    if (bundle.tenant !== db.tenant) throw new RefusedRequest(403, 'NOT_ALLOWED');
    const life = db.incarnations.get(bundle.incarnation);
    const owner = life && db.terminals.get(life.terminal);
    const verified = bundle.signed && owner !== undefined;
    const cause = verified ? (owner.revoked ? 'revoked' : null) : 'unsigned_import';
    const from = owner ?? terminal;
    const { incarnation } = bundle;
    const who = { db, terminal: from, incarnation: life ?? [...db.incarnations.values()][0]! };
    const act = this.#taken(who, bundle.ops, cause);
    this.#server.run(db.tenant, act, (reply) => {
      const results = (reply.body as { results?: unknown } | null)?.results;
      done(reply.status === 200 ? answered({ incarnation, results, verified }) : reply);
    });
  }
}
