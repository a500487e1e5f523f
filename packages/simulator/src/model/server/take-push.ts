import {
  type ErasedOperation,
  type Operation,
  type PushResult,
  sha256Hex,
  verifyOperation,
} from '@oson/contract';
import { type Books, type Decided, keysOf, put, readBody, WAIT_MS_MAX } from './apply.ts';
import { change, type StoredOp, type Terminal, type TenantDb } from './tenant-db.ts';
import {
  type Act,
  lock,
  mark,
  MomentFault,
  OperationFault,
  RefusedRequest,
  unlock,
} from './transact.ts';

type Offered = Operation | ErasedOperation;

/** What a push needs of its surroundings. */
export type PushPlace = {
  db: TenantDb;
  from: Terminal;
  now: () => number;
  bytes: () => string;
  knownTypes: ReadonlySet<string>;
  /** Digests of bodies that were erased, kept outside the backup. */
  erased: ReadonlySet<string>;
  /** Quarantines everything, with this cause. */
  quarantine: string | null;
};

const TRIES = 3;

/** SRV1: one transaction for all; if one is at fault, each in its own. */
export function* takePush(place: PushPlace, ops: readonly Offered[]): Act<PushResult[]> {
  yield mark('received');
  for (let attempt = 1; ; attempt++) {
    try {
      return yield* inOne(place, ops, false);
    } catch (fault) {
      if (fault instanceof OperationFault) break;
      if (!(fault instanceof MomentFault)) throw fault;
      if (attempt === TRIES) throw new RefusedRequest(503, 'BUSY', { delayMs: 2000 });
    }
  }
  const results: PushResult[] = [];
  for (const op of ops) results.push(...(yield* alone(place, op)));
  return results;
}

function* alone(place: PushPlace, op: Offered): Act<PushResult[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return yield* inOne(place, [op], true);
    } catch (fault) {
      if (!(fault instanceof MomentFault)) throw fault;
      if (attempt === TRIES) throw new RefusedRequest(503, 'BUSY', { delayMs: 2000 });
    }
  }
}

function* inOne(place: PushPlace, ops: readonly Offered[], single: boolean): Act<PushResult[]> {
  const { db } = place;
  for (const incarnation of new Set(ops.map((op) => op.incarnation)))
    yield lock(`place:${incarnation}`);
  const known = new Map(ops.map((op) => [op.opId, db.ops.get(op.opId)]));
  yield mark('op-inserted');
  const decided = decide(place, ops, single);
  const work = [...decided, ...awaited(place, decided)];
  const posted = work.filter(({ state }) => state === 'posted');
  const keys = new Set(posted.flatMap(({ op, from }) => keysOf(withNew(db, work), op, from.store)));
  for (const key of [...keys].sort()) yield lock(`stock:${key}`);
  yield mark('stock-locked');
  const stock = new Map([...keys].map((key) => [key, quantityOf(db, key)]));
  yield mark('rows-written');
  yield mark('before-counter');
  yield lock('counter');
  const books: Books = { db, stock, n: db.n + 1, now: place.now(), bytes: place.bytes };
  yield mark('before-commit');
  commit(books, work);
  yield unlock;
  yield mark('committed');
  yield mark('before-reply');
  return ops.map((op) => resultOf(place, op, known.get(op.opId)));
}

function quantityOf(db: TenantDb, key: string): number {
  return (db.rows.get(`stock:${key}`)?.data.quantity as number | undefined) ?? 0;
}

/** A void may come with its sale in one push: for the locks both count as there. */
function withNew(db: TenantDb, work: readonly Decided[]): TenantDb {
  const ops = new Map(db.ops);
  for (const { op, from } of work) {
    if (ops.has(op.opId)) continue;
    ops.set(op.opId, { op, store: from.store } as StoredOp);
  }
  return { ...db, ops };
}

/** Everything of a transaction becomes visible at once. */
export function commit(books: Books, work: readonly Decided[]): void {
  if (work.length === 0) return;
  books.db.n = books.n;
  books.db.bytes.set(books.n, books.bytes());
  for (const each of work) put(books, each);
  for (const { op, flags } of work) if (flags.includes('fork')) noteFork(books.db, op);
}

function noteFork(db: TenantDb, { incarnation, seq }: Offered): void {
  change(db.incarnations, incarnation, { forked: true });
  db.incidents.push({ kind: 'fork', incarnation, fromSeq: seq, toSeq: seq, cause: 'fork' });
}

