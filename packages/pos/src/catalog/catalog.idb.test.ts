import type { Cursor, PullRow } from '@oson/contract';
import { expect, test } from 'vitest';
import { anEnrolledJournal, sealSales, testClocks } from '../testing/a-journal.ts';
import { settleResults } from '../journal/settle.ts';
import { openCatalog } from './catalog.ts';
import { openCatalogDb } from './catalog-db.ts';
import { listPrice } from './shelf.ts';

const cursorAt = (n: number, epoch = 1): Cursor => ({ epoch, n, check: `check-${n}` });

function sku(id: string, version: number, name = id): PullRow {
  return {
    kind: 'sku',
    id,
    version,
    data: {
      productId: id,
      categoryId: null,
      name,
      names: null,
      code: null,
      kind: 'piece',
      unit: 'dona',
      tracked: true,
      taxRateBp: null,
      favourite: null,
      sample: false,
      mxik: null,
      marked: false,
    },
  };
}

const stock = (skuId: string, quantity: number, n: number, version = n): PullRow => ({
  kind: 'stock',
  id: skuId,
  version,
  data: { skuId, quantity, counted: true, n },
});

async function aCatalog() {
  const name = crypto.randomUUID();
  const db = openCatalogDb(name);
  return { name, db, catalog: await openCatalog(db) };
}

test('[DEV11] rows and their cursor are kept together and found again', async () => {
  const { name, db, catalog } = await aCatalog();
  const rows = Array.from({ length: 620 }, (_, i) => sku(`sku-${i}`, 1));

  await catalog.apply(rows, cursorAt(9));
  db.close();

  const again = await openCatalog(openCatalogDb(name));
  expect(again.shelf.get().goods.size).toBe(620);
  expect(again.shelf.get().cursor).toEqual(cursorAt(9));
  expect(await db.open().then(() => db.chunks.count())).toBe(3);
});

test('[DEV11] when the write fails, neither rows nor cursor have moved', async () => {
  const { name, db, catalog } = await aCatalog();
  await catalog.apply([sku('non', 1)], cursorAt(1));
  const unstorable = { ...sku('sut', 1), data: { name: () => 'a function' } } as unknown as PullRow;

  await expect(catalog.apply([sku('non', 2, 'Non 2'), unstorable], cursorAt(2))).rejects.toThrow();

  const kept = await openCatalog(openCatalogDb(name));
  for (const { shelf } of [catalog, kept]) {
    expect(shelf.get().cursor).toEqual(cursorAt(1));
    expect([...shelf.get().goods.values()].map((goods) => goods.name)).toEqual(['non']);
  }
  db.close();
});

test('[PULL1] a row applies only above the local version, a deleted one stays deleted', async () => {
  const { catalog } = await aCatalog();
  await catalog.apply([sku('non', 5, 'Non'), sku('sut', 5)], cursorAt(5));

  await catalog.apply([sku('non', 4, 'old name')], cursorAt(6));
  await catalog.apply([{ kind: 'sku', id: 'sut', version: 7, deleted: true }], cursorAt(7));
  await catalog.apply([sku('sut', 6)], cursorAt(8));

  expect(catalog.shelf.get().goods.get('non')?.name).toBe('Non');
  expect(catalog.shelf.get().goods.has('sut')).toBe(false);
});

test('[PULL9] a pull from zero drops what was there in the same write', async () => {
  const { name, db, catalog } = await aCatalog();
  await catalog.apply([sku('old', 1), stock('old', 5000, 1)], cursorAt(1));

  await catalog.apply([sku('new', 1)], cursorAt(3, 2), { fresh: true });

  expect([...catalog.shelf.get().goods.keys()]).toEqual(['new']);
  expect(catalog.shelf.get().stock.size).toBe(0);
  db.close();
  expect((await openCatalog(openCatalogDb(name))).shelf.get().goods.size).toBe(1);
});

