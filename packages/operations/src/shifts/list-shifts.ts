import { Prisma, type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import { likeText } from '../containing.ts';
import { type Page, pageOf, type PageRequest, readCursor, writeCursor } from '../paging.ts';

export type ShiftFilter = PageRequest & {
  storeId?: string | undefined;
  status?: 'open' | 'closed' | undefined;
  /** Part of a terminal's or a cashier's name. */
  search?: string | undefined;
};

export type ShiftRow = {
  id: string;
  storeName: string;
  terminalName: string;
  openedByName: string | null;
  closedByName: string | null;
  openedAt: number;
  closedAt: number | null;
  status: string;
  float: Tiyin;
  /** As a Z counts: what was voided in the shift is taken off. */
  saleCount: number;
  gross: Tiyin;
  expectedCash: Tiyin | null;
  countedCash: Tiyin | null;
  /** Operations of the shift that the terminal counted at its close and the server lacks. */
  owed: number;
};

type Row = Omit<
  ShiftRow,
  'openedAt' | 'closedAt' | 'float' | 'gross' | 'expectedCash' | 'countedCash' | 'saleCount'
> & {
  openedAt: Date;
  closedAt: Date | null;
  float: bigint;
  gross: bigint;
  saleCount: bigint;
  expectedCash: bigint | null;
  countedCash: bigint | null;
};

/** Shifts, newest first. */
export async function listShifts(tx: TenantTx, filter: ShiftFilter): Promise<Page<ShiftRow>> {
  const after = readCursor(filter.cursor);
  const rows = await tx.$queryRaw<Row[]>`
    select s.id, s.opened_at as "openedAt", s.closed_at as "closedAt", s.status,
      s.float_amount as float, s.expected_cash as "expectedCash", s.counted_cash as "countedCash",
      coalesce(st.name, '') as "storeName", coalesce(t.name, '') as "terminalName",
      o.name as "openedByName", c.name as "closedByName", a.sales as "saleCount", a.gross,
      ${OWED} as owed
    from shift s
    left join store st on st.tenant_id = s.tenant_id and st.id = s.store_id
    left join terminal t on t.tenant_id = s.tenant_id and t.id = s.terminal_id
    left join staff o on o.tenant_id = s.tenant_id and o.id = s.opened_by
    left join staff c on c.tenant_id = s.tenant_id and c.id = s.closed_by
    left join lateral (
      select coalesce(sum(sign), 0)::bigint as sales, coalesce(sum(gross * sign), 0)::bigint as gross
      from (
        select gross, 1 as sign from sale where tenant_id = s.tenant_id and shift_id = s.id
        union all
        select b.gross, -1 from sale_void v
        join sale b on b.tenant_id = v.tenant_id and b.id = v.sale_id
        where v.tenant_id = s.tenant_id and v.shift_id = s.id
      ) counted
    ) a on true
    where s.tenant_id = ${tx.tenantId}::uuid
      ${filter.storeId ? Prisma.sql`and s.store_id = ${filter.storeId}::uuid` : Prisma.empty}
      ${filter.status ? Prisma.sql`and s.status = ${filter.status}` : Prisma.empty}
      ${matching(filter.search)}
      ${after ? Prisma.sql`and (s.opened_at, s.id) < (${new Date(Number(after[0]))}, ${after[1]}::uuid)` : Prisma.empty}
    order by s.opened_at desc, s.id desc limit ${pageOf(filter) + 1}`;
  const shown = rows.slice(0, pageOf(filter)).map(rowOf);
  const last = shown.at(-1);
  const more = rows.length > shown.length && last;
  return { rows: shown, nextCursor: more ? writeCursor(String(last.openedAt), last.id) : null };
}

/** How many sequence numbers up to the close's are missing among the incarnation's operations. */
const OWED = Prisma.sql`case when s.last_seq is null then 0 else greatest(0, s.last_seq - (
  select count(distinct seq)::int from op_log g where g.tenant_id = s.tenant_id
    and g.incarnation_id = s.incarnation_id and g.seq <= s.last_seq)) end`;

function matching(search: string | undefined): Prisma.Sql {
  const typed = search?.trim();
  if (!typed) return Prisma.empty;
  const pattern = `%${likeText(typed)}%`;
  return Prisma.sql`and (t.name ilike ${pattern} or o.name ilike ${pattern})`;
}

const rowOf = (row: Row): ShiftRow => ({
  ...row,
  openedAt: row.openedAt.getTime(),
  closedAt: row.closedAt?.getTime() ?? null,
  float: toNumber(row.float),
  saleCount: toNumber(row.saleCount),
  gross: toNumber(row.gross),
  expectedCash: row.expectedCash === null ? null : toNumber(row.expectedCash),
  countedCash: row.countedCash === null ? null : toNumber(row.countedCash),
});
