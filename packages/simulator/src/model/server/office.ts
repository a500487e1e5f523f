import { sha256Hex } from '@oson/contract';
import { type Books, type Decided, keysOf, writeRow } from './apply.ts';
import { commit } from './take-push.ts';
import type { ModelServer } from './model-server.ts';
import { change, type FeedRow, type StoredOp, type Terminal, type TenantDb } from './tenant-db.ts';
import { type Act, lock, mark, unlock } from './transact.ts';

/** What people do in the office, each in a transaction like any other. */
export class Office {
  readonly #server: ModelServer;

  constructor(server: ModelServer) {
    this.#server = server;
  }

  /** A new or changed row of master data. */
  write(tenant: string, row: Omit<FeedRow, 'version'>): void {
    this.#do(tenant, (db) => this.#written(db, row));
  }

  *#written(db: TenantDb, row: Omit<FeedRow, 'version'>): Act<unknown> {
    yield mark('rows-written');
    yield lock('counter');
    const books = this.#books(db, new Map());
    yield mark('before-commit');
    this.#count(books);
    writeRow(books, { ...row, version: books.n });
    yield unlock;
    return null;
  }

  /** Master data is never deleted without a trace: the tombstone travels like a row. */
  remove(tenant: string, key: string): void {
    this.#do(tenant, (db) => this.#removed(db, key));
  }

  *#removed(db: TenantDb, key: string): Act<unknown> {
    yield lock('counter');
    yield mark('before-commit');
    const row = db.rows.get(key);
    if (!row || row.deleted) return null;
    const books = this.#books(db, new Map());
    this.#count(books);
    writeRow(books, { ...row, deleted: true, data: {} });
    yield unlock;
    return null;
  }

  /** Changes and tombstones of long ago are forgotten. */
  compact(tenant: string): void {
    const db = this.#server.dbs.get(tenant);
    if (!db) return;
    db.oldest = db.n;
    for (const [key, row] of db.rows) if (row.deleted) db.rows.delete(key);
  }

  /** Goods come in: a movement like any, and the SKU is counted from then on. */
  receive(tenant: string, key: string, quantity: number): void {
    this.#do(tenant, (db) => this.#received(db, key, quantity));
  }

  *#received(db: TenantDb, key: string, quantity: number): Act<unknown> {
    yield lock(`stock:${key}`);
    yield mark('stock-locked');
    const before = db.rows.get(`stock:${key}`)?.data.quantity as number | undefined;
    yield lock('counter');
    const books = this.#books(db, new Map());
    yield mark('before-commit');
    this.#count(books);
    const after = (before ?? 0) + quantity;
    const [store = ''] = key.split(':');
    const data = { quantity: after, counted: true, n: books.n, owner: db.tenant };
    writeRow(books, { kind: 'stock', id: key, version: 0, data, store, terminal: null });
    db.movements.push({ by: 'office', key, delta: quantity, n: books.n, counted: true });
    yield unlock;
    return null;
  }

  /** Quarantined operations are put right: by an owner's click, a repair, or a new version. */
  settle(tenant: string, which: (stored: StoredOp) => boolean): void {
    const db = this.#server.dbs.get(tenant);
    if (!db) return;
    for (const stored of db.ops.values()) {
      if (stored.state !== 'quarantined' || !which(stored)) continue;
      this.#do(tenant, (now) => this.#settled(now, stored.op.opId));
    }
  }

  *#settled(db: TenantDb, opId: string): Act<unknown> {
    const stored = db.ops.get(opId);
    const from = stored && ownerOf(db, stored);
    if (!from) return null;
    yield lock(`place:${stored.op.incarnation}`);
    const keys = [...new Set(keysOf(db, stored.op, from.store))].sort();
    for (const key of keys) yield lock(`stock:${key}`);
    yield lock('counter');
    const still = db.ops.get(opId);
    if (still?.state !== 'quarantined') return null;
    const read = (key: string) => (db.rows.get(`stock:${key}`)?.data.quantity as number) ?? 0;
    const books = this.#books(db, new Map(keys.map((key) => [key, read(key)])));
    yield mark('before-commit');
    const decided: Decided = {
      op: still.op,
      from,
      isNew: false,
      state: still.op.body === undefined ? 'erased' : 'posted',
      cause: null,
      flags: [...still.flags],
    };
    commit(books, [decided]);
    yield unlock;
    return null;
  }

  /** The owner looks at a terminal that was taken back. */
  confirm(tenant: string): void {
    const db = this.#server.dbs.get(tenant);
    if (!db) return;
    db.recovered = false;
    for (const id of db.terminals.keys()) change(db.terminals, id, { confirmed: true });
  }

  /** A person's data are erased: the body goes, its digest stays outside the backup. */
  erase(tenant: string, opId: string, digest: string): void {
    this.#server.erased.add(digest);
    this.#do(tenant, (db) => this.#erased(db, opId, digest));
  }

  /** An erasure that the server died under is done again: its digest was written first. */
  eraseRest(tenant: string): void {
    for (const [opId, { op }] of this.#server.dbs.get(tenant)?.ops ?? []) {
      if (op.type !== 'customer.create' || op.body === undefined) continue;
      const digest = sha256Hex(op.body);
      if (this.#server.erased.has(digest)) this.erase(tenant, opId, digest);
    }
  }

  *#erased(db: TenantDb, opId: string, digest: string): Act<unknown> {
    const stored = db.ops.get(opId);
    if (!stored || stored.op.body === undefined) return null;
    yield lock(`place:${stored.op.incarnation}`);
    yield lock('counter');
    const from = db.terminals.get(stored.terminal);
    if (!from) return null;
    const { body: _body, ...rest } = stored.op;
    const op = { ...rest, bodyDigest: digest };
    const books = this.#books(db, new Map());
    yield mark('before-commit');
    commit(books, [{ op, from, isNew: false, state: 'erased', cause: null, flags: [] }]);
    yield unlock;
    return null;
  }

  #do(tenant: string, act: (db: TenantDb) => Act<unknown>): void {
    const db = this.#server.dbs.get(tenant);
    if (!db || this.#server.clock.now < this.#server.upAt) return;
    this.#server.run(tenant, act(db), () => undefined);
  }

  #books(db: TenantDb, stock: Map<string, number>): Books {
    const { now, bytes } = this.#server;
    return { db, stock, n: db.n + 1, now: now(), bytes };
  }

  #count(books: Books): void {
    books.db.n = books.n;
    books.db.bytes.set(books.n, books.bytes());
  }
}

/** Whose operation it is: the terminal that sealed it, not the one that carried it here. */
function ownerOf(db: TenantDb, { op, terminal }: StoredOp): Terminal | undefined {
  const sealer = db.incarnations.get(op.incarnation)?.terminal;
  return db.terminals.get(sealer ?? terminal);
}