test('[PIN1] what a PIN could be tried against is never in the catalogue', async () => {
  const { db, catalog } = await aCatalog();
  const pin = { salt: 'salt', hash: 'secret-hash', params: { m: 1, t: 1, p: 1 } };

  await catalog.apply(
    [{ kind: 'staff', id: 's', version: 1, data: { name: 'D', role: 'cashier', pin } }],
    cursorAt(1),
  );

  expect(JSON.stringify(await db.chunks.toArray())).not.toContain('secret-hash');
  expect(catalog.shelf.get().staff.get('s')).toEqual({ id: 's', name: 'D', role: 'cashier' });
});

test('[DEV2] on-hand counts own sales until the pulled figure covers them', async () => {
  const { catalog } = await aCatalog();
  const journal = await anEnrolledJournal();
  await catalog.apply([sku('non', 1), stock('non', 10_000, 40)], cursorAt(40));
  const [first, second] = await sealSales(journal, testClocks(), 2);

  catalog.noteOwn([first!, second!]);
  expect(catalog.onHand('non')).toBe(8000);

  const settled = await settleResults(journal, 1, [
    { opId: first!.opId, r: 'posted', is: 'posted', n: 41, flags: [], corrections: [], at: 1 },
  ]);
  catalog.noteOwn(settled);
  expect(catalog.onHand('non')).toBe(8000);

  await catalog.apply([stock('non', 9000, 41)], cursorAt(41));
  expect(catalog.onHand('non')).toBe(8000);
});

test('[DEV2] an operation that the server let move nothing is covered by the next whole pull', async () => {
  const { name, db, catalog } = await aCatalog();
  const journal = await anEnrolledJournal();
  await catalog.apply([sku('non', 1), stock('non', 10_000, 40)], cursorAt(40));
  const records = await sealSales(journal, testClocks(), 1);
  // A second void, say: posted at 45, and its stock row stays where it was.
  const settled = await settleResults(journal, 1, [
    { opId: records[0]!.opId, r: 'posted', is: 'posted', n: 45, flags: [], corrections: [], at: 1 },
  ]);
  catalog.noteOwn(settled);
  await catalog.apply([sku('sut', 41)], cursorAt(50), { more: true });
  expect(catalog.onHand('non')).toBe(9000);

  await catalog.apply([], cursorAt(51));
  expect(catalog.onHand('non')).toBe(10_000);
  db.close();
  const again = await openCatalog(openCatalogDb(name));
  again.noteOwn(settled);
  expect(again.onHand('non')).toBe(10_000);
});

test('[DEV2] a pull from zero covers nothing before its last page', async () => {
  const { catalog } = await aCatalog();
  const journal = await anEnrolledJournal();
  await catalog.apply([sku('non', 1), stock('non', 10_000, 40)], cursorAt(60));
  const [sale] = await sealSales(journal, testClocks(), 1);
  catalog.noteOwn([{ ...sale!, state: 'posted', n: 55, epoch: 1 }]);
  expect(catalog.onHand('non')).toBe(10_000);

  await catalog.apply([sku('non', 1), stock('non', 10_000, 40)], cursorAt(45), {
    fresh: true,
    more: true,
  });
  expect(catalog.onHand('non')).toBe(9000);
});

test('[RESTORE2] what is of another epoch leaves cursor and stash, and shows its rows on', async () => {
  const { name, db, catalog } = await aCatalog();
  const raw = { kind: 'gift-card', id: 'g', version: 3, data: {} };
  await catalog.apply([sku('non', 1)], cursorAt(9), { stash: [raw] });

  await catalog.forgetFeed();

  expect(catalog.shelf.get()).toMatchObject({ cursor: null, through: 0 });
  db.close();
  const again = await openCatalog(openCatalogDb(name));
  expect(again.shelf.get().cursor).toBeNull();
  expect(again.shelf.get().goods.size).toBe(1);
  expect(await again.stashedKinds()).toEqual([]);
});

