import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loopbackProxy, type LoopbackProxy } from '../connect/loopback-proxy.ts';
import { type Database, openDatabase } from '../database.ts';
import { Prisma } from '../generated/client.ts';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '../testing/index.ts';
import { withChange } from '../with-change.ts';
import { arrayParam, type ColumnType } from './array-param.ts';
import { idSet, rowSet } from './row-set.ts';

let at: TestDatabase;
let proxy: LoopbackProxy;
let neon: Database;
let one: ATenant;
let two: ATenant;
beforeAll(async () => {
  at = await testDatabase();
  const { hostname, port } = new URL(at.urls.app);
  proxy = await loopbackProxy(hostname, Number(port));
  neon = openDatabase(at.urls, { neonLocalProxy: proxy.address });
  one = await aTenant(at.db);
  two = await aTenant(at.db);
});
afterAll(async () => {
  await neon.close();
  await proxy.close();
  await at.close();
});

const BIG = Number.MAX_SAFE_INTEGER;
const COLUMNS: [ColumnType, unknown[], unknown[]][] = [
  [
    'uuid',
    ['0197a000-0000-7000-8000-0000000000ff', null],
    ['0197a000-0000-7000-8000-0000000000ff', null],
  ],
  [
    'text',
    ['', 'oʻgʻil "x" \\ {a,b}\n', null, 'нон😀'],
    ['', 'oʻgʻil "x" \\ {a,b}\n', null, 'нон😀'],
  ],
  ['int', [0, -1, 2 ** 31 - 1, -(2 ** 31), null], [0, -1, 2 ** 31 - 1, -(2 ** 31), null]],
  [
    'bigint',
    [0, -1, 2 ** 32, -(2 ** 32) - 7, BIG, -BIG, null],
    [0, -1, 2 ** 32, -(2 ** 32) - 7, BIG, -BIG, null]
      .map((n) => n && BigInt(n))
      .map((n) => n ?? null),
  ],
  ['boolean', [true, false, null], [true, false, null]],
  [
    'timestamptz',
    ['2026-11-25T02:42:14.673Z', Date.UTC(1999, 11, 31, 23, 59, 59, 1), null],
    [new Date('2026-11-25T02:42:14.673Z'), new Date('1999-12-31T23:59:59.001Z'), null],
  ],
  [
    'date',
    ['2026-11-25', '1999-12-31', null],
    [new Date('2026-11-25T00:00:00Z'), new Date('1999-12-31T00:00:00Z'), null],
  ],
  ['jsonb', [{ a: ['ʻ', null] }, [], 'x', 7, null], [{ a: ['ʻ', null] }, [], 'x', 7, null]],
];

describe.each(['pg', 'neon'])('through the driver of %s', (driver) => {
  const db = () => (driver === 'pg' ? at.db : neon);

  test.each(COLUMNS)('a column of %s comes back as it was', async (type, values, wanted) => {
    const got = await db().inTenantSql(one.tenantId, async (tx) => {
      const rows = await tx.$queryRaw<{ x: unknown }[]>`
        select x from ${rowSet(
          { x: type },
          values.map((x) => ({ x })),
        )}`;
      return rows.map(({ x }) => x);
    });
    expect(got).toEqual(wanted.map((value) => (value === 0 && type === 'bigint' ? 0n : value)));
  });

  test('[S1] exactly one tenant’s rows exist, and none of another can be written', async () => {
    const foreign = await db().inTenantSql(one.tenantId, async (tx) => {
      return tx.$queryRaw`select id from sku where tenant_id = ${two.tenantId}::uuid`;
    });
    expect(foreign).toEqual([]);
    const add = db().inTenantSql(one.tenantId, (tx) => {
      return tx.$executeRaw`insert into customer (tenant_id, id, name)
        values (${two.tenantId}::uuid, ${randomUUID()}::uuid, 'Somebody')`;
    });
    await expect(add).rejects.toMatchObject({ code: '42501' });
    const notAnId = `${one.tenantId}', true); select ('`;
    await expect(db().inTenantSql(notAnId, async () => 1)).rejects.toThrow(/uuid/);
  });

  test('what fails rolls back, and the first fault is the one that is told', async () => {
    const count = () => at.db.inTenant(one.tenantId, (tx) => tx.changeRow.count());
    const before = await count();
    const broken = db().inTenantSql(one.tenantId, async (tx) => {
      await withChange(tx, [{ kind: 'sku', id: randomUUID() }]);
      await Promise.all([tx.$executeRaw`select 1 / 0`, tx.$executeRaw`select 1`]);
    });
    await expect(broken).rejects.toMatchObject({ code: '22012' });
    expect(await count()).toBe(before);
  });

  test('a fault that the act swallowed is no commit', async () => {
    const silent = db().inTenantSql(one.tenantId, async (tx) => {
      await tx.$executeRaw`select 1 / 0`.catch(() => undefined);
    });
    await expect(silent).rejects.toThrow(/had failed/);
  });

  test('the limits of time hold in this transaction and in no later one', async () => {
    const read = (settings = {}) =>
      db().inTenantSql(
        one.tenantId,
        (tx) => tx.$queryRaw<{ t: string }[]>`select current_setting('statement_timeout') as t`,
        settings,
      );
    expect(await read({ statementTimeoutMs: 9000 })).toEqual([{ t: '9s' }]);
    expect(await read()).toEqual([{ t: '0' }]);
  });
});

test('the arrays mean the same to Prisma', async () => {
  const ids = one.skus.map(({ skuId }) => skuId);
  const found = await at.db.inTenant(one.tenantId, (tx) => {
    return tx.$queryRaw<{ id: string }[]>`select id from sku
      where tenant_id = ${one.tenantId}::uuid and id = any(${idSet(ids)}) order by id`;
  });
  expect(found.map(({ id }) => id)).toEqual(ids.toSorted());
  const none = await at.db.inTenant(one.tenantId, (tx) => {
    return tx.$queryRaw(Prisma.sql`select id from sku where id = any(${idSet([])})`);
  });
  expect(none).toEqual([]);
});

test.each([
  ['uuid', ''],
  ['uuid', '0197a000-0000-7000-8000-0000000000f'],
  ['uuid', '0197a000-0000-7000-8000-0000000000ff0'],
  ['uuid', '0197a000-0000-7000-8000-0000000000fg'],
  ['uuid', 'ʻ197a000-0000-7000-8000-0000000000ff'],
  ['int', 2 ** 31],
  ['int', 1.5],
  ['bigint', 2 ** 53],
  ['bigint', Number.NaN],
  ['timestamptz', 'yesterday'],
  ['date', '25.11.2026'],
] as const)('%s cannot hold %j, and nothing is sent', (type, value) => {
  expect(() => arrayParam(type, [value])).toThrow(RangeError);
});

test('[SRV3] a connection that breaks between two statements fails its own act and nothing else', async () => {
  const lost = at.db.inTenantSql(one.tenantId, async (tx) => {
    const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await at.query('select pg_terminate_backend($1)', [row?.pid]);
    // Told to the process by itself, while no statement waits for an answer.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await tx.$queryRaw`select 1`;
  });
  await expect(lost).rejects.toThrow(/terminat|not queryable/i);
  const rows = await at.db.inTenantSql(one.tenantId, (tx) => tx.$queryRaw`select 1 as one`);
  expect(rows).toEqual([{ one: 1 }]);
});
