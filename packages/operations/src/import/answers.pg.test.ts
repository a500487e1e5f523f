import { readFileSync } from 'node:fs';
import type { Database } from '@oson/db';
import { type ATenant, aTenant, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answerImportRows, changeImport, takeAllSuggestions } from './change-import.ts';
import { heldRowsFile } from './held-rows-file.ts';
import { listImportRows, previewImport } from './preview-import.ts';
import { readImportFile } from './read/read-file.ts';
import { runImport, startImport } from './run-import.ts';
import { undoImport } from './undo-import.ts';
import { uploadImport } from './upload-import.ts';

// Whole files are read and written here, beside other tests.
vi.setConfig({ testTimeout: 120_000 });

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await testDatabase());
});
afterAll(() => close());

async function upload(tenant: ATenant, fileName: string, bytes = fixture(fileName)) {
  return (await uploadImport(db, tenant.tenantId, { fileName, bytes })).batchId;
}

async function run(tenant: ATenant, batchId: string) {
  await db.inTenant(tenant.tenantId, (tx) => startImport(tx, batchId));
  return runImport(db, tenant.tenantId, batchId);
}

const preview = (tenant: ATenant, batchId: string) =>
  db.inTenant(tenant.tenantId, (tx) => previewImport(tx, batchId));

async function rowAt(tenant: ATenant, batchId: string, at: string) {
  const { rows } = await db.inTenant(tenant.tenantId, (tx) =>
    listImportRows(tx, batchId, { limit: 500 }),
  );
  const row = rows.find((candidate) => candidate.at === at);
  if (!row) throw new Error(`no row at ${at}`);
  return row;
}

const liveSkus = (tenant: ATenant) =>
  db.inTenant(tenant.tenantId, (tx) =>
    tx.sku.count({ where: { tenantId: tenant.tenantId, archivedAt: null } }),
  );

/** Prices as they hold now, by the name of the SKU. */
async function prices(tenant: ATenant): Promise<Map<string, number>> {
  const rows = await db.inTenant(
    tenant.tenantId,
    (tx) => tx.$queryRaw<{ name: string; amount: bigint }[]>`
      select distinct on (s.id) s.name, p.amount from sku s
      join price p on p.tenant_id = s.tenant_id and p.sku_id = s.id
      where s.tenant_id = ${tenant.tenantId}::uuid and s.archived_at is null
      order by s.id, p.n desc`,
  );
  return new Map(rows.map((row) => [row.name, Number(row.amount)]));
}

test('held rows are answered before the run: by suggestion, price, name, rate, or skipped', async () => {
  const tenant = await aTenant(db, { skus: 0 });
  const batchId = await upload(tenant, 'hand-made.xlsx');
  expect((await preview(tenant, batchId)).outcomes).toEqual({ new: 146, merged: 12, held: 24 });

  await changeImport(db, tenant.tenantId, batchId, { usdRate: 12_000_00 });
  await takeAllSuggestions(db, tenant.tenantId, batchId);
  const unnamed = await rowAt(tenant, batchId, "Do'kon!139");
  const unpriced = await rowAt(tenant, batchId, "Do'kon!62");
  const dearer = await rowAt(tenant, batchId, "Do'kon!134");
  const other = await rowAt(tenant, batchId, "Do'kon!135");
  const counts = await answerImportRows(db, tenant.tenantId, batchId, [
    { row: unnamed.row, decision: { take: 'name', name: 'Non yopgan' } },
    { row: unpriced.row, decision: { take: 'price', price: 40_000_00 } },
    { row: dearer.row, decision: { take: 'this-price' } },
    { row: other.row, decision: { take: 'skip' } },
  ]);
  expect(counts).toMatchObject({ new: 146 + 9 + 8 + 2, changed: 1, skipped: 1, held: 3 });

  await run(tenant, batchId);
  expect(await liveSkus(tenant)).toBe(165);
  const now = await prices(tenant);
  expect(now.get('Non yopgan')).toBe(9_000_00);
  expect(now.get(dearer.name)).toBe(69_500_00);
  expect(now.get("Shampun Velmora qichitqi o't 600 ml")).toBe(57_600_00);
});

