import { Prisma, rowSet, type SqlTx } from '@oson/db';
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

  /**
   * One INSERT a table that has rows; a table that is referred to stands before those that do. What
   * every sale writes goes as one statement: each costs about as much as the rows of a sale.
   */
  inserts(tenantId: string): Prisma.Sql[] {
    const isSale = SALE_TABLES.every((table) => this.#rows.has(table));
    const inserts = TABLES.filter((table) => !isSale || !OF_SALE.has(table))
      .map((table) => this.insertOf(tenantId, table))
      .filter((insert) => insert !== null);
    return isSale ? [this.#saleInsert(tenantId), ...inserts] : inserts;
  }

  #saleInsert(tenantId: string): Prisma.Sql {
    const [sales, lines, tenders, movements] = SALE_TABLES.map((table) =>
      insertOf(tenantId, table, this.rowsOf(table)),
    );
    return Prisma.sql`with sales as (${sales}), lines as (${lines}), tenders as (${tenders})
      ${movements}`;
  }

  /** The INSERT of one table; null when it has no rows. */
  insertOf(tenantId: string, table: PostedTable): Prisma.Sql | null {
    const rows = this.#rows.get(table);
    return rows ? insertOf(tenantId, table, rows) : null;
  }
}

const SALE_TABLES = ['sale', 'sale_line', 'tender', 'stock_movement'] as const;
const OF_SALE: ReadonlySet<PostedTable> = new Set(SALE_TABLES);

/** The outbox comes last of all, by itself. */
const TABLES = (Object.keys(TABLE_COLUMNS) as PostedTable[]).filter(
  (table) => table !== 'job_outbox',
);

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
  const columns = TABLE_COLUMNS[table];
  // Names are constants of this package; every value travels in an array of its column.
  const names = Object.keys(columns)
    .map((name) => `"${name}"`)
    .join(', ');
  const onConflict = MAY_EXIST.has(table) ? 'on conflict do nothing' : '';
  return Prisma.sql`insert into ${Prisma.raw(`"${table}" (tenant_id, ${names})`)}
    select ${tenantId}::uuid, ${Prisma.raw(names)} from ${rowSet(columns, rows)}
    ${Prisma.raw(onConflict)}`;
}

/**
 * Runs statements one after the other without waiting in between: they travel together. The first
 * that fails is the fault that is told.
 */
export async function runInTurn(tx: SqlTx, statements: readonly Prisma.Sql[]): Promise<void> {
  await Promise.all(statements.map((statement) => tx.$executeRaw(statement)));
}
