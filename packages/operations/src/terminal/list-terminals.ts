import type { SeqRange, StorageHealth } from '@oson/contract';
import { Prisma, type TenantTx, toNumber } from '@oson/db';
import { likeText } from '../containing.ts';
import { type Page, pageOf, type PageRequest, readCursor, writeCursor } from '../paging.ts';
import { owedUpTo, stillOwed } from '../sync/held-ranges.ts';

export type TerminalFilter = PageRequest & {
  storeId?: string | undefined;
  /** Part of a terminal's name or code. */
  search?: string | undefined;
};

export type TerminalRow = {
  id: string;
  name: string;
  kind: 'device' | 'rest';
  state: 'practice' | 'live' | 'revoked';
  storeId: string;
  storeName: string;
  code: string | null;
  createdAt: number;
  /** null: it has not spoken yet. */
  lastSeenAt: number | null;
  appVersion: string;
  /** What it said to be unsent, by its last hello. */
  pending: { count: number; sum: number; oldestAt: number | null };
  /** Numbers that it has used and the server does not hold. */
  owed: number;
  storage: StorageHealth | null;
  forked: boolean;
  quarantined: number;
  lastError: string | null;
  /** Came back after a restore and waits for the owner. */
  unconfirmed: boolean;
};

type Row = Omit<TerminalRow, 'createdAt' | 'lastSeenAt' | 'pending' | 'owed' | 'quarantined'> & {
  createdAt: Date;
  lastSeenAt: Date | null;
  pendingCount: number | null;
  pendingSum: bigint | null;
  pendingOldestAt: Date | null;
  held: SeqRange[] | null;
  maxSeq: number | null;
  quarantined: bigint;
};

/** The chain's terminals by name, each with what its newest incarnation last told. */
export async function listTerminals(
  tx: TenantTx,
  filter: TerminalFilter,
): Promise<Page<TerminalRow>> {
  const after = readCursor(filter.cursor);
  const search = filter.search?.trim();
  const pattern = search ? `%${likeText(search)}%` : null;
  const rows = await tx.$queryRaw<Row[]>`
    select t.id, t.name, case when t.kind = 'device' then 'device' else 'rest' end as kind,
      case when t.revoked_at is not null then 'revoked' else t.state end as state,
      t.store_id as "storeId", s.name as "storeName", i.code, t.created_at as "createdAt",
      greatest(i.last_hello_at, i.last_push_at) as "lastSeenAt",
      coalesce(i.app_version, '') as "appVersion", i.pending_count as "pendingCount",
      i.pending_sum as "pendingSum", i.pending_oldest_at as "pendingOldestAt", i.held,
      i.max_seq as "maxSeq", i.storage, coalesce(i.forked, false) as forked,
      i.last_error as "lastError",
      t.recovered_at is not null and t.confirmed_at is null and t.revoked_at is null as unconfirmed,
      (select count(*) from op_quarantine q where q.tenant_id = t.tenant_id
        and q.terminal_id = t.id and q.resolved_at is null) as quarantined
    from terminal t
    join store s on s.tenant_id = t.tenant_id and s.id = t.store_id
    left join lateral (select * from terminal_incarnation x
      where x.tenant_id = t.tenant_id and x.terminal_id = t.id
      order by x.created_at desc, x.id desc limit 1) i on true
    where t.tenant_id = ${tx.tenantId}::uuid
      ${filter.storeId ? Prisma.sql`and t.store_id = ${filter.storeId}::uuid` : Prisma.empty}
      ${pattern ? Prisma.sql`and (t.name ilike ${pattern} or i.code ilike ${pattern})` : Prisma.empty}
      ${after ? Prisma.sql`and (t.name, t.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.empty}
    order by t.name, t.id limit ${pageOf(filter) + 1}`;
  const shown = rows.slice(0, pageOf(filter));
  const last = shown.at(-1);
  const more = rows.length > shown.length && last;
  return { rows: shown.map(rowOf), nextCursor: more ? writeCursor(last.name, last.id) : null };
}

function rowOf({
  held,
  maxSeq,
  pendingCount,
  pendingSum,
  pendingOldestAt,
  ...row
}: Row): TerminalRow {
  const count = stillOwed({
    pendingCount: pendingCount ?? 0,
    held: held ?? [],
    maxSeq: maxSeq ?? 0,
  });
  return {
    ...row,
    createdAt: row.createdAt.getTime(),
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    pending: {
      count,
      sum: count > 0 ? toNumber(pendingSum ?? 0n) : 0,
      oldestAt: count > 0 ? (pendingOldestAt?.getTime() ?? null) : null,
    },
    owed: owedUpTo(held ?? [], maxSeq ?? 0),
    quarantined: toNumber(row.quarantined),
  };
}
