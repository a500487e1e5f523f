import { Prisma, type TenantTx, toNumber } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import { likeText } from '../containing.ts';
import { type Page, pageOf, type PageRequest, readCursor, writeCursor } from '../paging.ts';

export type CustomerFilter = PageRequest & {
  /** Part of the name, or digits of the phone. */
  search?: string | undefined;
  withDebtOnly?: boolean | undefined;
};

export type CustomerRow = {
  id: string;
  name: string;
  phone: string | null;
  /** What the customer owes. */
  balance: Tiyin;
  debtLimit: Tiyin | null;
  version: number;
  lastSaleAt: number | null;
};

type Row = Omit<CustomerRow, 'balance' | 'debtLimit' | 'lastSaleAt'> & {
  balance: bigint;
  debtLimit: bigint | null;
  lastSaleAt: Date | null;
};

/** Customers by name, with what they owe. */
export async function listCustomers(
  tx: TenantTx,
  filter: CustomerFilter,
): Promise<Page<CustomerRow>> {
  const after = readCursor(filter.cursor);
  const rows = await tx.$queryRaw<Row[]>`
    select c.id, c.name, c.phone, c.debt_limit as "debtLimit", c.version,
      coalesce(d.balance, 0)::bigint as balance,
      (select max(sold_at) from sale s
        where s.tenant_id = c.tenant_id and s.customer_id = c.id) as "lastSaleAt"
    from customer c
    left join lateral (select sum(amount)::bigint as balance from debt_entry e
      where e.tenant_id = c.tenant_id and e.customer_id = c.id) d on true
    where c.tenant_id = ${tx.tenantId}::uuid and c.archived_at is null
      ${matching(filter.search)}
      ${filter.withDebtOnly ? Prisma.sql`and coalesce(d.balance, 0) > 0` : Prisma.empty}
      ${after ? Prisma.sql`and (c.name, c.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.empty}
    order by c.name, c.id limit ${pageOf(filter) + 1}`;
  const shown = rows.slice(0, pageOf(filter)).map((row) => ({
    ...row,
    balance: toNumber(row.balance),
    debtLimit: row.debtLimit === null ? null : toNumber(row.debtLimit),
    lastSaleAt: row.lastSaleAt?.getTime() ?? null,
  }));
  const last = shown.at(-1);
  const more = rows.length > shown.length && last;
  return { rows: shown, nextCursor: more ? writeCursor(last.name, last.id) : null };
}

function matching(search: string | undefined): Prisma.Sql {
  const typed = search?.trim();
  if (!typed) return Prisma.empty;
  const name = `%${likeText(typed)}%`;
  const digits = typed.replaceAll(/\D/g, '');
  if (digits.length < 3) return Prisma.sql`and c.name ilike ${name}`;
  return Prisma.sql`and (c.name ilike ${name} or c.phone like ${`%${digits}%`})`;
}
