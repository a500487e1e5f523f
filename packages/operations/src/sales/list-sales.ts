import { Prisma, type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import { likeText } from '../containing.ts';
import { type Page, pageOf, type PageRequest, readCursor, writeCursor } from '../paging.ts';

export type SaleFilter = PageRequest & {
  /** Part of a receipt number. */
  search?: string | undefined;
  storeId?: string | undefined;
  terminalId?: string | undefined;
  staffId?: string | undefined;
  shiftId?: string | undefined;
  customerId?: string | undefined;
  /** Business dates, both included. */
  from?: string | undefined;
  to?: string | undefined;
  flaggedOnly?: boolean | undefined;
};

export type SaleRow = {
  id: string;
  receiptNumber: string;
  storeName: string;
  terminalName: string;
  staffName: string | null;
  /** ms */
  soldAt: number;
  receivedAt: number;
  gross: Tiyin;
  discount: Tiyin;
  lineCount: number;
  tenderKinds: string[];
  openFlags: string[];
  voided: boolean;
  /** What went back to the buyer. */
  returned: Tiyin;
};

type Row = Omit<SaleRow, 'soldAt' | 'receivedAt' | 'gross' | 'discount' | 'returned'> & {
  soldAt: Date;
  receivedAt: Date;
  gross: bigint;
  discount: bigint;
  returned: bigint;
};

/** Sales, newest first. */
export async function listSales(tx: TenantTx, filter: SaleFilter): Promise<Page<SaleRow>> {
  const after = readCursor(filter.cursor);
  const rows = await tx.$queryRaw<Row[]>`
    select s.id, s.receipt_number as "receiptNumber", s.sold_at as "soldAt",
      s.received_at as "receivedAt", s.gross, s.discount, s.line_count as "lineCount",
      coalesce(st.name, '') as "storeName", coalesce(t.name, '') as "terminalName",
      f.name as "staffName",
      array(select distinct kind from tender where tenant_id = s.tenant_id and sale_id = s.id)
        as "tenderKinds",
      array(select distinct g.kind from sale_flag_sale gs
        join sale_flag g on g.tenant_id = gs.tenant_id and g.id = gs.flag_id
        where gs.tenant_id = s.tenant_id and gs.sale_id = s.id and g.status = 'open')
        as "openFlags",
      exists (select from sale_void v where v.tenant_id = s.tenant_id and v.sale_id = s.id)
        as voided,
      (select coalesce(sum(r.refund), 0)::bigint from sale_return r
        where r.tenant_id = s.tenant_id and r.sale_id = s.id) as returned
    from sale s
    left join store st on st.tenant_id = s.tenant_id and st.id = s.store_id
    left join terminal t on t.tenant_id = s.tenant_id and t.id = s.terminal_id
    left join staff f on f.tenant_id = s.tenant_id and f.id = s.staff_id
    where s.tenant_id = ${tx.tenantId}::uuid
      ${after ? Prisma.sql`and (s.sold_at, s.id) < (${new Date(Number(after[0]))}, ${after[1]}::uuid)` : Prisma.empty}
      ${conditions(filter)}
    order by s.sold_at desc, s.id desc limit ${pageOf(filter) + 1}`;
  const shown = rows.slice(0, pageOf(filter)).map(rowOf);
  const last = shown.at(-1);
  const more = rows.length > shown.length && last;
  return { rows: shown, nextCursor: more ? writeCursor(String(last.soldAt), last.id) : null };
}

const rowOf = (row: Row): SaleRow => ({
  ...row,
  soldAt: row.soldAt.getTime(),
  receivedAt: row.receivedAt.getTime(),
  gross: toNumber(row.gross),
  discount: toNumber(row.discount),
  returned: toNumber(row.returned),
});

function conditions(filter: SaleFilter): Prisma.Sql {
  const all: Prisma.Sql[] = [];
  const search = filter.search?.trim();
  // Receipt numbers are capital letters and digits.
  const number = search && likeText(search.toUpperCase());
  if (number) all.push(Prisma.sql`and s.receipt_number like ${`%${number}%`}`);
  if (filter.storeId) all.push(Prisma.sql`and s.store_id = ${filter.storeId}::uuid`);
  if (filter.terminalId) all.push(Prisma.sql`and s.terminal_id = ${filter.terminalId}::uuid`);
  if (filter.staffId) all.push(Prisma.sql`and s.staff_id = ${filter.staffId}::uuid`);
  if (filter.shiftId) all.push(Prisma.sql`and s.shift_id = ${filter.shiftId}::uuid`);
  if (filter.customerId) all.push(Prisma.sql`and s.customer_id = ${filter.customerId}::uuid`);
  if (filter.from) all.push(Prisma.sql`and s.business_date >= ${filter.from}::date`);
  if (filter.to) all.push(Prisma.sql`and s.business_date <= ${filter.to}::date`);
  if (filter.flaggedOnly) {
    all.push(Prisma.sql`and exists (select from sale_flag_sale gs
      join sale_flag g on g.tenant_id = gs.tenant_id and g.id = gs.flag_id
      where gs.tenant_id = s.tenant_id and gs.sale_id = s.id and g.status = 'open')`);
  }
  return all.length > 0 ? Prisma.join(all, ' ') : Prisma.empty;
}
