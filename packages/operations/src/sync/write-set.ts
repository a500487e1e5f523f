import { Prisma, type TenantTx } from '@oson/db';
import { type PostedTable, type RowOf, TABLE_COLUMNS } from './table-columns.ts';

/** Everything that a batch adds, collected first and written at once. */
export class WriteSet {
  readonly #rows = new Map<PostedTable, object[]>();

  add<Table extends PostedTable>(table: Table, row: RowOf<Table>): void {
    const rows = this.#rows.get(table);
    if (rows) rows.push(row);
    else this.#rows.set(table, [row]);
  }

  rowsOf<Table extends PostedTable>(table: Table): readonly RowOf<Table>[] {
    return (this.#rows.get(table) ?? []) as RowOf<Table>[];
  }

  /** One INSERT a table that has rows, as parts of a single statement. */
  inserts(tenantId: string): Prisma.Sql[] {
    return [...this.#rows].map(([table, rows]) => insertOf(tenantId, table, rows));
  }
}

/** Rows that a resent or merged fact may name again; the first stands. */
const MAY_EXIST: ReadonlySet<PostedTable> = new Set([
  'product',
  'sku',
  'barcode',
  'approval',
  'sale_flag_sale',
  'op_waiting',
  'op_quarantine',
]);

function insertOf(tenantId: string, table: PostedTable, rows: readonly object[]): Prisma.Sql {
  // Names and types are constants of this package; every value travels in the JSON parameter.
  const columns = Object.entries(TABLE_COLUMNS[table]);
  const quoted = columns.map(([name]) => `"${name}"`).join(', ');
  const typed = columns.map(([name, type]) => `"${name}" ${type}`).join(', ');
  const onConflict = MAY_EXIST.has(table) ? 'on conflict do nothing' : '';
  return Prisma.sql`insert into ${Prisma.raw(`"${table}" (tenant_id, ${quoted})`)}
    select ${tenantId}::uuid, ${Prisma.raw(quoted)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${Prisma.raw(typed)})
    ${Prisma.raw(onConflict)}`;
}

/** Runs data-changing statements in one round trip; each sees the rows as they were before all. */
export async function runTogether(tx: TenantTx, statements: readonly Prisma.Sql[]): Promise<void> {
  if (statements.length === 0) return;
  const parts = statements.map(
    (statement, index) => Prisma.sql`${Prisma.raw(`part_${index}`)} as (${statement})`,
  );
  await tx.$executeRaw`with ${Prisma.join(parts, ', ')} select 1`;
}
