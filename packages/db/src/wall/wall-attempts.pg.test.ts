import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '../testing/index.ts';
import { type AnyRow, type AnyTable, anyRow, anyTable, insertOf } from './any-row.ts';
import { tenantTables } from './wall-faults.ts';

/** What a try came to: rows it reached, or the SQLSTATE of its refusal. */
type Outcome = { rows: number } | { code: string };
type Attempt = { name: string; query: pg.QueryConfig; refusal: 'no-row' | 'error' };

const DENIED = '42501';
const NO_PARENT = '23503';

let at: TestDatabase;
let owner: pg.Client;
let mine: ATenant;
let theirs: ATenant;
let tables: AnyTable[];
/** A row of each table and tenant, put there behind every wall. */
const rowsOf = new Map<string, { mine: AnyRow; theirs: AnyRow }>();
let attempts = 0;
const broken: string[] = [];

beforeAll(async () => {
  at = await testDatabase();
  mine = await aTenant(at.db);
  theirs = await aTenant(at.db);
  owner = await connect(at.ownerUrl);
  tables = [];
  for (const name of await tenantTables(owner)) tables.push(await anyTable(owner, name));
  await owner.query(`set session_replication_role = 'replica'`); // rows without their parents
  for (const table of tables) {
    const pair = {
      mine: await oneRow(table, mine.tenantId),
      theirs: await oneRow(table, theirs.tenantId),
    };
    rowsOf.set(table.name, pair);
  }
});
afterAll(async () => {
  await owner.end();
  await at.close();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // a failed test drops the database under its connections
  await client.connect();
  return client;
}

async function oneRow(table: AnyTable, tenantId: string): Promise<AnyRow> {
  const found = await owner.query(`select * from "${table.name}" where tenant_id = $1 limit 1`, [
    tenantId,
  ]);
  const [first] = found.rows as AnyRow[];
  if (first) return asParameters(table, first);
  const row = anyRow(table, { tenant_id: tenantId });
  await owner.query(insertOf(table, row));
  return row;
}

/** A row as read, with its JSON as text again. */
function asParameters(table: AnyTable, row: AnyRow): AnyRow {
  const json = new Set(
    table.columns.filter(({ type }) => type === 'jsonb').map(({ name }) => name),
  );
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      json.has(name) && value !== null ? JSON.stringify(value) : value,
    ]),
  );
}

/** Runs one query in a transaction of its own that never commits. */
async function outcomeOf(
  client: pg.Client,
  tenant: string | null,
  query: pg.QueryConfig,
): Promise<Outcome> {
  await client.query('begin');
  try {
    if (tenant !== null)
      await client.query(`select set_config('app.tenant_id', $1, true)`, [tenant]);
    const { rowCount } = await client.query(query);
    return { rows: rowCount ?? 0 };
  } catch (error) {
    return { code: (error as { code: string }).code };
  } finally {
    await client.query('rollback');
  }
}

/** Counts a try and keeps what came through. */
function judge(what: string, outcome: Outcome, accepted: readonly string[] = [DENIED]): void {
  attempts += 1;
  const refused = 'rows' in outcome ? outcome.rows === 0 : accepted.includes(outcome.code);
  if (!refused) broken.push(`${what}: ${JSON.stringify(outcome)}`);
}

const keyIs = (table: AnyTable, row: AnyRow): pg.QueryConfig => ({
  text: table.key.map((name, index) => `"${name}" = $${index + 1}`).join(' and '),
  values: table.key.map((name) => row[name]),
});

