import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { APPEND_ONLY, FORGOTTEN, tenantTables, wallFaults } from './wall-faults.ts';

let at: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  at = await testDatabase();
  owner = new pg.Client({ connectionString: at.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await at.close();
});

/** The faults while `sql` holds. */
async function planted(sql: string): Promise<string[]> {
  await owner.query('begin');
  try {
    await owner.query(sql);
    return await wallFaults(owner);
  } finally {
    await owner.query('rollback');
  }
}

test('[S1][S2][S3][S4][S29] the migrated database breaks no rule of the wall', async () => {
  expect(await wallFaults(owner)).toEqual([]);
  expect((await tenantTables(owner)).length).toBeGreaterThan(50);
});

const wall = (table: string) => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy tenant_wall on ${table} to oson_app
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));`;
const fresh = `create table fresh (tenant_id uuid, id uuid, primary key (tenant_id, id));`;

test('a new table that keeps the rules is welcome', async () => {
  expect(await planted(fresh + wall('fresh'))).toEqual([]);
});

test.each([
  ['[S1] no row security', fresh, /S1 fresh: row security is not forced/],
  [
    '[S1] not forced',
    `${fresh}${wall('fresh')} alter table fresh no force row level security`,
    /S1 fresh: row security is not forced/,
  ],
  [
    '[S1] no check on writing',
    `${fresh}${wall('fresh')} drop policy tenant_wall on fresh; create policy tenant_wall on fresh to oson_app using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))`,
    /S1 fresh: needs one policy/,
  ],
  [
    '[S1] a second, open policy',
    `create policy open on sale to oson_app using (true)`,
    /S1 sale: needs one policy/,
  ],
  [
    '[S1] a policy for everybody',
    `create policy open on sale using (true)`,
    /S1 sale: needs one policy/,
  ],
  [
    '[S1] a policy of another setting',
    `drop policy tenant_wall on sku; create policy tenant_wall on sku to oson_app using (true) with check (true)`,
    /S1 sku: needs one policy/,
  ],
  [
    '[S1] a table without a tenant',
    `create table price_of_gold (id uuid primary key)`,
    /S1 price_of_gold: has no tenant_id/,
  ],
  [
    '[S2] a role that bypasses',
    `alter role oson_app bypassrls`,
    /S2 oson_app: may more than log in/,
  ],
  [
    '[S2] a role that is somebody else too',
    `grant oson_support to oson_app`,
    /S2 oson_app: is a member of oson_support/,
  ],
  ['[S2] a role that owns', `alter table sku owner to oson_app`, /S2 oson_app: owns sku/],
  [
    '[S2] a role that truncates',
    `grant truncate on sku to oson_app`,
    /S2 oson_app: may truncate sku/,
  ],
  [
    '[S2] a role that refers',
    `grant references on sku to oson_app`,
    /S2 oson_app: may references sku/,
  ],
  [
    '[S2] a role that creates',
    `grant create on schema public to oson_app`,
    /S2 oson_app: may create in public/,
  ],
  [
    '[S2] sales that can be deleted',
    `grant delete on sku to oson_app`,
    /S2 oson_app: may delete from sku/,
  ],
  [
    '[S2] accounts in reach of the application',
    `grant select (email) on "user" to oson_app`,
    /S2 oson_app: may select user/,
  ],
  [
    '[S2] sales in reach of the accounts',
    `grant select on sale to oson_auth`,
    /S2 oson_auth: may select sale/,
  ],
  [
    '[S2] support that writes',
    `grant update (name) on store to oson_support`,
    /S2 oson_support: may update store/,
  ],
  ['[S3] a view', `create view all_sales as select * from sale`, /S3 all_sales: a view/],
  [
    '[S3] a materialised view',
    `create materialized view all_sales as select * from sale`,
    /S3 all_sales: a materialised/,
  ],
  [
    '[S3] a deputy',
    `create function all_sales() returns setof sale language sql security definer as 'select * from sale'`,
    /S3 all_sales: a function/,
  ],
  [
    '[S4] a unique index that tells',
    `create unique index told on barcode (code)`,
    /S4 barcode: unique index told/,
  ],
  [
    '[S4] a key without its tenant',
    `create table fresh (tenant_id uuid, id uuid primary key); ${wall('fresh')}`,
    /S4 fresh: unique index fresh_pkey/,
  ],
  [
    '[S4] a table without a key',
    `create table fresh (tenant_id uuid); ${wall('fresh')}`,
    /S4 fresh: has no primary key/,
  ],
  [
    '[S4] a foreign key to an account',
    `alter table staff add foreign key (user_id) references "user" (id)`,
    /S4 staff: foreign key/,
  ],
  [
    '[S29] an audit that can be changed',
    `grant update (reason) on audit_entry to oson_app`,
    /S29 audit_entry/,
  ],
  [
    '[S29] a feed that can be forgotten at once',
    `drop policy keeps_pointers on change_row`,
    /S29 change_row: may be changed/,
  ],
  [
    '[S29] a sale that can be changed',
    `grant update (gross) on sale to oson_app`,
    /S29 sale: may be changed/,
  ],
])('%s is found', async (_name, sql, fault) => {
  expect((await planted(sql)).join('\n')).toMatch(fault);
});

test('[S29] the application is refused a change of what is written once', async () => {
  const app = new pg.Client({ connectionString: at.urls.app });
  await app.connect();
  const refused: string[] = [];
  for (const table of APPEND_ONLY) {
    for (const sql of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`]) {
      await app.query(sql).catch((error: { code: string }) => refused.push(error.code));
    }
  }
  await app.end();
  // What is forgotten when it is old may be deleted, by a policy that keeps what is young.
  const times = APPEND_ONLY.length * 2 - FORGOTTEN.length;
  expect(refused).toEqual(Array(times).fill('42501'));
});
