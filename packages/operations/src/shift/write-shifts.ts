import { Prisma } from '@oson/db';
import type { Posting } from '../sync/posting.ts';

/** Writes what opened and closed. Opening and close may come in either order. */
export function shiftWrites(posting: Posting): Prisma.Sql[] {
  const { openedShifts, closedShifts } = posting;
  const closed = new Set(closedShifts.map(({ id }) => id));
  const both = openedShifts.filter(({ id }) => closed.has(id));
  // One statement cannot touch a row twice: a shift opened and closed in one batch is one row.
  const opened = openedShifts.filter(({ id }) => !closed.has(id));
  const closing = closedShifts.map((close) => {
    const open = both.find(({ id }) => id === close.id);
    return {
      ...close,
      ...(open && { float_amount: open.float_amount, business_date: open.business_date }),
      opened_by: open?.opened_by ?? null,
      opened_at: open?.opened_at ?? null,
    };
  });
  const writes: Prisma.Sql[] = [];
  if (opened.length > 0) writes.push(openWrite(posting, opened));
  if (closing.length > 0) writes.push(closeWrite(posting, closing));
  return writes;
}

function openWrite({ tenantId, place }: Posting, rows: object[]): Prisma.Sql {
  return Prisma.sql`insert into shift as s (tenant_id, id, store_id, terminal_id, incarnation_id,
      opened_by, opened_at, business_date, currency, float_amount, status)
    select ${tenantId}::uuid, id, ${place.store.id}::uuid, ${place.terminalId}::uuid,
      ${place.incarnation}::uuid, opened_by, opened_at, business_date, currency, float_amount, 'open'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, opened_by uuid,
      opened_at timestamptz, business_date date, currency text, float_amount bigint)
    on conflict (tenant_id, id) do update set opened_by = excluded.opened_by,
      opened_at = excluded.opened_at, business_date = excluded.business_date,
      float_amount = excluded.float_amount
    where s.incarnation_id = excluded.incarnation_id`;
}

function closeWrite({ tenantId, place }: Posting, rows: object[]): Prisma.Sql {
  return Prisma.sql`insert into shift as s (tenant_id, id, store_id, terminal_id, incarnation_id,
      opened_by, opened_at, business_date, currency, float_amount, closed_by, closed_at,
      counted_cash, expected_cash, denominations, z_figures, last_seq, status)
    select ${tenantId}::uuid, id, ${place.store.id}::uuid, ${place.terminalId}::uuid,
      ${place.incarnation}::uuid, opened_by, coalesce(opened_at, closed_at), business_date,
      currency, float_amount, closed_by, closed_at, counted_cash, expected_cash, denominations,
      z_figures, last_seq, 'closed'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, opened_by uuid,
      opened_at timestamptz, business_date date, currency text, float_amount bigint,
      closed_by uuid, closed_at timestamptz, counted_cash bigint, expected_cash bigint,
      denominations jsonb, z_figures jsonb, last_seq int)
    on conflict (tenant_id, id) do update set closed_by = excluded.closed_by,
      closed_at = excluded.closed_at, counted_cash = excluded.counted_cash,
      expected_cash = excluded.expected_cash, denominations = excluded.denominations,
      z_figures = excluded.z_figures, last_seq = excluded.last_seq, status = 'closed'
    where s.incarnation_id = excluded.incarnation_id`;
}