function attemptsOn(table: AnyTable): Attempt[] {
  const pair = rowsOf.get(table.name) as { mine: AnyRow; theirs: AnyRow };
  const b = theirs.tenantId;
  const other = keyIs(table, pair.theirs);
  const own = keyIs(table, pair.mine);
  const key = table.key.map((name) => `"${name}"`).join(', ');
  const t = `"${table.name}"`;
  const theirNew = () => anyRow(table, { tenant_id: b });
  const update = `on conflict (${key}) do update set tenant_id = excluded.tenant_id`;
  const no = (name: string, text: string, values?: unknown[]): Attempt => ({
    name,
    query: { text, values },
    refusal: 'no-row',
  });
  const error = (name: string, query: pg.QueryConfig): Attempt => ({
    name,
    query,
    refusal: 'error',
  });
  return [
    no('read by key', `select from ${t} where ${other.text}`, other.values),
    no('read all', `select from ${t} where tenant_id <> $1`, [mine.tenantId]),
    no('lock', `select from ${t} where ${other.text} for update`, other.values),
    no('change', `update ${t} set tenant_id = tenant_id where ${other.text}`, other.values),
    no('delete', `delete from ${t} where ${other.text}`, other.values),
    no('copy', `insert into ${t} select * from ${t} where tenant_id = $1`, [b]),
    error('add', insertOf(table, theirNew())),
    error('add unless there', insertOf(table, pair.theirs, 'on conflict do nothing')),
    error('add over', insertOf(table, pair.theirs, update)),
    error('move away', {
      text: `update ${t} set tenant_id = $${table.key.length + 1} where ${own.text}`,
      values: [...(own.values ?? []), b],
    }),
    error(
      'take over the key',
      insertOf(table, pair.mine, `on conflict (${key}) do update set tenant_id = '${b}'`),
    ),
  ];
}

test('[S1][S4] one tenant reaches no row of another, in any table, by any statement', async () => {
  const app = await connect(at.urls.app);
  for (const table of tables) {
    for (const { name, query, refusal } of attemptsOn(table)) {
      const outcome = await outcomeOf(app, mine.tenantId, query);
      judge(`${table.name}: ${name}`, outcome);
      if (refusal === 'error') expect(outcome, `${table.name}: ${name}`).toEqual({ code: DENIED });
    }
  }
  await app.end();
  expect(broken).toEqual([]);
});

test('[S1] with no tenant, an empty one or none of ours, no row is there', async () => {
  const app = await connect(at.urls.app);
  for (const table of tables) {
    const read = { text: `select from "${table.name}"` };
    for (const tenant of [null, '', '00000000-0000-0000-0000-000000000000']) {
      judge(`${table.name}: read as ${tenant}`, await outcomeOf(app, tenant, read));
    }
    const add = insertOf(table, anyRow(table, { tenant_id: mine.tenantId }));
    judge(`${table.name}: add without a tenant`, await outcomeOf(app, null, add));
  }
  await app.end();
  expect(broken).toEqual([]);
});

test('[S4] no foreign key accepts a parent of another tenant, nor tells whether it exists', async () => {
  const app = await connect(at.urls.app);
  const told = new Set<string>();
  for (const table of tables) {
    for (const { columns, parent, parentColumns, name } of table.foreignKeys) {
      const parentRow = rowsOf.get(parent.replaceAll('"', ''))?.theirs as AnyRow;
      const link = Object.fromEntries(
        columns.map((column, i) => [column, parentRow[parentColumns[i] as string]]),
      );
      const row = anyRow(table, { ...withoutLinks(table), ...link, tenant_id: mine.tenantId });
      const outcome = await outcomeOf(app, mine.tenantId, insertOf(table, row));
      judge(`${table.name}: ${name}`, outcome, [NO_PARENT, DENIED]);
      if ('code' in outcome) told.add(outcome.code);
    }
  }
  await app.end();
  expect(broken).toEqual([]);
  expect([...told]).toContain(NO_PARENT);
});

/** Nullable links left empty, so that only the link under test can be refused. */
function withoutLinks(table: AnyTable): AnyRow {
  const pair = rowsOf.get(table.name) as { mine: AnyRow };
  const links = table.foreignKeys
    .flatMap(({ columns }) => columns)
    .filter((c) => c !== 'tenant_id');
  return Object.fromEntries(links.map((column) => [column, pair.mine[column]]));
}

test('[S2] the roles of accounts and jobs reach nothing of a tenant but what is theirs', async () => {
  const allowed: Record<string, string[]> = {
    auth: ['api_key', 'tenant_settings', 'terminal', 'terminal_incarnation'],
    jobs: ['job_outbox', 'tenant_settings'],
  };
  for (const role of ['auth', 'jobs'] as const) {
    const client = await connect(at.urls[role]);
    for (const table of tables.filter(({ name }) => !allowed[role]?.includes(name))) {
      const read = await outcomeOf(client, theirs.tenantId, {
        text: `select from "${table.name}"`,
      });
      judge(`${role} reads ${table.name}`, read);
      const row = anyRow(table, { tenant_id: theirs.tenantId });
      judge(
        `${role} adds to ${table.name}`,
        await outcomeOf(client, theirs.tenantId, insertOf(table, row)),
      );
    }
    await client.end();
  }
  expect(broken).toEqual([]);
});