test('rows answered after the run are written by the next start, and nothing else is', async () => {
  const tenant = await aTenant(db, { skus: 0 });
  const batchId = await upload(tenant, 'hand-made.xlsx');
  await run(tenant, batchId);
  expect(await liveSkus(tenant)).toBe(146);
  const before = await prices(tenant);

  const dearer = await rowAt(tenant, batchId, "Do'kon!134");
  await takeAllSuggestions(db, tenant.tenantId, batchId);
  await answerImportRows(db, tenant.tenantId, batchId, [
    { row: dearer.row, decision: { take: 'this-price' } },
  ]);
  await changeImport(db, tenant.tenantId, batchId, { usdRate: 12_500_00 });
  expect((await preview(tenant, batchId)).outcomes).toMatchObject({ new: 146 + 8 + 9, changed: 1 });
  await run(tenant, batchId);
  expect(await liveSkus(tenant)).toBe(146 + 8 + 9);
  const after = await prices(tenant);
  const moved = [...before].filter(([name, price]) => after.get(name) !== price);
  expect(moved.map(([name]) => name)).toEqual(['KONFET TO`PLAM TATLI KÖŞE ASSORTI 300 G']);
});

test('a column read wrongly is put right and the plan follows', async () => {
  const tenant = await aTenant(db, { skus: 0 });
  const batchId = await upload(tenant, 'windows-1251.csv');
  const counts = await changeImport(db, tenant.tenantId, batchId, {
    columns: [{ sheet: '', index: 4, role: 'price' }],
  });
  // The purchase price is now the price: no row is without one, and nobody sells below cost.
  expect(counts).toMatchObject({ held: 0, new: 249 });
  const { mapping } = await preview(tenant, batchId);
  expect(mapping.sheets[0]?.columns.filter((column) => column.role === 'price')).toHaveLength(1);
});

test('rows that were not written come back as a file with reasons, guarded, and can be read in again', async () => {
  const tenant = await aTenant(db, { skus: 0 });
  const head = 'Nomi;Narxi;Shtrix kod\r\n';
  const bytes = Buffer.from(`${head}=cmd|x;;4780000000017\r\n+7 Non;7,5;\r\nSut;9000;\r\n`);
  const batchId = await upload(tenant, 'xavfli.csv', bytes);
  await run(tenant, batchId);
  const csv = await heldRowsFile(db, tenant.tenantId, batchId, { locale: 'ru', format: 'csv' });
  const text = Buffer.from(csv.bytes).toString('utf8');
  expect(text.split('\r\n').slice(1, 3)).toEqual([
    `'=cmd|x;;4780000000017;"Неверная контрольная цифра штрихкода; Нет цены"`,
    "'+7 Non;7,5;;Цена неоднозначна (7500)",
  ]);
  const xlsx = await heldRowsFile(db, tenant.tenantId, batchId, { locale: 'en', format: 'xlsx' });
  expect(xlsx.fileName).toBe('xavfli-2.xlsx');
  const read = await readImportFile(xlsx.bytes);
  expect(read.sheets[0]?.rows[0]).toEqual(['Nomi', 'Narxi', 'Shtrix kod', 'Reason']);
  const again = await upload(tenant, 'again.xlsx', Buffer.from(xlsx.bytes));
  const row = await rowAt(tenant, again, 'row 2');
  expect(row).toMatchObject({ name: '=cmd|x', outcome: 'held' });
});