test('[RESTORE3] what was posted in an epoch before is in whatever is pulled now', async () => {
  const { catalog } = await aCatalog();
  const journal = await anEnrolledJournal();
  const [sale] = await sealSales(journal, testClocks(), 1);
  catalog.noteOwn([{ ...sale!, state: 'posted', n: 0, epoch: 2 }]);
  await catalog.apply([sku('non', 1), stock('non', 9000, 8)], cursorAt(8, 3), { fresh: true });
  expect(catalog.onHand('non')).toBe(9000);
});

test('[RESTORE3] another epoch ends what was posted, and keeps what is unsent', async () => {
  const { catalog } = await aCatalog();
  const journal = await anEnrolledJournal();
  await catalog.apply([sku('non', 1), stock('non', 10_000, 40)], cursorAt(40));
  const [posted, unsent] = await sealSales(journal, testClocks(), 2);
  catalog.noteOwn([{ ...posted!, state: 'posted', n: 41, epoch: 1 }, unsent!]);
  expect(catalog.onHand('non')).toBe(8000);
  catalog.forgetPosted();
  expect(catalog.onHand('non')).toBe(9000);
});

test('[DEV7] a rejected sale gives its goods back', async () => {
  const { catalog } = await aCatalog();
  const journal = await anEnrolledJournal();
  await catalog.apply([sku('non', 1), stock('non', 10_000, 40)], cursorAt(40));
  const [sale] = await sealSales(journal, testClocks(), 1);
  catalog.noteOwn([sale!]);

  catalog.noteOwn([{ ...sale!, state: 'rejected' }]);

  expect(catalog.onHand('non')).toBe(10_000);
});

test('[CASE17] goods of practice stay on the shelf', async () => {
  const { catalog } = await aCatalog();
  const journal = await anEnrolledJournal();
  await catalog.apply([sku('non', 1), stock('non', 10_000, 40)], cursorAt(40));
  const [sale] = await sealSales(journal, testClocks(), 1);

  catalog.noteOwn([{ ...sale!, practice: true }]);

  expect(catalog.onHand('non')).toBe(10_000);
});

test('[SRV14] goods that nobody counted here show no stock', async () => {
  const { catalog } = await aCatalog();
  await catalog.apply([sku('non', 1)], cursorAt(1));

  expect(catalog.onHand('non')).toBeNull();
});

test('[SRV13] of several prices the one that has begun last is asked for', async () => {
  const { catalog } = await aCatalog();
  const price = (id: string, amount: number | null, from: number, n: number): PullRow => ({
    kind: 'price',
    id,
    version: n,
    data: { skuId: 'non', amount, currency: 'UZS', from, n },
  });
  await catalog.apply(
    [sku('non', 1), price('a', 400_000, 0, 1), price('b', 470_000, 100, 2), price('c', 1, 900, 3)],
    cursorAt(3),
  );

  expect(listPrice(catalog.shelf.get(), 'non', 99)).toBe(400_000);
  expect(listPrice(catalog.shelf.get(), 'non', 500)).toBe(470_000);
  expect(listPrice(catalog.shelf.get(), 'unknown', 500)).toBeNull();

  await catalog.apply([{ kind: 'price', id: 'b', version: 9, deleted: true }], cursorAt(9));
  expect(listPrice(catalog.shelf.get(), 'non', 500)).toBe(400_000);
});

test('[SRV13] a price in dollars follows their rate; no other currency is taken for them', async () => {
  const { catalog } = await aCatalog();
  const price = (skuId: string, currency: string): PullRow => ({
    kind: 'price',
    id: skuId,
    version: 1,
    data: { skuId, amount: 250, currency, from: 0, n: 1 },
  });
  await catalog.apply([price('whisky', 'USD'), price('vodka', 'RUB')], cursorAt(1));
  const settings = { currency: 'UZS', usdRate: 1_214_500 } as never;
  const shelf = { ...catalog.shelf.get(), settings };

  expect(listPrice(shelf, 'whisky', 10)).toBe(3_036_250);
  expect(listPrice(shelf, 'vodka', 10)).toBeNull();
});
