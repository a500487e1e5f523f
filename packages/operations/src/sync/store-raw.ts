import { firstPrevHash, sha256Hex } from '@oson/contract';
import { parseOperation } from '@oson/contract/schema';
import { arrayOf, idSet, Prisma, rowSet, type SqlTx } from '@oson/db';
import { isClockSuspect, soldAtMs } from '@oson/domain';
import { addToHeld, breaksWhatFollows, completeTo, type HeldSeq } from './held-ranges.ts';
import { isPersonal } from './is-personal.ts';
import type { Place } from './place.ts';
import { iso } from './posting.ts';
import { isPracticeBody } from './read-operation.ts';
import { checkSealed, type Sealed, type Whole } from './sealed-bytes.ts';
import type { StoredOperation } from './stored-operation.ts';
import { runInTurn } from './write-set.ts';

/** What an operation of a push is, by itself: before anything is made of it. */
export type Offered = { opId: string; raw: unknown };
export type RawQuarantine = {
  opId: string;
  cause: 'envelope' | 'hash' | 'id_reused';
  error: string;
  type: string;
  raw: string;
  /** Known when the envelope could be read. */
  held: HeldSeq | null;
};
export type Sorted = {
  fresh: StoredOperation[];
  /** Known with the same hash: replayed. */
  known: string[];
  /** Bytes that find no place in op_log; `isNew` when they came for the first time. */
  astray: (RawQuarantine & { isNew: boolean })[];
  /** Operations of this incarnation wait for a sale. */
  hasWaiting: boolean;
  /** The rows of what is fresh, on their way: nothing may commit before. */
  written: Promise<unknown>;
};

/** What is offered, judged by its envelopes alone, and what the database has around it. */
export type Looked = {
  astray: RawQuarantine[];
  /** In order of `seq`. */
  whole: Sealed[];
  neighbours: Promise<NeighbourRow>;
};

type NeighbourRow = {
  has_waiting: boolean;
  known: { opId: string; hash: string }[];
  before: {
    seq: number;
    priorSeq: number | null;
    priorMs: number | null;
    priorHash: string | null;
  }[];
  taken: number[];
};

/**
 * Judges what is offered and asks what stands around it. The question may travel right behind the
 * statement that locks the incarnation: it is answered under that lock.
 */
export function lookAround(tx: SqlTx, incarnation: string, offered: readonly Offered[]): Looked {
  const astray: RawQuarantine[] = [];
  const whole: Sealed[] = [];
  for (const one of offered) {
    const judged = judge(one, incarnation);
    if ('cause' in judged) astray.push(judged);
    else whole.push(judged);
  }
  whole.sort((a, b) => a.operation.seq - b.operation.seq);
  const neighbours = readNeighbours(tx, incarnation, whole);
  // Told where it is waited for; until then a fault of it is nobody's surprise.
  neighbours.catch(() => undefined);
  return { astray, whole, neighbours };
}

/**
 * Stores what a push brings, each operation by its envelope alone; bodies are read afterwards. Under
 * the lock of the incarnation's row, so nothing of it can come in between. A replay writes nothing.
 */
export async function storeRaw(
  tx: SqlTx,
  place: Place,
  offered: readonly Offered[],
  nowMs: number,
  looked: Looked = lookAround(tx, place.incarnation, offered),
): Promise<Sorted> {
  const { astray, whole } = looked;
  const neighbours = await looked.neighbours;
  const hashes = new Map(neighbours.known.map(({ opId, hash }) => [opId, hash]));
  const known = new Set<string>();
  const fresh: Sealed[] = [];
  for (const sealed of whole) {
    const op = sealed.operation;
    const held = hashes.get(op.opId);
    if (held === undefined) {
      hashes.set(op.opId, op.hash);
      fresh.push(sealed);
    } else if (held === op.hash) known.add(op.opId);
    else astray.push(astrayOf(op, 'id_reused', 'another operation bears this id'));
  }
  const stored = dateAndMark(tx.tenantId, place, fresh, { neighbours, nowMs });
  const firstAstray = await quarantineRaw(tx, place, astray, nowMs);
  const arrived = { stored, astray: firstAstray, nowMs };
  const written = runInTurn(tx, rawRows(tx, place, fresh, arrived));
  // Told by `written`; until somebody waits for that, a fault of it is nobody's surprise.
  written.catch(() => undefined);
  const isFresh = new Set(stored.map(({ opId }) => opId));
  return {
    fresh: stored,
    known: [...known].filter((opId) => !isFresh.has(opId)),
    astray: astray.map((one) => ({ ...one, isNew: firstAstray.includes(one) })),
    hasWaiting: neighbours.has_waiting,
    written,
  };
}

