import { readFileSync } from 'node:fs';
import type { Database } from '@oson/db';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listImportRows, previewImport } from './preview-import.ts';
import { runImport, runImportChunk, startImport } from './run-import.ts';
import { uploadImport } from './upload-import.ts';

// Whole files are read and written here, beside other tests.
vi.setConfig({ testTimeout: 120_000 });

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
type Figures = Record<string, number>;
const expected = (
  JSON.parse(fixture('expected.json').toString()) as { files: Record<string, Figures> }
).files;

let at: TestDatabase;
let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  at = await testDatabase();
  ({ db, close } = at);
});
afterAll(() => close());

const emptyTenant = () => aTenant(db, { skus: 0 });

async function upload(tenant: ATenant, fileName: string): Promise<string> {
  const bytes = fixture(fileName);
  return (await uploadImport(db, tenant.tenantId, { fileName, bytes })).batchId;
}

async function importFile(tenant: ATenant, fileName: string): Promise<string> {
  const batchId = await upload(tenant, fileName);
  await db.inTenant(tenant.tenantId, (tx) => startImport(tx, batchId));
  await runImport(db, tenant.tenantId, batchId);
  return batchId;
}

/** What the database holds of a chain's goods, and every amount in it as one sum. */
async function figures(tenant: ATenant) {
  return db.inTenant(tenant.tenantId, async (tx) => {
    const where = { tenantId: tenant.tenantId };
    const live = { ...where, archivedAt: null };
    const [prices] = await tx.$queryRaw<{ rows: bigint; sum: bigint | null; ns: bigint }[]>`
      select count(*) as rows, sum(amount) as sum, count(distinct n) as ns from price
      where tenant_id = ${tenant.tenantId}::uuid`;
    const [stock] = await tx.$queryRaw<
      { levels: bigint; sum: bigint | null; moved: bigint | null }[]
    >`
      select count(*) as levels, sum(quantity) as sum,
        (select sum(quantity) from stock_movement where tenant_id = ${tenant.tenantId}::uuid) as moved
      from stock_level where tenant_id = ${tenant.tenantId}::uuid and counted`;
    return {
      products: await tx.product.count({ where: live }),
      skus: await tx.sku.count({ where: live }),
      barcodes: await tx.barcode.count({ where: live }),
      categories: await tx.category.count({ where: live }),
      prices: Number(prices?.rows),
      priceSum: Number(prices?.sum ?? 0),
      costs: await tx.skuCost.count({ where }),
      levels: Number(stock?.levels),
      onHand: Number(stock?.sum ?? 0),
      moved: Number(stock?.moved ?? 0),
      storeSkus: await tx.storeSku.count({ where }),
    };
  });
}

