import { Prisma, type TenantTx } from '@oson/db';

export type Row = Record<string, string | number | boolean | null | object | undefined>;

/**
 * Inserts rows of one shape in one statement: they travel as one JSON value and Postgres reads them
 * by the table's own types. What is there already stays. Table and columns are names of this
 * package's code, never anybody's input.
 */
export async function insertSet(tx: TenantTx, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).map((name) => `"${name}"`);
  const names = Prisma.raw(['tenant_id', ...columns].join(', '));
  const target = Prisma.raw(`"${table}"`);
  const all = rows.map((row) => ({ ...row, tenant_id: tx.tenantId }));
  await tx.$executeRaw`
    insert into ${target} (${names})
    select ${names} from jsonb_populate_recordset(null::${target}, ${JSON.stringify(all)}::jsonb)
    on conflict do nothing`;
}
