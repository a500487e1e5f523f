import 'fake-indexeddb/auto';
import { packGroup, type PullRow, readSnapshot, snapshotText } from '@oson/contract';
import { expect, test } from 'vitest';
import { openCatalog } from './catalog.ts';
import { openCatalogDb } from './catalog-db.ts';
import { listPrice } from './shelf.ts';

const id = (index: number) => `0197a000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const SKUS = 150;

function goods(index: number, over: object = {}): PullRow[] {
  const skuId = id(index);
  const sku = {
    productId: id(1000 + index),
    categoryId: null,
    name: `Non ${index}`,
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
    ...over,
  };
  const barcode = { skuId, code: `4780000${index}`, kind: 'ean', packQuantity: 1000 };
  const price = { skuId, amount: 100_000 + index, currency: 'UZS', from: 1, n: 5 };
  return [
    { kind: 'sku', id: skuId, version: 5, data: sku },
    { kind: 'barcode', id: id(2000 + index), version: 5, data: barcode },
    { kind: 'price', id: `${skuId}.5`, version: 5, data: price },
    { kind: 'stock', id: skuId, version: 5, data: { skuId, quantity: 7000, counted: true, n: 5 } },
  ] as PullRow[];
}

function aSnapshot() {
  const all = Array.from({ length: SKUS }, (_, index) => goods(index));
  const groups = [all.slice(0, 60), all.slice(60, 120), all.slice(120)].map((some) => {
    const rows = some.flat();
    return packGroup(
      rows.filter(({ kind }) => kind === 'sku'),
      rows.filter(({ kind }) => kind !== 'sku'),
    );
  });
  const tax = { name: 'QQS', rateBp: 1200, from: 0, n: 1 };
  const rows = [{ kind: 'tax-rate', id: id(5000), version: 2, data: tax }] as PullRow[];
  return readSnapshot(snapshotText(groups, rows));
}

test('[PULL7] a snapshot takes the place of everything, and goods are found after a restart', async () => {
  const db = openCatalogDb('snapshot');
  const first = await openCatalog(db);
  const old = goods(900) as PullRow[];
  await first.apply(old, { epoch: 1, n: 3, check: '' });
  await first.applySnapshot(aSnapshot(), { epoch: 1, n: 5, check: 'c' });
  const again = await openCatalog(db);
  for (const { shelf } of [first, again]) {
    const { goods: skus, barcodes, stock, cursor } = shelf.get();
    expect(skus.size).toBe(SKUS);
    expect(barcodes.get('478000077')?.skuId).toBe(id(77));
    expect(stock.get(id(149))?.quantity).toBe(7000);
    expect(listPrice({ ...shelf.get(), settings: { currency: 'UZS' } as never }, id(3), 10)).toBe(
      100_003,
    );
    expect(cursor).toEqual({ epoch: 1, n: 5, check: 'c' });
  }
  db.close();
});

test('a change after it rewrites one group and nothing else', async () => {
  const db = openCatalogDb('snapshot-delta');
  const catalog = await openCatalog(db);
  await catalog.applySnapshot(aSnapshot(), { epoch: 1, n: 5, check: '' });
  const [sku, barcode] = goods(61, { name: 'Patir' }) as [PullRow, PullRow];
  const gone = { kind: 'barcode', id: barcode.id, version: 6, deleted: true } as PullRow;
  await catalog.apply([{ ...sku, version: 6 } as PullRow, gone], { epoch: 1, n: 6, check: '' });
  const kept = await db.chunks.toArray();
  expect(kept.filter(({ packed }) => packed !== undefined)).toHaveLength(2);
  const again = await openCatalog(db);
  expect(again.shelf.get().goods.get(id(61))?.name).toBe('Patir');
  expect(again.shelf.get().goods.size).toBe(SKUS);
  expect(again.shelf.get().barcodes.has('478000061')).toBe(false);
  expect(again.shelf.get().barcodes.get('478000062')?.skuId).toBe(id(62));
  db.close();
});
