import { afterAll, beforeAll, expect, test } from 'vitest';
import { aTenant, type TestDatabase, testDatabase } from './testing/index.ts';

let at: TestDatabase;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());

test('each transaction knows its own tenant, whatever runs beside it', async () => {
  const one = await aTenant(at.db);
  const two = await aTenant(at.db);
  const both = [one.tenantId, two.tenantId];
  const ask = (tenantId: string) =>
    at.db.inTenant(tenantId, async (tx) => {
      const before = tx.tenantId;
      await tx.$executeRaw`select pg_sleep(0.05)`;
      return [before, tx.tenantId];
    });
  const answers = await Promise.all(both.map(ask));
  expect(answers).toEqual(both.map((tenantId) => [tenantId, tenantId]));
});

test('nothing can be written onto a transaction, so nothing leaks to another', async () => {
  const { tenantId } = await aTenant(at.db);
  const act = at.db.inTenant(tenantId, async (tx) => Object.assign(tx, { tenantId: 'another' }));
  await expect(act).rejects.toThrow(TypeError);
});

test('a tenant id that is no uuid never reaches the database', async () => {
  await expect(at.db.inTenant("x' or true --", async () => 1)).rejects.toThrow('uuid');
});
