import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';

type Column = { name: string; type: string };
export type AnyRow = Record<string, unknown>;
export type ForeignKey = {
  table: string;
  name: string;
  columns: string[];
  parent: string;
  parentColumns: string[];
};
/** How rows of any table are made, so that a new table is attacked without anybody adding it. */
export type AnyTable = {
  name: string;
  columns: Column[];
  key: string[];
  foreignKeys: ForeignKey[];
};

/** The shape of a table, as the catalogue has it. */
export async function anyTable(owner: pg.Client, name: string): Promise<AnyTable> {
  const columns = await owner.query<Column>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 order by ordinal_position`,
    [name],
  );
  const key = await owner.query<{ name: string }>(
    `select a.attname as name from pg_index i
     join unnest(i.indkey) with ordinality k (num, at) on true
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
     where i.indrelid = format('public.%I', $1::text)::regclass and i.indisprimary order by k.at`,
    [name],
  );
  const foreignKeys = await owner.query<ForeignKey>(
    `select $1::text as table, f.conname as name, f.confrelid::regclass::text as parent,
       array(select attname::text from unnest(f.conkey) with ordinality k (num, at)
         join pg_attribute on attrelid = f.conrelid and attnum = num order by at) as columns,
       array(select attname::text from unnest(f.confkey) with ordinality k (num, at)
         join pg_attribute on attrelid = f.confrelid and attnum = num order by at) as "parentColumns"
     from pg_constraint f
     where f.contype = 'f' and f.conrelid = format('public.%I', $1::text)::regclass`,
    [name],
  );
  return {
    name,
    columns: columns.rows,
    key: key.rows.map((row) => row.name),
    foreignKeys: foreignKeys.rows,
  };
}

let counter = 0;

const MAKE: Record<string, () => unknown> = {
  uuid: () => randomUUID(),
  text: () => `text ${++counter}`,
  bigint: () => ++counter,
  integer: () => ++counter,
  boolean: () => false,
  jsonb: () => '{}',
  bytea: () => randomBytes(8),
  date: () => '2026-01-01',
  'timestamp with time zone': () => new Date(0),
};

/** A row with a value in every column; `over` says which values matter. */
export function anyRow(table: AnyTable, over: AnyRow): AnyRow {
  const row: AnyRow = {};
  for (const { name, type } of table.columns) {
    const make = MAKE[type];
    if (!make) throw new Error(`${table.name}.${name}: nobody says how to make a ${type}`);
    row[name] = name in over ? over[name] : make();
  }
  return row;
}

/** `insert into table (...) values (...)` with its values, and what follows it. */
export function insertOf(table: AnyTable, row: AnyRow, tail = ''): pg.QueryConfig {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  const text = `insert into "${table.name}" (${columns}) values (${places}) ${tail}`;
  return { text, values: Object.values(row) };
}
