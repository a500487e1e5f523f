import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import {
  isGoods,
  packGroup,
  PULL_KINDS,
  type PullRow,
  SNAPSHOT_GROUP_SKUS,
  snapshotText,
} from '@oson/contract';
import { type Database, idSet, type SqlTx, toNumber } from '@oson/db';
import type { ChangedPointer } from '../sync/pull-row-reader.ts';
import { readPullRows } from '../sync/pull-rows.ts';
import type { Sender } from '../sync/stored-operation.ts';

export type Snapshot = {
  /** Feed position that it was made at, and its epoch. */
  epoch: number;
  n: number;
  /** SHA-256 of the text, lower-case hex. */
  digest: string;
  rows: number;
  /** The text, compressed by brotli. */
  bytes: Buffer;
};

const compress = promisify(brotliCompress);
/** Once for many terminals and days: a tenth smaller than at 5, which costs a third of the time. */
const QUALITY = 9;
const POINTERS_AT_ONCE = 5000;
/** Reading all goods of a chain may take longer than any other act. */
const READ_LIMITS = { statementTimeoutMs: 60_000 };

/** Everything that a terminal of a store pulls from zero, as one file; nothing of one terminal alone. */
export async function makeSnapshot(db: Database, sender: Sender): Promise<Snapshot> {
  const { at, rows } = await db.inTenantSql(
    sender.tenantId,
    async (tx) => {
      const position = await readPosition(tx);
      const pointers = await readAllPointers(tx, sender.storeId, position.n);
      return { at: position, rows: await readAll(tx, sender, pointers) };
    },
    READ_LIMITS,
  );
  const text = textOf(rows);
  const digest = createHash('sha256').update(text).digest('hex');
  const bytes = await compress(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  return { ...at, digest, rows: rows.length, bytes };
}

async function readPosition(tx: SqlTx): Promise<{ epoch: number; n: number }> {
  const [row] = await tx.$queryRaw<{ epoch: number; n: bigint }[]>`
    select epoch, n from tenant_seq where tenant_id = ${tx.tenantId}::uuid`;
  return { epoch: row?.epoch ?? 1, n: toNumber(row?.n ?? 0n) };
}

/** What became of operations is the business of one terminal each: no part of a shared file. */
const SHARED_KINDS = PULL_KINDS.filter((kind) => kind !== 'outcome');

async function readAllPointers(tx: SqlTx, storeId: string, n: number): Promise<ChangedPointer[]> {
  const rows = await tx.$queryRaw<{ kind: string; row_id: string; n: bigint; of_store: boolean }[]>`
    select kind, row_id, max(n) as n, bool_or(store_id is not null) as of_store from change_row
    where tenant_id = ${tx.tenantId}::uuid and n <= ${n}
      and kind = any(${SHARED_KINDS as string[]}::text[])
      and (store_id is null or store_id = ${storeId}::uuid)
    group by kind, row_id order by kind, row_id`;
  return rows.map((row) => ({
    kind: row.kind,
    id: row.row_id,
    n: toNumber(row.n),
    isOfStore: row.of_store,
  }));
}

async function readAll(
  tx: SqlTx,
  sender: Sender,
  pointers: readonly ChangedPointer[],
): Promise<PullRow[]> {
  const rows: PullRow[] = [];
  for (let from = 0; from < pointers.length; from += POINTERS_AT_ONCE) {
    const some = await readPullRows(tx, sender, pointers.slice(from, from + POINTERS_AT_ONCE));
    // From zero there is nothing to delete.
    for (const row of some) if (row.data !== undefined) rows.push(row);
  }
  return rows;
}

function textOf(rows: readonly PullRow[]): string {
  const skus = rows.filter(({ kind }) => kind === 'sku').sort((a, b) => (a.id < b.id ? -1 : 1));
  const known = new Set(skus.map(({ id }) => id));
  const ofSku = new Map<string, PullRow[]>();
  const others: PullRow[] = [];
  for (const row of rows) {
    const skuId = row.kind !== 'sku' && isGoods(row.kind) ? skuOf(row) : null;
    if (skuId === null) {
      if (row.kind !== 'sku') others.push(row);
    } else if (known.has(skuId)) ofSku.set(skuId, [...(ofSku.get(skuId) ?? []), row]);
    // What belongs to goods that this store does not carry is of no use there.
  }
  const groups = [];
  for (let from = 0; from < skus.length; from += SNAPSHOT_GROUP_SKUS) {
    const some = skus.slice(from, from + SNAPSHOT_GROUP_SKUS);
    groups.push(
      packGroup(
        some,
        some.flatMap(({ id }) => ofSku.get(id) ?? []),
      ),
    );
  }
  return snapshotText(groups, others);
}

const skuOf = ({ data }: PullRow) => (data as unknown as { skuId: string }).skuId;

/** Whether a chain has so many SKUs that pages of rows would take a terminal too long. */
export async function hasManySkus(tx: SqlTx, most: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ many: boolean }[]>`
    select count(*) > ${most} as many from
      (select from sku where tenant_id = ${tx.tenantId}::uuid limit ${most + 1}) as first_ones`;
  return row?.many ?? false;
}

/** Whether the feed holds outcomes for a terminal: only pages carry them. */
export async function hasOutcomes(tx: SqlTx, sender: Sender): Promise<boolean> {
  const rows = await tx.$queryRaw<{ row_id: string }[]>`
    select row_id from change_row
    where tenant_id = ${tx.tenantId}::uuid and kind = 'outcome'
      and store_id = ${sender.storeId}::uuid limit 1000`;
  if (rows.length === 0) return false;
  const own = await tx.$queryRaw<{ op_id: string }[]>`
    select op_id from op_log where tenant_id = ${tx.tenantId}::uuid
      and op_id = any(${idSet(rows.map(({ row_id }) => row_id))})
      and terminal_id = ${sender.terminalId}::uuid limit 1`;
  return own.length > 0 || rows.length === 1000;
}
