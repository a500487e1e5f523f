import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '../testing/index.ts';
import { withChange } from '../with-change.ts';
import { type LoopbackProxy, loopbackProxy } from './loopback-proxy.ts';

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
  one = await aTenant(neon);
  two = await aTenant(neon);
});
afterAll(async () => {
  await neon.close();
  await proxy.close();
  await at.close();
});

test('everything went through the proxy, and node-postgres sees the same rows', async () => {
  expect(proxy.connections()).toBeGreaterThan(0);
  const [through, direct] = await Promise.all(
    [neon, at.db].map((db) =>
      db.inTenant(one.tenantId, (tx) => tx.sku.findMany({ orderBy: { id: 'asc' } })),
    ),
  );
  expect(through).toHaveLength(3);
  expect(through).toEqual(direct);
});

test('[S1] the wall stands behind this driver too', async () => {
  const { tenantId } = one;
  const foreign = { tenantId: two.tenantId };
  await neon.inTenant(tenantId, async (tx) => {
    expect(await tx.sku.findMany({ where: foreign })).toEqual([]);
    expect(await tx.sku.updateMany({ where: foreign, data: { name: 'taken' } })).toEqual({
      count: 0,
    });
  });
  const add = neon.inTenant(tenantId, (tx) =>
    tx.customer.create({ data: { ...foreign, id: randomUUID(), name: 'Somebody' } }),
  );
  await expect(add).rejects.toThrow(/row-level security/);
});

test('a transaction rolls back, and a setting does not outlive it', async () => {
  const count = (db: Database) => db.inTenant(one.tenantId, (tx) => tx.changeRow.count());
  const before = await count(neon);
  const abandoned = neon.inTenant(one.tenantId, async (tx) => {
    await withChange(tx, [{ kind: 'sku', id: randomUUID() }]);
    throw new Error('not after all');
  });
  await expect(abandoned).rejects.toThrow('not after all');
  expect(await count(neon)).toBe(before);
  expect(await neon.jobs.jobOutbox.count()).toBe(0);
});

test('200 parallel mixed-tenant reads find only their own rows', async () => {
  const reads = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? one : two)).map(
    async ({ tenantId }) => {
      const rows = await neon.inTenant(tenantId, (tx) => tx.sku.findMany());
      return rows.length === 3 && rows.every((row) => row.tenantId === tenantId);
    },
  );
  expect((await Promise.all(reads)).filter((own) => !own)).toEqual([]);
});
