import fs from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate } from '../embedded/migrate.ts';
import { uuidv7Now } from '../uuidv7-now.ts';
import { countRows } from './count-rows.ts';
import { type Manifest, readManifest, type TableCopy } from './manifest.ts';
import { copyTarget } from './tables.ts';

const POSTGRES_MIN = 150_000;

export type Restored = { at: string; tables: number; rows: number; tenants: number };

/**
 * Brings a backup back into an empty database of PostgreSQL 15 or newer: its own migrations first,
 * then the rows, then what is newer of the migrations. Every tenant gets a new epoch, so that its
 * devices push what the backup lacks and read anew. Nothing is written before every file has the
 * digest of the manifest. Throws when the database is not empty, or the backup is of a newer version.
 */
export async function restore(
  ownerUrl: string,
  folder: string,
  migrations: string,
): Promise<Restored> {
  const manifest = readManifest(folder);
  for (const table of manifest.tables) await assertWhole(folder, table);
  await assertFit(ownerUrl, manifest, migrations);
  const had = new Set(manifest.migrations);
  await migrate(ownerUrl, migrations, (name) => had.has(name));
  await inClient(ownerUrl, async (client) => {
    await client.query('begin');
    await client.query('set local row_security = off');
    // The rows that triggers made are in the backup too: made again they would stand twice.
    await setTriggers(client, manifest, 'disable');
    for (const table of manifest.tables) await copyIn(client, folder, table);
    await setTriggers(client, manifest, 'enable');
    for (const table of manifest.tables) await goOnCounting(client, table);
    // With the rows: a server that stands with them under their old epoch would be believed.
    await client.query('update tenant_seq set epoch = epoch + 1');
    await client.query('commit');
  });
  await migrate(ownerUrl, migrations);
  const tenants = await inClient(ownerUrl, (client) => announce(client, manifest.at));
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return { at: manifest.at, tables: manifest.tables.length, rows, tenants };
}

async function inClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

/** The streams of a table's rows, for a pipeline: a fault of any of them ends all. */
function rowsOf(folder: string, table: TableCopy) {
  return [fs.createReadStream(path.join(folder, table.file)), createGunzip()] as const;
}

async function assertWhole(folder: string, table: TableCopy): Promise<void> {
  const counting = countRows();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(...rowsOf(folder, table), counting, nowhere);
  const { rows, sha256 } = counting.told();
  if (rows !== table.rows || sha256 !== table.sha256) {
    throw new Error(`${table.file} is not what was written`);
  }
}

async function assertFit(url: string, manifest: Manifest, migrations: string): Promise<void> {
  const unknown = manifest.migrations.filter((name) => !fs.existsSync(path.join(migrations, name)));
  if (unknown.length > 0)
    throw new Error(`the backup is of a newer version: ${unknown.join(', ')}`);
  await inClient(url, async (client) => {
    const { rows } = await client.query<{ version: number; tables: string }>(
      `select current_setting('server_version_num')::int as version,
         (select count(*) from pg_class c where c.relnamespace = 'public'::regnamespace
           and c.relkind = 'r') as tables`,
    );
    const [row] = rows;
    if (!row || row.version < POSTGRES_MIN) throw new Error('needs PostgreSQL 15 or newer');
    if (row.tables !== '0') throw new Error('the database is not empty');
  });
}

async function copyIn(client: pg.Client, folder: string, table: TableCopy): Promise<void> {
  const into = client.query(copyFrom(`copy ${copyTarget(table)} from stdin`));
  await pipeline(...rowsOf(folder, table), into);
  if (into.rowCount !== table.rows) throw new Error(`${table.name} took ${into.rowCount} rows`);
}

async function setTriggers(client: pg.Client, { tables }: Manifest, state: 'disable' | 'enable') {
  for (const { schema, name } of tables) {
    await client.query(`alter table "${schema}"."${name}" ${state} trigger user`);
  }
}

/** Numbers that the database gives itself go on behind those that came back. */
async function goOnCounting(client: pg.Client, table: TableCopy): Promise<void> {
  const full = `"${table.schema}"."${table.name}"`;
  const { rows } = await client.query<{ column: string; sequence: string }>(
    `select c as column, pg_get_serial_sequence($1, c) as sequence from unnest($2::text[]) as c
     where pg_get_serial_sequence($1, c) is not null`,
    [full, table.columns],
  );
  for (const { column, sequence } of rows) {
    const next = `(select coalesce(max("${column}"), 0) + 1 from ${full})`;
    await client.query(`select setval($1, ${next}, false)`, [sequence]);
  }
}

/** Each chain's ledger says that the server went back; devices learn it by the epoch. */
async function announce(client: pg.Client, at: string): Promise<number> {
  await client.query('begin');
  await client.query('set local row_security = off');
  const { rows } = await client.query<{ tenant: string; epoch: number; head: string }>(
    'select tenant_id as tenant, epoch, n as head from tenant_seq',
  );
  for (const { tenant, epoch, head } of rows) {
    const details = {
      epoch,
      head: Number(head),
      namedN: Number(head),
      lostChanges: 0,
      backupAt: at,
    };
    await client.query(
      `insert into terminal_incident (tenant_id, id, kind, cause, details)
       values ($1, $2, 'restore', 'announced', $3) on conflict do nothing`,
      [tenant, uuidv7Now(), JSON.stringify(details)],
    );
  }
  await client.query('commit');
  return rows.length;
}