function decide(place: PushPlace, ops: readonly Offered[], single: boolean): Decided[] {
  const decided: Decided[] = [];
  const taken = new Set<string>();
  const here = new Set(ops.map((op) => op.opId));
  for (const op of ops) {
    const known = place.db.ops.get(op.opId);
    if (known || taken.has(op.opId)) {
      if (known && known.op.hash !== op.hash) reused(place.db, op);
      continue;
    }
    taken.add(op.opId);
    decided.push(decideOne(place, op, here, single));
  }
  return decided;
}

/** The first stands; the second is kept raw. */
function reused(db: TenantDb, op: Offered): void {
  if (db.raw.some(({ opId }) => opId === op.opId)) return;
  db.raw.push({ opId: op.opId, cause: 'id_reused' });
  const { incarnation, seq } = op;
  db.incidents.push({
    kind: 'id_reused',
    incarnation,
    fromSeq: seq,
    toSeq: seq,
    cause: 'id_reused',
  });
}

function decideOne(
  place: PushPlace,
  op: Offered,
  here: ReadonlySet<string>,
  single: boolean,
): Decided {
  const { db, from } = place;
  const flags: string[] = [];
  const place1 = db.places.get(op.incarnation)?.get(op.seq);
  if (place1 !== undefined && place1 !== op.opId) flags.push('fork');
  const base = { op, from, isNew: true, cause: null, flags };
  if (!verifyOperation(op).ok) return { ...base, state: 'quarantined', cause: 'hash' };
  const erased = op.body === undefined || place.erased.has(sha256Hex(op.body));
  if (erased) return { ...base, op: withoutBody(op), state: 'erased' };
  if (place.quarantine) return { ...base, state: 'quarantined', cause: place.quarantine };
  try {
    const body = readBody(op as Operation, place.knownTypes);
    const waits = op.type === 'void' && mustWait(place, op, String(body.saleOpId), here);
    return { ...base, state: waits ? 'waiting' : 'posted' };
  } catch (fault) {
    if (!(fault instanceof OperationFault) || !single) throw fault;
    return { ...base, state: 'quarantined', cause: fault.message };
  }
}

function withoutBody(op: Offered): ErasedOperation {
  if (op.body === undefined) return op;
  const { body, ...rest } = op;
  return { ...rest, bodyDigest: sha256Hex(body) };
}

function mustWait(
  { db }: PushPlace,
  op: Offered,
  saleOpId: string,
  here: ReadonlySet<string>,
): boolean {
  if (here.has(saleOpId)) return false;
  const sale = db.ops.get(saleOpId);
  if (sale) return sale.state === 'waiting';
  return !isLost(db, op);
}

/** A loss that covers everything before: the referent will not come any more. */
function isLost(db: TenantDb, { incarnation, seq }: Offered): boolean {
  return db.incidents.some(
    (each) =>
      each.kind === 'loss' &&
      each.incarnation === incarnation &&
      each.toSeq !== null &&
      each.fromSeq < seq &&
      each.toSeq >= seq - 1,
  );
}

/** What waited for an operation of this transaction, or has waited long enough. */
function awaited(place: PushPlace, decided: readonly Decided[]): Decided[] {
  const { db, now } = place;
  const arriving = new Set(decided.map(({ op }) => op.opId));
  const found: Decided[] = [];
  for (const { op, state, at, terminal } of db.ops.values()) {
    if (state !== 'waiting' || op.body === undefined) continue;
    const { saleOpId } = JSON.parse(op.body) as { saleOpId: string };
    const late = now() - at > WAIT_MS_MAX || isLost(db, op);
    if (!arriving.has(saleOpId) && !db.ops.has(saleOpId) && !late) continue;
    const from = db.terminals.get(terminal);
    if (!from) continue;
    const flags = late && !arriving.has(saleOpId) ? ['referent-missing'] : [];
    found.push({ op, from, isNew: false, state: 'posted', cause: null, flags });
  }
  return found;
}

function resultOf(
  { db, now }: PushPlace,
  { opId, hash }: Offered,
  before: StoredOp | undefined,
): PushResult {
  const stored = db.ops.get(opId) as StoredOp;
  const rest = { flags: [...stored.flags] as PushResult['flags'], corrections: [] };
  const n = stored.n === null ? {} : { n: stored.n };
  if (before && before.op.hash !== hash) {
    return { opId, r: 'replayed', is: 'quarantined', ...rest, at: now() };
  }
  const r = before || stored.state === 'rejected' ? 'replayed' : firstAnswer(stored.state);
  return { opId, r, is: stored.state, ...n, ...rest, at: now() };
}

function firstAnswer(state: StoredOp['state']): PushResult['r'] {
  if (state === 'erased' || state === 'rejected') return 'posted';
  return state;
}
