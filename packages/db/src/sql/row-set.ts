import { Prisma } from '../generated/client.ts';
import { arrayParam, type ColumnType } from './array-param.ts';

export type Columns = Readonly<Record<string, ColumnType>>;

/**
 * Rows as a table expression for FROM, one binary array a column: `rowSet(columns, rows)` is
 * `unnest($1::uuid[], …) as r("id", …)`. Names and types are constants of the caller, never data.
 */
export function rowSet(columns: Columns, rows: readonly object[], alias = 'r'): Prisma.Sql {
  const names = Object.keys(columns);
  const arrays = names.map((name) => {
    const type = columns[name] as ColumnType;
    const values = rows.map((row) => (row as Record<string, unknown>)[name]);
    return arrayOf(type, values);
  });
  const quoted = names.map((name) => `"${name}"`).join(', ');
  return Prisma.sql`unnest(${Prisma.join(arrays)}) as ${Prisma.raw(`${alias}(${quoted})`)}`;
}

/** Values as one parameter, for `= any(…)` and `unnest(…)`. */
export function arrayOf(type: ColumnType, values: readonly unknown[]): Prisma.Sql {
  return Prisma.sql`${arrayParam(type, values)}${Prisma.raw(`::${type}[]`)}`;
}

/** Ids as one parameter for `= any(…)`. */
export function idSet(ids: Iterable<string>): Prisma.Sql {
  return arrayOf('uuid', [...ids]);
}