function judge({ opId, raw }: Offered, incarnation: string): Sealed | RawQuarantine {
  const read = parseOperation(raw);
  const unread = (error: string): RawQuarantine => {
    return { opId, type: '', raw: JSON.stringify(raw), held: null, cause: 'envelope', error };
  };
  if (!read.ok) return unread(read.error);
  const { operation } = read;
  const checked = checkSealed(operation);
  if ('cause' in checked && checked.cause === 'unstorable') return unread('text: not storable');
  if (operation.incarnation !== incarnation) {
    return unread('incarnation: not the one of the push');
  }
  return 'cause' in checked ? astrayOf(operation, 'hash', 'the hash does not verify') : checked;
}

function astrayOf(op: Whole, cause: RawQuarantine['cause'], error: string): RawQuarantine {
  const { opId, type, seq, hash, prevHash: prev } = op;
  return { opId, cause, error, type, raw: JSON.stringify(op), held: { seq, hash, prev } };
}

const NOTHING_AROUND: NeighbourRow = {
  has_waiting: false,
  known: [],
  before: [],
  taken: [],
};

/** What op_log has around these: the same ids, the same numbers, and what came just before each. */
async function readNeighbours(
  tx: SqlTx,
  incarnation: string,
  whole: readonly Sealed[],
): Promise<NeighbourRow> {
  if (whole.length === 0) return NOTHING_AROUND;
  const ids = idSet(whole.map(({ operation }) => operation.opId));
  const seqs = arrayOf('int', [...new Set(whole.map(({ operation }) => operation.seq))]);
  const own = Prisma.sql`o.tenant_id = ${tx.tenantId}::uuid
    and o.incarnation_id = ${incarnation}::uuid`;
  const [row] = await tx.$queryRaw<NeighbourRow[]>`select
    exists (select from op_waiting w where w.tenant_id = ${tx.tenantId}::uuid
      and w.incarnation_id = ${incarnation}::uuid) as has_waiting,
    (select coalesce(jsonb_agg(jsonb_build_object('opId', o.op_id, 'hash', o.hash)), '[]')
      from op_log o
      where o.tenant_id = ${tx.tenantId}::uuid and o.op_id = any(${ids})) as known,
    (select coalesce(jsonb_agg(distinct o.seq), '[]') from op_log o
      where ${own} and o.seq = any(${seqs})) as taken,
    (select coalesce(jsonb_agg(jsonb_build_object('seq', s.seq, 'priorSeq', p.seq,
        'priorMs', p.ms, 'priorHash', p.hash)), '[]')
      from unnest(${seqs}) as s(seq)
      left join lateral (select o.seq, o.hash, extract(epoch from o.sold_at) * 1000 as ms
        from op_log o where ${own} and o.seq < s.seq order by o.seq desc limit 1) p on true
    ) as before`;
  if (!row) throw new Error('the neighbours of a batch gave no row');
  return row;
}

type Dating = { neighbours: NeighbourRow; nowMs: number };

/** Fixes when each happened and whether its place in the chain is taken. In order of `seq`. */
function dateAndMark(
  tenantId: string,
  place: Place,
  fresh: readonly Sealed[],
  { neighbours, nowMs }: Dating,
): StoredOperation[] {
  const before = new Map(neighbours.before.map((row) => [row.seq, row]));
  const taken = new Set(neighbours.taken);
  let prior: { seq: number; ms: number | null; hash: string } | null = null;
  return fresh.map(({ operation: op }): StoredOperation => {
    const row = before.get(op.seq);
    const stored = row?.priorSeq
      ? { seq: row.priorSeq, ms: row.priorMs, hash: row.priorHash }
      : null;
    const last = prior && prior.seq < op.seq && prior.seq >= (stored?.seq ?? 0) ? prior : stored;
    const soldAt = soldAtMs(op, last?.ms ?? null, nowMs);
    const follows = last?.seq === op.seq - 1 ? last.hash : null;
    const expected =
      op.seq === 1 ? firstPrevHash(tenantId, place.terminalId, place.incarnation) : follows;
    const isFork =
      taken.has(op.seq) ||
      (expected !== null && expected !== op.prevHash) ||
      breaksWhatFollows(place.held, op);
    taken.add(op.seq);
    prior = { seq: op.seq, ms: soldAt.at, hash: op.hash };
    return {
      opId: op.opId,
      seq: op.seq,
      type: op.type,
      v: op.v,
      hash: op.hash,
      body: op.body ?? null,
      soldAtMs: soldAt.at,
      receivedAtMs: nowMs,
      clockJumpMs: isClockSuspect(soldAt) ? soldAt.jumpMs : null,
      isFork,
      attempts: 0,
      waitingSinceMs: null,
    };
  });
}

const RAW = {
  op_id: 'uuid',
  seq: 'int',
  type: 'text',
  v: 'int',
  prev_hash: 'text',
  hash: 'text',
  envelope: 'text',
  body_hash: 'text',
  body: 'text',
  practice: 'boolean',
  sold_at: 'timestamptz',
  received_at: 'timestamptz',
} as const;

type Arrived = { stored: readonly StoredOperation[]; astray: RawQuarantine[]; nowMs: number };