test('undo takes back what nobody has touched, and gives known goods their old price', async () => {
  const tenant = await aTenant(db, { skus: 2 });
  const [sold, known] = tenant.skus;
  if (!sold || !known) throw new Error('two goods expected');
  const bytes = Buffer.from(
    `nomi,narxi,shtrix kod,qoldiq\nYangi non,5000,,10\nYangi sut,9000,,7\n` +
      `${known.name},77000,${known.code},3\n`,
  );
  const batchId = await upload(tenant, 'uch.csv', bytes);
  expect((await preview(tenant, batchId)).outcomes).toEqual({ new: 2, changed: 1 });
  await run(tenant, batchId);
  expect((await prices(tenant)).get(known.name)).toBe(77_000_00);
  const fresh = await rowAt(tenant, batchId, 'record 2');
  // Somebody moves a piece of the second new good.
  await db.inTenant(tenant.tenantId, async (tx) => {
    const sku = await tx.sku.findFirstOrThrow({
      where: { tenantId: tenant.tenantId, name: fresh.name },
    });
    await tx.stockMovement.create({
      data: {
        tenantId: tenant.tenantId,
        id: '01900000-0000-7000-8000-0000000000b1',
        storeId: tenant.storeId,
        skuId: sku.id,
        kind: 'count',
        quantity: -1000n,
        at: new Date(),
        businessDate: new Date(),
      },
    });
  });
  expect(await undoImport(db, tenant.tenantId, batchId)).toEqual({ undone: 2, kept: 1 });
  const now = await prices(tenant);
  expect(now.get(known.name)).toBe(known.price);
  expect([...now.keys()]).toContain('Yangi sut');
  expect([...now.keys()]).not.toContain('Yangi non');
  const onHand = await db.inTenant(tenant.tenantId, (tx) =>
    tx.stockLevel.findMany({
      where: { tenantId: tenant.tenantId, quantity: { not: 0n }, counted: true },
    }),
  );
  // The two goods of before and the one that was touched.
  expect(onHand).toHaveLength(3);
  await expect(undoImport(db, tenant.tenantId, batchId)).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
});

test('an undone import can be imported again as if it had never been', async () => {
  const tenant = await aTenant(db, { skus: 0 });
  const first = await upload(tenant, 'windows-1251.csv');
  await run(tenant, first);
  await undoImport(db, tenant.tenantId, first);
  expect(await liveSkus(tenant)).toBe(0);
  const again = await upload(tenant, 'windows-1251.csv');
  expect((await preview(tenant, again)).outcomes).toEqual({ new: 246, merged: 1, held: 3 });
  await run(tenant, again);
  expect(await liveSkus(tenant)).toBe(246);
});

test('sample goods are never matched, and goods that the chain has already are', async () => {
  const tenant = await aTenant(db, { skus: 3 });
  const [sample, same, dearer] = tenant.skus;
  if (!sample || !same || !dearer) throw new Error('three goods expected');
  await db.inTenant(tenant.tenantId, (tx) =>
    tx.product.update({
      where: { tenantId_id: { tenantId: tenant.tenantId, id: sample.productId } },
      data: { sample: true },
    }),
  );
  const line = ({ name, code }: { name: string; code: string }, som: number) =>
    `${name},${som},${code}\n`;
  const bytes = Buffer.from(
    `name,price,barcode\n${line(sample, 1)}`.replace(',1,', ',12000,') +
      line(same, same.price / 100) +
      line({ ...dearer, name: 'another name' }, dearer.price / 100 + 500),
  );
  const batchId = await upload(tenant, 'known.csv', bytes);
  expect((await preview(tenant, batchId)).outcomes).toEqual({ new: 1, merged: 1, changed: 1 });
  await run(tenant, batchId);
  expect((await prices(tenant)).get(dearer.name)).toBe(dearer.price + 500_00);
  expect(await liveSkus(tenant)).toBe(4);
});

test('a row that the database refuses is set aside and holds back no other', async () => {
  const tenant = await aTenant(db, { skus: 0 });
  const bytes = Buffer.from('nomi,narxi,kod\nNon,5000,1\nSut,9000,2\nTuz,3000,3\n');
  const batchId = await upload(tenant, 'uch.csv', bytes);
  await db.inTenant(
    tenant.tenantId,
    (tx) => tx.$executeRaw`
      update import_row set data = data || '{"productId": "no uuid at all"}'::jsonb
      where tenant_id = ${tenant.tenantId}::uuid and batch_id = ${batchId}::uuid and row = 2`,
  );
  const progress = await run(tenant, batchId);
  expect(progress).toMatchObject({ status: 'done', rowsDone: 2, rowsFailed: 1 });
  expect(await liveSkus(tenant)).toBe(2);
  const row = await rowAt(tenant, batchId, 'record 2');
  expect(row).toMatchObject({ outcome: 'failed', problems: [{ code: 'write-failed' }] });
});
