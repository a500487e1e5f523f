import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';

const LOCK_KEY = 72_707_369; // the key that Prisma's own migrate takes

const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/** Makes the database when it is not there yet. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const client = await connect(serverUrl);
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Gives a database another name; false when there is none of that name. */
export async function putAside(serverUrl: string, name: string, aside: string): Promise<boolean> {
  const client = await connect(serverUrl);
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) return false;
    const quoted = [name, aside].map((each) => pg.escapeIdentifier(each));
    await client.query(`alter database ${quoted[0]} rename to ${quoted[1]}`);
    return true;
  } finally {
    await client.end();
  }
}

/**
 * Applies what is missing of `folder` (prisma/migrations), each migration in one transaction.
 * `isWanted` may leave some for later. Writes the same table as `prisma migrate deploy`, so either may follow the other.
 */
export async function migrate(
  ownerUrl: string,
  folder: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<string[]> {
  const client = await connect(ownerUrl);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await client.query(TABLE);
    const done = await client.query<{ migration_name: string }>(
      'select migration_name from _prisma_migrations where finished_at is not null',
    );
    const applied = new Set(done.rows.map((row) => row.migration_name));
    const missing = migrationNames(folder).filter((name) => !applied.has(name) && isWanted(name));
    for (const name of missing) await applyOne(client, folder, name);
    return missing;
  } finally {
    await client.end();
  }
}

function migrationNames(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function applyOne(client: pg.Client, folder: string, name: string): Promise<void> {
  const sql = fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
  const checksum = createHash('sha256').update(sql).digest('hex');
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // reported by the query that meets it
  await client.connect();
  return client;
}

/** The log-in roles of the application, with the passwords of this installation. */
export type RoleUrls = { app: string; auth: string; support: string; jobs: string };

/**
 * Gives the four roles of the migrations a log-in and returns their URLs. Passwords are derived
 * by the caller and kept outside the database.
 */
export async function ensureRoles(
  ownerUrl: string,
  passwords: Record<keyof RoleUrls, string>,
): Promise<RoleUrls> {
  const client = await connect(ownerUrl);
  const urls: Partial<RoleUrls> = {};
  try {
    for (const role of ['app', 'auth', 'support', 'jobs'] as const) {
      const password = pg.escapeLiteral(passwords[role]);
      await client.query(`alter role oson_${role} login password ${password}`);
      const url = new URL(ownerUrl);
      url.username = `oson_${role}`;
      url.password = passwords[role];
      urls[role] = url.toString();
    }
  } finally {
    await client.end();
  }
  return urls as RoleUrls;
}
