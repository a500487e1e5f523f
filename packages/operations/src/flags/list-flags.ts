import { Prisma, type TenantTx, toNumber } from '@oson/db';
import { likeText } from '../containing.ts';
import { type Page, pageOf, type PageRequest, readCursor, writeCursor } from '../paging.ts';

export type FlagFilter = PageRequest & {
  status?: 'open' | 'resolved' | undefined;
  kind?: string | undefined;
  storeId?: string | undefined;
  /** Part of an item's name or of a receipt number. */
  search?: string | undefined;
};

export type FlagRow = {
  id: string;
  kind: string;
  status: string;
  resolution: string | null;
  details: unknown;
  createdAt: number;
  resolvedAt: number | null;
  storeId: string;
  storeName: string;
  skuId: string | null;
  itemName: string | null;
  unit: string | null;
  /** On-hand of that item in that store now, thousandths. */
  onHand: number | null;
  sales: { id: string; receiptNumber: string; soldAt: number; terminalName: string }[];
};

type Row = Omit<FlagRow, 'createdAt' | 'resolvedAt' | 'onHand'> & {
  createdAt: Date;
  resolvedAt: Date | null;
  onHand: bigint | null;
};

/** What needs a person, newest first: the flag, its item and the sales that belong to it. */
export async function listFlags(tx: TenantTx, filter: FlagFilter): Promise<Page<FlagRow>> {
  const after = readCursor(filter.cursor);
  const search = filter.search?.trim();
  const pattern = search ? `%${likeText(search)}%` : null;
  const rows = await tx.$queryRaw<Row[]>`
    select f.id, f.kind, f.status, f.resolution, f.details, f.created_at as "createdAt",
      f.resolved_at as "resolvedAt", f.store_id as "storeId", coalesce(st.name, '') as "storeName",
      f.sku_id as "skuId", k.name as "itemName", k.unit, l.quantity as "onHand",
      coalesce(s.sales, '[]'::json) as sales
    from sale_flag f
    left join store st on st.tenant_id = f.tenant_id and st.id = f.store_id
    left join sku k on k.tenant_id = f.tenant_id and k.id = f.sku_id
    left join stock_level l
      on l.tenant_id = f.tenant_id and l.store_id = f.store_id and l.sku_id = f.sku_id
    left join lateral (
      select json_agg(json_build_object('id', a.id, 'receiptNumber', a.receipt_number,
        'soldAt', (extract(epoch from a.sold_at) * 1000)::bigint,
        'terminalName', coalesce(t.name, '')) order by a.sold_at) as sales,
        string_agg(a.receipt_number, ' ') as receipts
      from sale_flag_sale fs
      join sale a on a.tenant_id = fs.tenant_id and a.id = fs.sale_id
      left join terminal t on t.tenant_id = a.tenant_id and t.id = a.terminal_id
      where fs.tenant_id = f.tenant_id and fs.flag_id = f.id
    ) s on true
    where f.tenant_id = ${tx.tenantId}::uuid
      ${filter.status ? Prisma.sql`and f.status = ${filter.status}` : Prisma.empty}
      ${filter.kind ? Prisma.sql`and f.kind = ${filter.kind}` : Prisma.empty}
      ${filter.storeId ? Prisma.sql`and f.store_id = ${filter.storeId}::uuid` : Prisma.empty}
      ${pattern ? Prisma.sql`and (k.name ilike ${pattern} or s.receipts ilike ${pattern})` : Prisma.empty}
      ${after ? Prisma.sql`and (f.created_at, f.id) < (${new Date(Number(after[0]))}, ${after[1]}::uuid)` : Prisma.empty}
    order by f.created_at desc, f.id desc limit ${pageOf(filter) + 1}`;
  const shown = rows.slice(0, pageOf(filter)).map((row) => ({
    ...row,
    createdAt: row.createdAt.getTime(),
    resolvedAt: row.resolvedAt?.getTime() ?? null,
    onHand: row.onHand === null ? null : toNumber(row.onHand),
  }));
  const last = shown.at(-1);
  const more = rows.length > shown.length && last;
  return { rows: shown, nextCursor: more ? writeCursor(String(last.createdAt), last.id) : null };
}
