import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '../testing/index.ts';

const TENANTS = 50;
const REQUESTS = 1_000;

let at: TestDatabase;
let db: Database;
let tenants: ATenant[];
beforeAll(async () => {
  at = await testDatabase();
  db = openDatabase(at.urls, { waitMs: 100_000 }); // a thousand stand in line for ten places
  tenants = await Promise.all(Array.from({ length: TENANTS }, () => aTenant(db, { skus: 2 })));
});
afterAll(async () => {
  await db.close();
  await at.close();
});

/** A fixed seed: a failure can be run again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('[S5] 1,000 parallel requests of 50 tenants with random aborts see no foreign row', async () => {
  const random = numbers(478_001);
  const written = new Map(tenants.map(({ tenantId }) => [tenantId, 0]));
  let foreign = 0;
  let aborted = 0;
  const request = async (tenant: ATenant, fate: number) => {
    const { tenantId } = tenant;
    await db.inTenant(tenantId, async (tx) => {
      const skus = await tx.sku.findMany();
      await tx.customer.create({ data: { tenantId, id: randomUUID(), name: 'Somebody' } });
      if (fate < 0.1) throw new Error('aborted');
      if (fate < 0.2) await tx.$executeRaw`select 1 / 0`;
      const [stores, customers] = [await tx.store.findMany(), await tx.customer.findMany()];
      const seen = [...skus, ...stores, ...customers];
      foreign += seen.filter((row) => row.tenantId !== tenantId).length;
      expect(skus).toHaveLength(2);
      if (fate < 0.3) throw new Error('aborted');
    });
    written.set(tenantId, (written.get(tenantId) ?? 0) + 1);
  };
  await Promise.all(
    Array.from({ length: REQUESTS }, () => {
      const tenant = tenants[Math.floor(random() * TENANTS)] as ATenant;
      return request(tenant, random()).catch((error: Error) => {
        if (!/aborted|division by zero/.test(error.message)) throw error;
        aborted += 1;
      });
    }),
  );
  expect(foreign).toBe(0);
  expect(aborted).toBeGreaterThan(REQUESTS / 5);
  for (const { tenantId } of tenants) {
    const count = await db.inTenant(tenantId, (tx) => tx.customer.count());
    expect(count).toBe(written.get(tenantId));
  }
  const rest = REQUESTS - aborted;
  console.log(
    `wall: ${REQUESTS} parallel requests, ${aborted} aborted, ${rest} committed, 0 foreign rows`,
  );
}, 120_000);

test('[S5] all that an act asks runs in one transaction, parallel questions too (#23583)', async () => {
  const { tenantId } = tenants[0] as ATenant;
  const where = () =>
    db.inTenant(tenantId, async (tx) => {
      const place = () => tx.$queryRaw<{ pid: number; xid: string }[]>`
      select pg_backend_pid() as pid, pg_current_xact_id()::text as xid`;
      const some = await Promise.all([place(), place(), place()]);
      await tx.sku.count();
      return [...some, await place()].map(([row]) => `${row?.pid} ${row?.xid}`);
    });
  const [one, two] = await Promise.all([where(), where()]);
  expect(new Set(one).size).toBe(1);
  expect(new Set(two).size).toBe(1);
  expect(one?.[0]).not.toBe(two?.[0]);
});
