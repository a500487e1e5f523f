import { Prisma, type TenantTx, toNumber } from '@oson/db';
import type { Thousandths, Tiyin } from '@oson/domain';
import { type Page, pageOf, type PageRequest, readCursor, writeCursor } from '../paging.ts';

export type MovementFilter = PageRequest & { storeId: string; skuId: string };
export type MovementRow = {
  id: string;
  kind: string;
  quantity: Thousandths;
  unitCost: Tiyin | null;
  reason: string | null;
  at: number;
  saleId: string | null;
  receiptNumber: string | null;
  staffName: string | null;
};

type Row = Omit<MovementRow, 'quantity' | 'unitCost' | 'at'> & {
  quantity: bigint;
  unitCost: bigint | null;
  at: Date;
};

/** Why the number on the shelf changed, newest first. */
export async function listMovements(
  tx: TenantTx,
  filter: MovementFilter,
): Promise<Page<MovementRow>> {
  const after = readCursor(filter.cursor);
  const rows = await tx.$queryRaw<Row[]>`
    select m.id, m.kind, m.quantity, m.unit_cost as "unitCost", m.reason, m.at,
      m.sale_id as "saleId", s.receipt_number as "receiptNumber", f.name as "staffName"
    from stock_movement m
    left join sale s on s.tenant_id = m.tenant_id and s.id = m.sale_id
    left join staff f on f.tenant_id = m.tenant_id
      and f.id = coalesce(m.staff_id, s.staff_id)
    where m.tenant_id = ${tx.tenantId}::uuid and m.store_id = ${filter.storeId}::uuid
      and m.sku_id = ${filter.skuId}::uuid
      ${after ? Prisma.sql`and (m.at, m.id) < (${new Date(Number(after[0]))}, ${after[1]}::uuid)` : Prisma.empty}
    order by m.at desc, m.id desc limit ${pageOf(filter) + 1}`;
  const shown = rows.slice(0, pageOf(filter)).map((row) => ({
    ...row,
    quantity: toNumber(row.quantity),
    unitCost: row.unitCost === null ? null : toNumber(row.unitCost),
    at: row.at.getTime(),
  }));
  const last = shown.at(-1);
  const more = rows.length > shown.length && last;
  return { rows: shown, nextCursor: more ? writeCursor(String(last.at), last.id) : null };
}
