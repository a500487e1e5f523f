import { OsonError } from '@oson/contract';
import { type TenantTx, uuidv7Now } from '@oson/db';
import { isEanCheckDigitRight } from '@oson/domain';
import { type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTenant } from './create-tenant.ts';
import {
  archiveSampleGoods,
  readSampleState,
  removeSampleGoods,
  restoreSampleGoods,
} from './sample-goods.ts';
import { sampleOf, TRADES } from './sample/sample-trade.ts';
import { changeSettings, readSettings } from './tenant-settings.ts';
import { changeTenderType, listTenderTypes } from './tender-types.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const owner = { userId: uuidv7Now(), name: 'Gulbahor' };
async function aNewShop(trade: (typeof TRADES)[number] = 'grocery') {
  const tenantId = uuidv7Now();
  const wanted = { name: 'Baraka Market', trade, city: 'Toshkent', locale: 'uz-Latn', owner };
  const made = await base.db.inTenant(tenantId, (tx) => createTenant(tx, wanted));
  const inShop = <T>(act: (tx: TenantTx) => Promise<T>) => base.db.inTenant(tenantId, act);
  return { tenantId, ...made, inShop };
}

test.each(TRADES)('a new shop (%s) has all that its first sale needs', async (trade) => {
  const shop = await aNewShop(trade);
  expect(shop.sampleCount).toBeGreaterThanOrEqual(30);
  expect(shop.storeCode).toBe('BM');
  await shop.inShop(async (tx) => {
    expect(await tx.tenantSettings.count({ where: { trade } })).toBe(1);
    expect(await tx.tenderType.count({ where: { kind: 'cash', active: true } })).toBe(1);
    expect(await tx.taxRate.findFirst()).toMatchObject({ rateBp: 1200 });
    const staff = await tx.staff.findFirstOrThrow({ include: { staffStores: true } });
    expect(staff).toMatchObject({ role: 'owner', pinHash: null, userId: owner.userId });
    expect(staff.staffStores.map((row) => row.storeId)).toEqual([shop.storeId]);
    const skus = await tx.sku.findMany({
      include: { prices: true, product: true, barcodes: true },
    });
    expect(skus).toHaveLength(shop.sampleCount);
    for (const sku of skus) {
      expect(sku.product.sample, sku.name).toBe(true);
      expect(sku.product.searchKey, sku.name).not.toBe('');
      expect(sku.prices, sku.name).toHaveLength(1);
      expect(Number(sku.prices[0]?.n), sku.name).toBeGreaterThan(0);
      expect(sku.barcodes.length, sku.name).toBe(sku.kind === 'piece' ? 1 : 0);
    }
    const named = await tx.changeRow.findMany({ where: { kind: { in: ['sku', 'price'] } } });
    expect(named).toHaveLength(2 * shop.sampleCount);
  });
});

test('sample goods have right Uzbek codes, no code twice, and a name in three languages', () => {
  const all = TRADES.flatMap((trade) => sampleOf(trade).flatMap((section) => section.goods));
  const eans = all.flatMap((good) => good.ean ?? []);
  expect(new Set(eans).size).toBe(eans.length);
  for (const ean of eans) {
    expect(ean).toMatch(/^478\d{10}$/);
    expect(isEanCheckDigitRight(ean), ean).toBe(true);
  }
  for (const good of all) {
    expect(good.price, good.names['uz-Latn']).toBeGreaterThan(0);
    for (const locale of ['uz-Latn', 'ru', 'en'] as const) {
      expect(good.names[locale]?.trim(), good.code).toBeTruthy();
    }
    expect(good.names['uz-Latn']).not.toMatch(/['‘’`]/);
  }
});

test('sample goods leave by one button, come back within 24 hours and not after', async () => {
  const { inShop, sampleCount } = await aNewShop();
  expect(await inShop((tx) => readSampleState(tx, Date.now()))).toEqual({
    present: sampleCount,
    restorableUntil: null,
  });
  expect(await inShop((tx) => removeSampleGoods(tx, owner))).toEqual({ removed: sampleCount });
  const gone = await inShop((tx) => readSampleState(tx, Date.now()));
  expect(gone.present).toBe(0);
  expect(gone.restorableUntil).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  await inShop(async (tx) => {
    expect(await tx.category.count({ where: { archivedAt: null } })).toBe(0);
    expect(await tx.barcode.count({ where: { archivedAt: null } })).toBe(0);
  });
  expect(await inShop((tx) => removeSampleGoods(tx, owner))).toEqual({ removed: 0 });
  expect(await inShop((tx) => restoreSampleGoods(tx, owner))).toEqual({ restored: sampleCount });
  expect((await inShop((tx) => readSampleState(tx, Date.now()))).present).toBe(sampleCount);

  await inShop((tx) => removeSampleGoods(tx, owner));
  const tomorrow = Date.now() + 24 * 3_600_000 + 1;
  expect((await inShop((tx) => readSampleState(tx, tomorrow))).restorableUntil).toBeNull();
});

test('goods of the shop’s own keep their section when the samples leave', async () => {
  const { inShop, tenantId } = await aNewShop();
  const categoryId = await inShop(async (tx) => {
    const { id } = await tx.category.findFirstOrThrow({ orderBy: { position: 'asc' } });
    const own = { tenantId, id: uuidv7Now(), categoryId: id, name: 'Oʻz nonimiz' };
    await tx.product.create({ data: own });
    return id;
  });
  await inShop((tx) => archiveSampleGoods(tx, new Date()));
  await inShop(async (tx) => {
    const left = await tx.category.findMany({ where: { archivedAt: null } });
    expect(left.map(({ id }) => id)).toEqual([categoryId]);
    expect(await tx.product.count({ where: { archivedAt: null } })).toBe(1);
  });
});

test('two people change the settings: the second is told, and nothing is half-written', async () => {
  const { inShop } = await aNewShop();
  const seen = await inShop(readSettings);
  const change = (version: number, receiptHeader: string) =>
    inShop((tx) =>
      changeSettings(tx, { version, change: { receiptHeader }, byUser: owner.userId }),
    );
  await change(seen.version, 'Xush kelibsiz');
  await expect(change(seen.version, 'Salom')).rejects.toEqual(new OsonError('CHANGED_MEANWHILE'));
  expect((await inShop(readSettings)).receiptHeader).toBe('Xush kelibsiz');
});

test('a new tax rate is a new dated row with its feed position; the old one stays', async () => {
  const { inShop } = await aNewShop();
  const { version } = await inShop(readSettings);
  const change = { taxRateBp: 1500 };
  await inShop((tx) => changeSettings(tx, { version, change, byUser: owner.userId }));
  const rates = await inShop((tx) => tx.taxRate.findMany({ orderBy: { n: 'asc' } }));
  expect(rates.map((rate) => rate.rateBp)).toEqual([1200, 1500]);
  expect(rates[1]?.n).toBeGreaterThan(rates[0]?.n ?? 0n);
});

test('cash is never taken off the payment screen; another tender may be', async () => {
  const { inShop } = await aNewShop();
  const tenders = await inShop(listTenderTypes);
  const off = (kind: string) => {
    const row = tenders.find((tender) => tender.kind === kind);
    const input = { id: row?.id ?? '', version: row?.version ?? 0, active: false };
    return inShop((tx) => changeTenderType(tx, { ...input, byUser: owner.userId }));
  };
  await expect(off('cash')).rejects.toThrow('NOT_ALLOWED');
  await off('click');
  const after = await inShop(listTenderTypes);
  expect(after.find((tender) => tender.kind === 'click')?.active).toBe(false);
});
