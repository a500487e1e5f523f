import type { ErasedOperation, Operation, OperationState } from '@oson/contract';
import { change, type FeedRow, type StoredOp, type Terminal, type TenantDb } from './tenant-db.ts';
import { OperationFault } from './transact.ts';

const HOUR_MS = 3_600_000;
export const WAIT_MS_MAX = 35 * 24 * HOUR_MS;

type SaleText = {
  lines: { sku: string; quantity: number }[];
  total: number;
  receipt: string;
  owner: string;
};
type VoidText = { saleOpId: string };

/** What is to be done with one operation in a transaction. */
export type Decided = {
  op: Operation | ErasedOperation;
  from: Terminal;
  isNew: boolean;
  state: OperationState;
  cause: string | null;
  flags: string[];
};

/** A transaction as far as its rows: stock that was read under locks, and what is to be written. */
export type Books = {
  db: TenantDb;
  stock: Map<string, number>;
  n: number;
  now: number;
  /** Draws the bytes that are stored with the change. */
  bytes: () => string;
};

/** The body of an operation. An OperationFault when nobody can read it. */
export function readBody(op: Operation, known: ReadonlySet<string>): Record<string, unknown> {
  if (!known.has(op.type)) throw new OperationFault(op.opId, 'type_unknown', true);
  let body: unknown;
  try {
    body = JSON.parse(op.body);
  } catch {
    throw new OperationFault(op.opId, 'parse', false);
  }
  const read = body as Record<string, unknown>;
  if (read.poison === true) throw new OperationFault(op.opId, 'parse', false);
  return read;
}

/** Stock rows that an operation touches, for locking in order. */
export function keysOf(db: TenantDb, op: Operation | ErasedOperation, store: string): string[] {
  if (op.body === undefined) return [];
  const body = JSON.parse(op.body) as Partial<SaleText & VoidText>;
  if (op.type === 'void') {
    const sale = db.ops.get(body.saleOpId ?? '');
    return sale?.op.body === undefined ? [] : keysOf(db, sale.op, sale.store);
  }
  return (body.lines ?? []).map(({ sku }) => `${store}:${sku}`);
}

/** Puts one decided operation into the books, with everything that follows from it. */
export function put(books: Books, decided: Decided): StoredOp {
  const { db, n, now } = books;
  const { op, from, isNew } = decided;
  const flags = [...decided.flags];
  if (decided.state === 'posted') flags.push(...postings(books, decided));
  const life = db.incarnations.get(op.incarnation);
  const soldAt = Math.min(now, Math.max(life?.soldAt ?? 0, op.wallMs));
  if (Math.abs(soldAt - op.wallMs) > 300_000) flags.push('clock');
  const stored: StoredOp = {
    op,
    terminal: from.id,
    store: from.store,
    state: decided.state,
    cause: decided.cause,
    n: decided.state === 'posted' ? n : null,
    flags,
    at: isNew ? now : (db.ops.get(op.opId)?.at ?? now),
    soldAt: isNew ? soldAt : (db.ops.get(op.opId)?.soldAt ?? soldAt),
  };
  db.ops.set(op.opId, stored);
  if (isNew) take(db, stored, soldAt);
  else tellTerminal(books, stored);
  return stored;
}

/** The number in the chain that it claims; a second claim is a fork. */
function take(db: TenantDb, { op }: StoredOp, soldAt: number): void {
  let places = db.places.get(op.incarnation);
  if (!places) {
    places = new Map();
    db.places.set(op.incarnation, places);
  }
  if (!places.has(op.seq)) places.set(op.seq, op.opId);
  const life = db.incarnations.get(op.incarnation);
  const lastSeq = Math.max(life?.lastSeq ?? 0, op.seq);
  change(db.incarnations, op.incarnation, { soldAt, lastSeq });
}

function postings(books: Books, { op, from }: Decided): string[] {
  if (op.body === undefined) return [];
  const body = JSON.parse(op.body) as Record<string, unknown>;
  switch (op.type) {
    case 'sale':
    case 'gift.sale':
      return postSale(books, op.opId, body as unknown as SaleText, from.store, 1);
    case 'void':
      return postVoid(books, op.opId, body as unknown as VoidText);
    default:
      return [];
  }
}

function postSale(
  books: Books,
  opId: string,
  sale: SaleText,
  store: string,
  sign: 1 | -1,
): string[] {
  const flags = new Set<string>();
  for (const { sku, quantity } of sale.lines) {
    const key = `${store}:${sku}`;
    const delta = -sign * quantity;
    const row = books.db.rows.get(`stock:${key}`);
    if (!row) {
      flags.add('unknown-sku');
      continue;
    }
    const after = (books.stock.get(key) ?? 0) + delta;
    books.stock.set(key, after);
    const counted = row.data.counted === true;
    books.db.movements.push({ by: opId, key, delta, n: books.n, counted });
    writeRow(books, { ...row, data: { ...row.data, quantity: after, n: books.n } });
    if (sign === 1 && counted && after < 0) flags.add('oversell');
  }
  if (sign === 1) {
    const number = `${store}:${sale.receipt}`;
    if (books.db.receipts.has(number)) flags.add('receipt-number-repeated');
    else books.db.receipts.set(number, opId);
  }
  books.db.revenue += sign * sale.total;
  return [...flags];
}

function postVoid(books: Books, opId: string, { saleOpId }: VoidText): string[] {
  const { db } = books;
  const sale = db.ops.get(saleOpId);
  if (sale?.state !== 'posted' || sale.op.body === undefined) return ['referent-missing'];
  if (db.voided.has(saleOpId)) return ['returned-twice'];
  db.voided.set(saleOpId, opId);
  const sold = JSON.parse(sale.op.body) as SaleText;
  postSale(books, opId, sold, sale.store, -1);
  return [];
}

/** A later change of state reaches the terminal as a row of the feed. */
function tellTerminal(books: Books, { op, terminal, state, flags }: StoredOp): void {
  const { opId } = op;
  const data = { opId, is: state, n: books.n, flags };
  const row = { kind: 'outcome', id: opId, version: 0, data, store: null, terminal };
  writeRow(books, row);
}

/** Every change of a row carries the number of its transaction. */
export function writeRow(books: Books, row: FeedRow): void {
  books.db.rows.set(`${row.kind}:${row.id}`, { ...row, version: books.n });
}
