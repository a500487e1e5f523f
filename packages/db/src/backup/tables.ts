import type pg from 'pg';

export type TableShape = { schema: string; name: string; columns: string[] };

/** The schemas that hold the product's state; the job queue of pg-boss makes its own. */
const SCHEMAS = ['public', 'jobs'];
/** Its rows come with the migrations themselves. */
const LEFT_OUT = ['_prisma_migrations'];

type Row = { schema: string; name: string; columns: string[]; parents: string[] };

/** Every table with the columns that can be written, parents before children. */
export async function tablesInOrder(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query<Row>(
    `select n.nspname as schema, c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and a.attgenerated = '') as columns,
       coalesce((select array_agg(distinct p.relname::text) from pg_constraint f
         join pg_class p on p.oid = f.confrelid
         where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as parents
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'r' and c.relname <> all($2)
     order by 1, 2`,
    [SCHEMAS, LEFT_OUT],
  );
  const left = new Map(rows.map((row) => [row.name, row]));
  const order: TableShape[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ parents }) => !parents.some((name) => left.has(name)),
    );
    if (free.length === 0) throw new Error('foreign keys form a circle');
    for (const { schema, name, columns } of free) {
      left.delete(name);
      order.push({ schema, name, columns });
    }
  }
  return order;
}

/** The COPY clause of a table: quoted name and columns. */
export function copyTarget({ schema, name, columns }: TableShape): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return `${quoted(schema)}.${quoted(name)} (${columns.map(quoted).join(', ')})`;
}
