import {
  ANY_KIND,
  PULL_ROWS_MAX,
  type PullAnswer,
  type PullRequest,
  type PullRow,
  SNAPSHOT_KIND,
} from '@oson/contract';
import { type TenantTx, toNumber } from '@oson/db';
import { checkCursor } from '../recovery/check-cursor.ts';
import { type CursorProof, type Head, type Mark, sealCursor } from './feed-cursor.ts';
import { hasManySkus, hasOutcomes, type Snapshot } from '../snapshot/make-snapshot.ts';
import type { ChangedPointer } from './pull-row-reader.ts';
import { GIVEN_KINDS, readPullRows } from './pull-rows.ts';
import type { Sender } from './stored-operation.ts';

/** Files that hold everything of a store, where a process makes them. */
export type SnapshotPort = {
  offer: (sender: Sender, head: Head) => Promise<Snapshot>;
  /** Where its bytes are fetched for the next 10 minutes. */
  addressOf: (snapshot: Snapshot, nowMs: number) => string;
  /** With fewer SKUs some pages of rows are as fast; 2000 unless told. */
  skusMin?: number;
};

const SNAPSHOT_SKUS_MIN = 2000;

export type PullPorts = {
  proof: CursorProof;
  nowMs: number;
  /** Base64url SPKI that exports are encrypted to; travels with the settings. */
  recoveryKey?: string;
  snapshots?: SnapshotPort | undefined;
};

/**
 * One page of the tenant's feed for a terminal: pointers to what has changed since its cursor, each
 * row once at its newest position, joined to the rows as they are now. A page ends where a change
 * ends, so it may hold more than `limit` when one change is that large. A cursor that proves nothing
 * is answered from zero (RESTORE4).
 */
export async function pull(
  tx: TenantTx,
  sender: Sender,
  request: PullRequest,
  ports: PullPorts,
): Promise<Omit<PullAnswer, 'nonce'>> {
  const head = await readHead(tx);
  const { terminalId, incarnation = null } = sender;
  const start = await checkCursor(tx, request.cursor, head, { terminalId, incarnation, ...ports });
  const { epoch, from } = start;
  if (from === 0 && request.kinds.includes(SNAPSHOT_KIND)) {
    const whole = await offerSnapshot(tx, sender, { epoch, n: head.n }, ports);
    if (whole) return whole;
  }
  const limit = Math.min(request.limit, PULL_ROWS_MAX);
  const kinds = kindsAsked(request.kinds);
  const pointers = await readPointers(tx, sender, { kinds, limit, from, to: head.n });
  const page = cutAtChange(pointers, limit);
  // More than fits: there may be further changes behind this page, unless it ends at the head.
  const more = pointers.length > limit && (page.at(-1) as ChangedPointer).n < head.n;
  // Nothing that concerns this terminal lies between the last row and the head: read up to there.
  const n = more ? (page.at(-1) as ChangedPointer).n : head.n;
  const rows = withRecoveryKey(await readPullRows(tx, sender, page), ports.recoveryKey);
  // Last: what the rows were read from is never younger than this head.
  const { at, head: proven } = await marksOf(tx, n);
  const end = { epoch, at, head: proven, began: start.began };
  const cursor = sealCursor(ports.proof, tx.tenantId, end);
  return { epoch, rows, cursor, more, ...(start.fromZero && { fromZero: true }) };
}

/** Everything as one file, for a chain with many goods; null: pages of rows do as well or better. */
async function offerSnapshot(
  tx: TenantTx,
  sender: Sender,
  head: Head,
  { snapshots, proof, nowMs }: PullPorts,
): Promise<Omit<PullAnswer, 'nonce'> | null> {
  if (!snapshots || !(await hasManySkus(tx, snapshots.skusMin ?? SNAPSHOT_SKUS_MIN))) return null;
  if (await hasOutcomes(tx, sender)) return null;
  const snapshot = await snapshots.offer(sender, head);
  const { epoch, n, digest, rows, bytes } = snapshot;
  if (epoch !== head.epoch) return null;
  const url = snapshots.addressOf(snapshot, nowMs);
  const { at } = await marksOf(tx, n);
  const end = { epoch, at, head: at, began: n };
  return {
    epoch,
    rows: [],
    cursor: sealCursor(proof, tx.tenantId, end),
    more: n < head.n,
    fromZero: true,
    snapshot: { url, digest, rows, bytes: bytes.length },
  };
}

/** `*` stands for every kind that a terminal may see: it puts aside what it does not know (PULL12). */
function kindsAsked(kinds: readonly string[]): readonly string[] {
  return kinds.includes(ANY_KIND) ? [...new Set([...kinds, ...GIVEN_KINDS])] : kinds;
}

function withRecoveryKey(rows: PullRow[], recoveryKey: string | undefined): PullRow[] {
  if (recoveryKey === undefined) return rows;
  return rows.map((row) =>
    row.kind === 'settings' && row.data ? { ...row, data: { ...row.data, recoveryKey } } : row,
  );
}

async function readHead(tx: TenantTx): Promise<Head> {
  const [row] = await tx.$queryRaw<{ epoch: number; n: bigint }[]>`
    select epoch, n from tenant_seq where tenant_id = ${tx.tenantId}::uuid`;
  return { epoch: row?.epoch ?? 1, n: toNumber(row?.n ?? 0n) };
}

type Range = { kinds: readonly string[]; from: number; to: number; limit: number };

async function readPointers(
  tx: TenantTx,
  sender: Sender,
  { kinds, from, to, limit }: Range,
): Promise<ChangedPointer[]> {
  const rows = await tx.$queryRaw<{ kind: string; row_id: string; n: bigint; of_store: boolean }[]>`
    select kind, row_id, max(n) as n, bool_or(store_id is not null) as of_store from change_row
    where tenant_id = ${tx.tenantId}::uuid and n > ${from} and n <= ${to}
      and kind = any(${kinds}::text[]) and (store_id is null or store_id = ${sender.storeId}::uuid)
    group by kind, row_id
    order by max(n)
    fetch first (${limit + 1}) rows with ties`;
  return rows.map((row) => ({
    kind: row.kind,
    id: row.row_id,
    n: toNumber(row.n),
    isOfStore: row.of_store,
  }));
}

/** At most `limit` rows, but never a part of a change: its n would be read as whole. */
function cutAtChange(pointers: ChangedPointer[], limit: number): ChangedPointer[] {
  if (pointers.length <= limit) return pointers;
  const cutN = (pointers[limit] as ChangedPointer).n;
  const whole = pointers.filter(({ n }) => n < cutN);
  return whole.length > 0 ? whole : pointers.filter(({ n }) => n === cutN);
}

/** The bytes of the change at n, and the newest change with its own. */
async function marksOf(tx: TenantTx, n: number): Promise<{ at: Mark; head: Mark }> {
  const rows = await tx.$queryRaw<{ n: bigint; check: Uint8Array }[]>`
    select n, "check" from change where tenant_id = ${tx.tenantId}::uuid
      and n in (${n}, (select max(n) from change where tenant_id = ${tx.tenantId}::uuid))
    order by n desc`;
  const marks = rows.map((row): Mark => ({ n: toNumber(row.n), bytes: row.check }));
  const at = marks.find((mark) => mark.n === n) ?? { n, bytes: new Uint8Array() };
  return { at, head: marks[0] ?? at };
}