describe('each file gives its expected figures in the database', () => {
  test.each(['loyverse-export.csv', '1c-nomenklatura.xlsx', 'hand-made.xlsx', 'windows-1251.csv'])(
    '%s, and the same file again changes nothing',
    async (name) => {
      const tenant = await emptyTenant();
      const batchId = await importFile(tenant, name);
      const after = await figures(tenant);
      const { products, skus, barcodes } = expected[name] ?? {};
      expect(after).toMatchObject({ products, skus, barcodes });
      expect(after.moved).toBe(after.onHand);
      const preview = await db.inTenant(tenant.tenantId, (tx) => previewImport(tx, batchId));
      expect(preview.progress).toMatchObject({ status: 'done', rowsFailed: 0 });

      const again = await importFile(tenant, name);
      expect(await figures(tenant)).toEqual(after);
      const second = await db.inTenant(tenant.tenantId, (tx) => previewImport(tx, again));
      expect(second.outcomes).toMatchObject({ merged: expect.any(Number) });
      expect(second.outcomes.new ?? 0).toBe(preview.counts?.new ? newParts(name) : 0);
      expect(second.outcomes.changed ?? 0).toBe(0);
    },
  );

  test('chain-20k.csv, broken off after some chunks and taken up by two runners at once', {
    timeout: 300_000,
  }, async () => {
    const tenant = await emptyTenant();
    const batchId = await upload(tenant, 'chain-20k.csv');
    // The worst moment for a first import: the planner has just learnt that this chain is empty.
    await at.query('analyze');
    await db.inTenant(tenant.tenantId, (tx) => startImport(tx, batchId));
    for (let chunk = 0; chunk < 3; chunk++) await runImportChunk(db, tenant.tenantId, batchId);
    expect((await figures(tenant)).skus).toBe(1500);
    await Promise.all([
      runImport(db, tenant.tenantId, batchId),
      runImport(db, tenant.tenantId, batchId),
    ]);
    const { products, skus, barcodes } = expected['chain-20k.csv'] ?? {};
    const [planned] = await db.inTenant(
      tenant.tenantId,
      (tx) => tx.$queryRaw<{ sum: bigint; costs: bigint }[]>`
        select sum((data ->> 'price')::bigint) as sum, count(data ->> 'cost') as costs
        from import_row where tenant_id = ${tenant.tenantId}::uuid and outcome = 'new'`,
    );
    expect(await figures(tenant)).toMatchObject({
      products,
      skus,
      barcodes,
      prices: skus,
      priceSum: Number(planned?.sum),
      costs: Number(planned?.costs),
    });
    const { progress } = await db.inTenant(tenant.tenantId, (tx) => previewImport(tx, batchId));
    expect(progress).toEqual({
      status: 'done',
      rowsTotal: 19_994,
      rowsDone: 19_994,
      rowsFailed: 0,
      secondsLeft: null,
    });
  });
});

/** Parts of a set are rows without goods: they are new each time and write nothing. */
const newParts = (name: string) => (name.startsWith('loyverse') ? 3 : 0);

test('a file of two stores fills both, sells at each its own price and leaves out what is not sold', async () => {
  const tenant = await emptyTenant();
  await db.inTenant(tenant.tenantId, async (tx) => {
    const where = { tenantId_id: { tenantId: tenant.tenantId, id: tenant.storeId } };
    await tx.store.update({ where, data: { name: 'Chilonzor' } });
    const priceListId = '01900000-0000-7000-8000-0000000000aa';
    await tx.priceList.create({ data: { tenantId: tenant.tenantId, id: priceListId, name: 'B' } });
    await tx.store.create({
      data: {
        tenantId: tenant.tenantId,
        id: '01900000-0000-7000-8000-0000000000ab',
        code: 'B1',
        name: 'yunusobod',
        priceListId,
      },
    });
  });
  await importFile(tenant, 'loyverse-export.csv');
  const after = await figures(tenant);
  const said = fixture('expected-rows/loyverse-export.jsonl').toString();
  expect(after.levels).toBe(2 * (said.match(/"trackStock":true/g)?.length ?? 0));
  const notSold = await db.inTenant(tenant.tenantId, (tx) =>
    tx.storeSku.count({ where: { tenantId: tenant.tenantId, carried: false } }),
  );
  expect(notSold).toBeGreaterThan(5);
  const [differing] = await db.inTenant(
    tenant.tenantId,
    (tx) => tx.$queryRaw<{ skus: bigint }[]>`
      select count(*) as skus from price a join price b
        on b.tenant_id = a.tenant_id and b.sku_id = a.sku_id and b.price_list_id > a.price_list_id
      where a.tenant_id = ${tenant.tenantId}::uuid and a.amount <> b.amount`,
  );
  expect(Number(differing?.skus)).toBeGreaterThan(5);
});

test('one chain sees nothing of another chain’s import', async () => {
  const [one, other] = [await emptyTenant(), await emptyTenant()];
  const batchId = await importFile(one, 'windows-1251.csv');
  expect((await figures(other)).skus).toBe(0);
  await expect(
    db.inTenant(other.tenantId, (tx) => previewImport(tx, batchId)),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const foreign = await db.inTenant(other.tenantId, (tx) => listImportRows(tx, batchId));
  expect(foreign.rows).toEqual([]);
  await expect(db.inTenant(other.tenantId, (tx) => startImport(tx, batchId))).rejects.toMatchObject(
    { code: 'NOT_FOUND' },
  );
});
