import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enqueueJob } from './enqueue-job.ts';
import { aTenant, type TestDatabase, testDatabase } from './testing/index.ts';
import { withChange } from './with-change.ts';

let at: TestDatabase;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());

test('a change takes the next n of its tenant, with eight random bytes and its rows', async () => {
  const one = await aTenant(at.db);
  const two = await aTenant(at.db);
  const id = randomUUID();
  const rows = [
    { kind: 'sku', id },
    { kind: 'rate', id: 'USD' },
    { kind: 'sku', id },
  ];
  const n = await at.db.inTenant(one.tenantId, (tx) => withChange(tx, rows));
  expect(n).toBe(one.n + 1);
  const seen = await at.db.inTenant(one.tenantId, (tx) =>
    Promise.all([
      tx.change.findFirstOrThrow({ where: { n } }),
      tx.changeRow.findMany({ where: { n }, orderBy: { kind: 'asc' } }),
    ]),
  );
  expect(seen[0].check).toHaveLength(8);
  expect(seen[1].map(({ kind, rowId }) => [kind, rowId])).toEqual([
    ['rate', 'USD'],
    ['sku', id],
  ]);
  const other = await at.db.inTenant(two.tenantId, (tx) => tx.tenantSeq.findFirstOrThrow());
  expect(Number(other.n)).toBe(two.n);
});

test('stock rows of a change carry its n', async () => {
  const { tenantId, storeId, skus } = await aTenant(at.db);
  const [first, second] = skus.map((sku) => sku.skuId);
  const n = await at.db.inTenant(tenantId, (tx) =>
    withChange(tx, [{ kind: 'stock', id: first as string, storeId }]),
  );
  const levels = await at.db.inTenant(tenantId, (tx) => tx.stockLevel.findMany());
  const nOf = (id: string | undefined) => Number(levels.find((level) => level.skuId === id)?.n);
  expect(nOf(first)).toBe(n);
  expect(nOf(second)).toBe(n - 1);
});

test('one change names the stock of one SKU in several stores', async () => {
  const { tenantId, storeId, skus } = await aTenant(at.db);
  const [id, other] = [skus[0]?.skuId ?? '', randomUUID()];
  const rows = [storeId, other, storeId].map((store) => ({ kind: 'stock', id, storeId: store }));
  const n = await at.db.inTenant(tenantId, (tx) => withChange(tx, rows));
  const named = await at.db.inTenant(tenantId, (tx) => tx.changeRow.findMany({ where: { n } }));
  expect(named).toHaveLength(2);
  expect(new Set(named.map((row) => row.storeId))).toEqual(new Set([storeId, other]));
});

test('parallel changes of one tenant get numbers without a gap or a repeat', async () => {
  const { tenantId, n: start } = await aTenant(at.db);
  const change = () =>
    at.db.inTenant(tenantId, (tx) => withChange(tx, [{ kind: 'sku', id: randomUUID() }]));
  const taken = await Promise.all(Array.from({ length: 40 }, change));
  expect(taken.sort((a, b) => a - b)).toEqual(taken.map((_, index) => start + 1 + index));
});

test('an abandoned transaction leaves neither number, change nor job', async () => {
  const { tenantId, n: start } = await aTenant(at.db);
  const abandoned = at.db.inTenant(tenantId, async (tx) => {
    await enqueueJob(tx, { name: 'sale.flagged', data: { saleId: randomUUID() } });
    await withChange(tx, [{ kind: 'sku', id: randomUUID() }]);
    throw new Error('something went wrong');
  });
  await expect(abandoned).rejects.toThrow('something went wrong');
  expect(await at.db.inTenant(tenantId, (tx) => tx.jobOutbox.count())).toBe(0);
  const next = await at.db.inTenant(tenantId, (tx) => withChange(tx, []));
  expect(next).toBe(start + 1);
});

test('500 rows are one statement', async () => {
  const { tenantId } = await aTenant(at.db);
  const rows = Array.from({ length: 500 }, () => ({ kind: 'sku', id: randomUUID() }));
  const { statements, n } = await at.db.inTenant(tenantId, async (tx) => {
    let statements = 0;
    const counting = new Proxy(tx, {
      get: (target, key) => {
        if (key === '$queryRaw' || key === '$executeRaw') statements += 1;
        return Reflect.get(target, key);
      },
    });
    const n = await withChange(counting, rows);
    return { statements, n };
  });
  expect(statements).toBe(1);
  const written = await at.db.inTenant(tenantId, (tx) => tx.changeRow.count({ where: { n } }));
  expect(written).toBe(500);
});

test('a job is there for the job role when its transaction has committed', async () => {
  const { tenantId } = await aTenant(at.db);
  const data = { saleId: randomUUID() };
  const id = await at.db.inTenant(tenantId, (tx) => enqueueJob(tx, { name: 'sale.flagged', data }));
  const [job] = await at.db.jobs.jobOutbox.findMany({ where: { id } });
  expect(job).toMatchObject({ tenantId, name: 'sale.flagged', data, sentAt: null });
});
