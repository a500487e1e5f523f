import { Prisma, type SupportTx, type TenantTx } from '@oson/db';
import { type Page, pageOf, type PageRequest } from '../paging.ts';

export type QuarantinedRow = {
  id: string;
  opId: string;
  type: string;
  cause: string;
  /** Paths and rules, or what the database said; never a value. */
  error: string;
  attempts: number;
  createdAt: number;
  terminalId: string | null;
  terminalName: string | null;
  /** Of sales and returns, when their text tells it. */
  receiptNumber: string | null;
  /** Tiyin. */
  sum: number | null;
  /** A repair that support has proposed and the owner has not decided on. */
  repairId: string | null;
};

type Row = Omit<QuarantinedRow, 'createdAt' | 'receiptNumber' | 'sum'> & {
  createdAt: Date;
  raw: string;
};

/** What lies in quarantine and waits for somebody, newest first. */
export const listQuarantined = (
  tx: TenantTx,
  filter: PageRequest & { terminalId?: string | undefined },
) => listQuarantinedOf(tx, tx.tenantId, filter);

/** The same for support, which names the tenant it looks at. */
export async function listQuarantinedOf(
  tx: TenantTx | SupportTx,
  tenantId: string,
  filter: PageRequest & { terminalId?: string | undefined },
): Promise<Page<QuarantinedRow>> {
  const { terminalId, cursor } = filter;
  const rows = await tx.$queryRaw<Row[]>`
    select q.id, q.op_id as "opId", q.type, q.cause, q.error, q.attempts,
      q.created_at as "createdAt", q.terminal_id as "terminalId", t.name as "terminalName", q.raw,
      (select r.id from op_repair r where r.tenant_id = q.tenant_id and r.op_id = q.op_id
        and r.decided_at is null) as "repairId"
    from op_quarantine q
    left join terminal t on t.tenant_id = q.tenant_id and t.id = q.terminal_id
    where q.tenant_id = ${tenantId}::uuid and q.resolved_at is null
      ${terminalId ? Prisma.sql`and q.terminal_id = ${terminalId}::uuid` : Prisma.empty}
      ${
        cursor
          ? Prisma.sql`and (q.created_at, q.id) < (select c.created_at, c.id
        from op_quarantine c where c.tenant_id = q.tenant_id and c.id = ${cursor}::uuid)`
          : Prisma.empty
      }
    order by q.created_at desc, q.id desc limit ${pageOf(filter) + 1}`;
  const shown = rows.slice(0, pageOf(filter));
  const nextCursor = rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null;
  return { rows: shown.map(rowOf), nextCursor };
}

function rowOf({ raw, createdAt, ...row }: Row): QuarantinedRow {
  const receiptNumber = /"receiptNumber":"([^"\\]{1,60})"/.exec(raw)?.[1] ?? null;
  const sum = /"totals":\{[^}]*"gross":(\d{1,15})/.exec(raw)?.[1];
  return {
    ...row,
    createdAt: createdAt.getTime(),
    receiptNumber,
    sum: sum === undefined ? null : Number(sum),
  };
}