test('[S2] support that looks at one tenant sees no other, and changes nothing', async () => {
  const support = await connect(at.urls.support);
  const own = ['audit_entry', 'support_access'];
  for (const table of tables) {
    const read = {
      text: `select from "${table.name}" where tenant_id = $1`,
      values: [theirs.tenantId],
    };
    judge(`support reads ${table.name}`, await outcomeOf(support, mine.tenantId, read));
    const change = { text: `update "${table.name}" set tenant_id = tenant_id` };
    judge(`support changes ${table.name}`, await outcomeOf(support, mine.tenantId, change));
    const away = { text: `delete from "${table.name}"` };
    judge(`support deletes from ${table.name}`, await outcomeOf(support, mine.tenantId, away));
    if (own.includes(table.name)) continue;
    const row = anyRow(table, { tenant_id: mine.tenantId });
    judge(
      `support adds to ${table.name}`,
      await outcomeOf(support, mine.tenantId, insertOf(table, row)),
    );
  }
  await support.end();
  expect(broken).toEqual([]);
});

test('[S2] no role climbs over the wall', async () => {
  const climbs = [
    'set role postgres',
    'set session authorization postgres',
    'set local row_security = off; select from sale',
    'alter table sale disable row level security',
    'alter table sale no force row level security',
    'drop policy tenant_wall on sale',
    'create policy mine on sale using (true)',
    'truncate sale',
    'create table mine (id int)',
    'create view mine as select * from sale',
    `create function mine() returns int language sql security definer as 'select 1'`,
    'create schema mine',
    `grant all on sale to public; update sale set receipt_number = ''`,
    'alter role oson_app superuser',
    `copy sale to program 'cat'`,
    `select pg_read_file('/etc/passwd')`,
    'select * from pg_authid',
    `create extension dblink`,
  ];
  for (const role of ['app', 'auth', 'support', 'jobs'] as const) {
    const client = await connect(at.urls[role]);
    for (const sql of climbs) {
      const outcome = await outcomeOf(client, mine.tenantId, { text: sql });
      judge(`${role}: ${sql}`, outcome);
      expect(outcome, `${role}: ${sql}`).toEqual({ code: DENIED });
    }
    await client.end();
  }
});

test('[S2] jobs delete nothing of a chain that is not closed for 120 days, nor of any other', async () => {
  const jobs = await connect(at.urls.jobs);
  const close = (tenantId: string, days: number) =>
    owner.query(
      `update tenant_settings set status = 'closed', closed_at = now() - $2 * interval '1 day'
       where tenant_id = $1`,
      [tenantId, days],
    );
  const deletes = async () => {
    let rows = 0;
    for (const { name } of tables.filter(({ name }) => name !== 'job_outbox')) {
      const tried = await outcomeOf(jobs, mine.tenantId, { text: `delete from ${name}` });
      judge(`jobs delete from ${name}`, tried);
      if ('rows' in tried) rows += tried.rows;
    }
    return rows;
  };
  expect(await deletes()).toBe(0);
  await close(theirs.tenantId, 200);
  expect(await deletes()).toBe(0);
  await close(mine.tenantId, 119);
  expect(await deletes()).toBe(0);
  await owner.query(`update tenant_settings set status = 'active', closed_at = null`);
  await jobs.end();
});

test('[S5] a tenant set for a whole session does not reach the next act of the pool', async () => {
  await at.db.inTenant(mine.tenantId, async (tx) => {
    await tx.$executeRaw`select set_config('app.tenant_id', ${theirs.tenantId}, false)`;
  });
  const acts = Array.from({ length: 30 }, () =>
    at.db.inTenant(mine.tenantId, (tx) =>
      tx.sku.findMany({ where: { tenantId: theirs.tenantId } }),
    ),
  );
  attempts += acts.length;
  expect((await Promise.all(acts)).flat()).toEqual([]);
});

test('all were refused', () => {
  expect(broken).toEqual([]);
  expect(attempts).toBeGreaterThan(1_000);
  console.log(`wall: ${tables.length} tables, ${attempts} cross-tenant attempts, all refused`);
});
