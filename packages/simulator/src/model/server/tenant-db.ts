import type {
  ErasedOperation,
  Operation,
  OperationState,
  SaidMark,
  SeqRange,
} from '@oson/contract';

export type StoredOp = {
  op: Operation | ErasedOperation;
  terminal: string;
  store: string;
  state: OperationState;
  cause: string | null;
  n: number | null;
  flags: readonly string[];
  at: number;
  soldAt: number;
};

export type FeedRow = {
  kind: string;
  id: string;
  version: number;
  deleted?: true;
  data: Readonly<Record<string, unknown>>;
  /** Whose terminals see it; null = all of the tenant. */
  store: string | null;
  terminal: string | null;
};

export type Movement = { by: string; key: string; delta: number; n: number; counted: boolean };

export type Incarnation = {
  id: string;
  terminal: string;
  key: string;
  code: string;
  forked: boolean;
  lastSeq: number;
  pending: { count: number; sum: number; maxSeq: number } | null;
  /** Ends of its journal that hellos named and that what is held does not prove yet. */
  said: readonly SaidMark[];
  soldAt: number;
  drained: boolean;
  followedBy: string | null;
};

export type Incident = {
  kind: 'fork' | 'loss' | 'bad_cursor' | 'restore' | 'id_reused' | 'storage';
  incarnation: string | null;
  fromSeq: number;
  /** null: nobody knows how far. */
  toSeq: number | null;
  cause: string;
};

export type Terminal = {
  id: string;
  store: string;
  storeCode: string;
  revoked: boolean;
  /** false: taken back by its certificate and waiting for the owner. */
  confirmed: boolean;
};

/**
 * Everything that the model's server knows of one tenant, as a database would hold it. Values are
 * never changed in place, so a backup is a copy of the maps.
 */
export type TenantDb = {
  tenant: string;
  status: 'active' | 'suspended' | 'closed';
  recovered: boolean;
  epoch: number;
  n: number;
  /** Random bytes that were stored with each change. */
  bytes: Map<number, string>;
  /** Changes up to here have been forgotten; a cursor below needs everything anew. */
  oldest: number;
  terminals: Map<string, Terminal>;
  incarnations: Map<string, Incarnation>;
  ops: Map<string, StoredOp>;
  /** By incarnation, by seq: the first operation that claimed the number. */
  places: Map<string, Map<number, string>>;
  /** Bytes that could not take their place: another hash under a known id. */
  raw: { opId: string; cause: string }[];
  rows: Map<string, FeedRow>;
  movements: Movement[];
  receipts: Map<string, string>;
  /** Sum of all that was posted, tiyin. */
  revenue: number;
  voided: Map<string, string>;
  incidents: Incident[];
};

export function emptyTenant(tenant: string): TenantDb {
  return {
    tenant,
    status: 'active',
    recovered: false,
    epoch: 1,
    n: 0,
    bytes: new Map(),
    oldest: 0,
    terminals: new Map(),
    incarnations: new Map(),
    ops: new Map(),
    places: new Map(),
    raw: [],
    rows: new Map(),
    movements: [],
    receipts: new Map(),
    revenue: 0,
    voided: new Map(),
    incidents: [],
  };
}

/** A backup of one tenant. */
export function copyOf(db: TenantDb): TenantDb {
  const places = new Map([...db.places].map(([id, seqs]) => [id, new Map(seqs)]));
  return {
    ...db,
    bytes: new Map(db.bytes),
    terminals: new Map(db.terminals),
    incarnations: new Map(db.incarnations),
    ops: new Map(db.ops),
    places,
    raw: [...db.raw],
    rows: new Map(db.rows),
    movements: [...db.movements],
    receipts: new Map(db.receipts),
    voided: new Map(db.voided),
    incidents: [...db.incidents],
  };
}

/** The ranges that are really there, from the places themselves. */
export function heldOf(db: TenantDb, incarnation: string): SeqRange[] {
  const places = db.places.get(incarnation);
  if (!places) return [];
  const ranges: SeqRange[] = [];
  for (const seq of [...places.keys()].sort((a, b) => a - b)) {
    const hash = db.ops.get(places.get(seq) as string)?.op.hash ?? '';
    const last = ranges.at(-1);
    if (last && last.to === seq - 1) {
      last.to = seq;
      last.hash = hash;
    } else ranges.push({ from: seq, to: seq, hash });
  }
  return ranges;
}

/** Changes a terminal's or incarnation's row. */
export function change<T>(rows: Map<string, T>, id: string, over: Partial<T>): void {
  const row = rows.get(id);
  if (row) rows.set(id, { ...row, ...over });
}