/** The rows of a push in op_log and what its incarnation holds now: one statement, or few. */
function rawRows(
  tx: SqlTx,
  place: Place,
  fresh: readonly Sealed[],
  arrived: Arrived,
): Prisma.Sql[] {
  const held = heldUpdate(tx.tenantId, place, fresh, arrived);
  if (fresh.length === 0) return held ? [held] : [];
  const erasable = fresh.flatMap(({ operation: op }) => {
    return isPrivate(op) && op.body !== undefined ? [{ op_id: op.opId, body: op.body }] : [];
  });
  const log = logInsert(tx.tenantId, place, fresh, arrived.stored);
  return [
    held ? Prisma.sql`with log as (${log}) ${held}` : log,
    ...(erasable.length === 0 ? [] : [privateRows(tx.tenantId, erasable)]),
  ];
}

function logInsert(
  tenantId: string,
  place: Place,
  fresh: readonly Sealed[],
  stored: readonly StoredOperation[],
): Prisma.Sql {
  const rows = fresh.map(({ operation: op, envelope, bodyDigest }, index) => {
    const { soldAtMs, receivedAtMs } = stored[index] as StoredOperation;
    return {
      op_id: op.opId,
      seq: op.seq,
      type: op.type,
      v: op.v,
      prev_hash: op.prevHash,
      hash: op.hash,
      envelope,
      body_hash: bodyDigest,
      body: isPrivate(op) ? null : (op.body ?? null),
      practice: isPracticeBody(op.body ?? null),
      sold_at: soldAtMs,
      received_at: receivedAtMs,
    };
  });
  return Prisma.sql`insert into op_log (tenant_id, op_id, incarnation_id, terminal_id, store_id, seq,
      type, v, prev_hash, hash, envelope, body_hash, body, practice, sold_at, received_at)
    select ${tenantId}::uuid, op_id, ${place.incarnation}::uuid, ${place.terminalId}::uuid,
      ${place.store.id}::uuid, seq, type, v, prev_hash, hash, envelope, body_hash, body, practice,
      sold_at, received_at
    from ${rowSet(RAW, rows)} order by op_id`;
}

/** A body with personal data lies where it can be erased. */
const isPrivate = (op: Whole) => isPersonal(op.type);

function privateRows(tenantId: string, rows: readonly object[]): Prisma.Sql {
  return Prisma.sql`insert into op_private (tenant_id, op_id, body)
    select ${tenantId}::uuid, op_id, body from ${rowSet({ op_id: 'uuid', body: 'text' }, rows)}`;
}

/** Keeps bytes that find no place in op_log, each once; answers those that came for the first time. */
async function quarantineRaw(
  tx: SqlTx,
  place: Place,
  astray: readonly RawQuarantine[],
  nowMs: number,
): Promise<RawQuarantine[]> {
  if (astray.length === 0) return [];
  const rows = astray.map((one) => ({ ...one, id: idOfBytes(one.raw), op_id: one.opId }));
  const written = await tx.$queryRaw<{ id: string }[]>`
    insert into op_quarantine (tenant_id, id, op_id, incarnation_id, terminal_id, store_id, type,
      cause, error, raw, created_at)
    select ${tx.tenantId}::uuid, id, op_id, ${place.incarnation}::uuid, ${place.terminalId}::uuid,
      ${place.store.id}::uuid, type, cause, error, raw, ${iso(nowMs)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, op_id uuid, type text, cause text, error text, raw text)
    on conflict do nothing returning id`;
  const ids = new Set(written.map(({ id }) => id));
  return astray.filter((one) => ids.has(idOfBytes(one.raw)));
}

/** The same bytes always get the same id, so that they are kept once however often they come. */
export function idOfBytes(raw: string): string {
  const hex = sha256Hex(raw);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What the incarnation holds now; null when nothing has changed. */
function heldUpdate(
  tenantId: string,
  place: Place,
  fresh: readonly Sealed[],
  { stored, astray, nowMs }: Arrived,
): Prisma.Sql | null {
  const whole = fresh.map(({ operation: { seq, hash, prevHash: prev } }) => ({ seq, hash, prev }));
  const more = [...whole, ...astray.flatMap(({ held }) => (held ? [held] : []))];
  const held = addToHeld(place.held, more);
  // Bytes that find no place change nothing at a number that is held already.
  if (stored.length === 0 && JSON.stringify(held) === JSON.stringify(place.held)) return null;
  place.held = held;
  const complete = completeTo(place.held);
  const maxSeq = Math.max(...more.map(({ seq }) => seq));
  return Prisma.sql`update terminal_incarnation set held = ${JSON.stringify(place.held)}::jsonb,
      last_seq = ${complete?.to ?? 0}, last_hash = ${complete?.hash ?? ''},
      max_seq = greatest(max_seq, ${maxSeq}), last_push_at = ${iso(nowMs)}::timestamptz,
      forked = forked or ${stored.some(({ isFork }) => isFork)}
    where tenant_id = ${tenantId}::uuid and id = ${place.incarnation}::uuid`;
}
