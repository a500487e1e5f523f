import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '../testing/index.ts';
import { uuidv7Now } from '../uuidv7-now.ts';
import { backup, readManifest, restore } from './index.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');
/** Written with its link of the audit chain by a trigger. */
const AUDITED = { actorKind: 'system', action: 'sync.restore-found', details: {} };
let at: TestDatabase;
let shop: ATenant;
let folder: string;
const made: string[] = [];
beforeAll(async () => {
  at = await testDatabase();
  shop = await aTenant(at.db, { name: 'Tab\there, a \\ and a\nline' });
  await at.db.inTenant(shop.tenantId, (tx) =>
    tx.auditEntry.create({ data: { ...AUDITED, tenantId: shop.tenantId, id: uuidv7Now() } }),
  );
  await at.query(`insert into jobs.run (id, function_id, event) values ('r', 'f', '{"data":{}}')`);
  await at.query(
    `insert into jobs.step (run_id, id, op, name, pending) values ('r', 's', 'o', 'n', false)`,
  );
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'oson-backup-')), 'one');
  await backup(at.ownerUrl, folder);
});
afterAll(async () => {
  for (const name of made) await at.query(`drop database if exists ${name} with (force)`);
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
  await at.close();
});

async function emptyDatabase(): Promise<string> {
  const name = `restored_${randomBytes(4).toString('hex')}`;
  made.push(name);
  await at.query(`create database ${name}`);
  return Object.assign(new URL(at.ownerUrl), { pathname: `/${name}` }).toString();
}

/** One digest a table; the epoch is the one thing that a restore changes. */
async function digests(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { tables } = readManifest(folder);
  const told: Record<string, string> = {};
  for (const { schema, name } of tables) {
    const { rows } = await client.query<{ row: string }>(
      `select (case when $1 = 'tenant_seq' then to_jsonb(t) - 'epoch' else to_jsonb(t) end)::text
         as row from "${schema}"."${name}" t order by 1`,
      [name],
    );
    const text = rows.map(({ row }) => row).join('\n');
    told[name] = createHash('sha256').update(text).digest('hex');
  }
  await client.end();
  return told;
}

test('[S42] what was backed up comes back row for row, with a new epoch for every tenant', async () => {
  const url = await emptyDatabase();
  const restored = await restore(url, folder, MIGRATIONS);
  expect(restored).toMatchObject({ tenants: 1 });
  expect(restored.rows).toBeGreaterThan(20);
  const before = await digests(at.ownerUrl);
  const after = await digests(url);
  expect({ ...after, terminal_incident: null }).toEqual({ ...before, terminal_incident: null });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const epochs = await client.query('select epoch from tenant_seq');
  expect(epochs.rows).toEqual([{ epoch: 2 }]);
  const told = await client.query('select kind, cause, tenant_id from terminal_incident');
  expect(told.rows).toEqual([{ kind: 'restore', cause: 'announced', tenant_id: shop.tenantId }]);
  // What the database numbers itself goes on behind what came back.
  const step = await client.query(
    `insert into jobs.step (run_id, id, op, name, pending) values ('r', 't', 'o', 'n', false)
     returning finished_order::int`,
  );
  expect(step.rows).toEqual([{ finished_order: 2 }]);
  await client.end();
});

test('a restore that breaks off behind the rows has raised the epochs with them', async () => {
  const url = await emptyDatabase();
  const broken = path.join(path.dirname(folder), 'migrations');
  fs.cpSync(MIGRATIONS, broken, { recursive: true });
  fs.mkdirSync(path.join(broken, '99990101000000_breaks'));
  fs.writeFileSync(path.join(broken, '99990101000000_breaks/migration.sql'), 'select 1 / 0');
  await expect(restore(url, folder, broken)).rejects.toThrow('99990101000000_breaks');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select epoch from tenant_seq');
  await client.end();
  expect(rows).toEqual([{ epoch: 2 }]);
});

test('a database that is not empty is left alone', async () => {
  await expect(restore(at.ownerUrl, folder, MIGRATIONS)).rejects.toThrow('not empty');
});

test('a file that is not what was written stops it before anything is written', async () => {
  const copy = path.join(path.dirname(folder), 'bent');
  fs.cpSync(folder, copy, { recursive: true });
  const manifest = readManifest(copy);
  const sku = manifest.tables.find(({ name }) => name === 'sku');
  const other = manifest.tables.find(({ name }) => name === 'product');
  fs.copyFileSync(path.join(copy, other?.file ?? ''), path.join(copy, sku?.file ?? ''));
  const url = await emptyDatabase();
  await expect(restore(url, copy, MIGRATIONS)).rejects.toThrow('not what was written');
  fs.rmSync(path.join(copy, 'manifest.json'));
  await expect(restore(url, copy, MIGRATIONS)).rejects.toThrow('no whole backup');
});

test('a role that row security holds gets no half backup', async () => {
  const half = path.join(path.dirname(folder), 'half');
  await expect(backup(at.urls.support, half)).rejects.toThrow();
  expect(fs.existsSync(path.join(half, 'manifest.json'))).toBe(false);
});
