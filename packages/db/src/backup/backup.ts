import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { countRows } from './count-rows.ts';
import { type Manifest, type TableCopy, writeManifest } from './manifest.ts';
import { copyTarget, tablesInOrder, type TableShape } from './tables.ts';

/**
 * Copies a database into a new folder: all tables out of one snapshot, each as COPY text, and a
 * manifest with counts and digests. Selling goes on meanwhile. `ownerUrl` is of a role that row
 * security does not hold; any other is refused by the database instead of leaving rows out.
 */
export async function backup(ownerUrl: string, folder: string): Promise<Manifest> {
  if (fs.existsSync(folder)) throw new Error(`${folder} is there already`);
  fs.mkdirSync(folder, { recursive: true });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query('set local row_security = off');
    const tables: TableCopy[] = [];
    for (const table of await tablesInOrder(client)) {
      tables.push(await copyOut(client, table, folder));
    }
    const manifest: Manifest = { version: 1, ...(await describe(client)), tables };
    await client.query('commit');
    writeManifest(folder, manifest);
    return manifest;
  } finally {
    await client.end();
  }
}

async function describe(client: pg.Client) {
  const { rows } = await client.query<{ at: Date; postgres: number }>(
    `select now() as at, current_setting('server_version_num')::int as postgres`,
  );
  const migrations = await client.query<{ name: string }>(
    `select migration_name as name from _prisma_migrations
     where finished_at is not null and rolled_back_at is null order by 1`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database did not say what time it is');
  return {
    at: row.at.toISOString(),
    postgres: row.postgres,
    migrations: migrations.rows.map(({ name }) => name),
  };
}

async function copyOut(client: pg.Client, table: TableShape, folder: string): Promise<TableCopy> {
  const file = `${table.schema}.${table.name}.copy.gz`;
  const counting = countRows();
  await pipeline(
    client.query(copyTo(`copy ${copyTarget(table)} to stdout`)),
    counting,
    createGzip(),
    fs.createWriteStream(path.join(folder, file), { flush: true }),
  );
  return { ...table, ...counting.told(), file };
}
