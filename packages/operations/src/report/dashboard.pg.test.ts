import { type TenantTx, uuidv7Now } from '@oson/db';
import { ONE } from '@oson/domain';
import {
  type AJournal,
  type ASku,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type SaleOptions,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listStock } from '../stock/list-stock.ts';
import { aPusher } from '../sync/a-pusher.ts';
import { dailySummary } from './daily-summary.ts';
import { dashboard } from './dashboard.ts';

/** A Saturday, 18:42 in Tashkent. */
const NOW = Date.UTC(2026, 2, 14, 13, 42);
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

let at: TestDatabase;
let shop: ATenant;
let journal: AJournal;

beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
  journal = aJournal(shop);
});

const inShop = <T>(act: (tx: TenantTx) => Promise<T>) => at.db.inTenant(shop.tenantId, act);
const look = (storeIds?: string[]) => inShop((tx) => dashboard(tx, { nowMs: NOW, storeIds }));
const sku = (index: number) => shop.skus[index] as ASku;

/** Sells at a moment, ms, and returns the sale and its operation. */
async function sell(wallMs: number, options: SaleOptions = {}) {
  const body = aSaleBody(shop, options);
  const op = journal.seal('sale', body, { wallMs });
  const [result] = await aPusher(at.db, shop, shop.terminal).push([op], wallMs + 1000);
  expect(result).toMatchObject({ r: 'posted' });
  return { body, op };
}

test('today is compared with the same weekday up to the present hour', async () => {
  await sell(NOW - 2 * HOUR_MS);
  await sell(NOW - HOUR_MS / 2, { lines: [{ sku: sku(1), quantity: 2 * ONE }] });
  await sell(NOW - WEEK_MS - 3 * HOUR_MS);
  await sell(NOW - WEEK_MS + 2 * HOUR_MS);
  await sell(NOW - 24 * HOUR_MS);
  const figures = await look();
  const { price } = sku(0);
  expect(figures).toMatchObject({
    date: '2026-03-14',
    hour: 18,
    comparedDate: '2026-03-07',
    today: { saleCount: 2, gross: price + 2 * sku(1).price },
    compared: { saleCount: 2, gross: 2 * price },
    comparedSoFar: { saleCount: 1, gross: price },
  });
  expect(figures.hours).toEqual([
    { hour: 16, saleCount: 1, gross: price },
    { hour: 18, saleCount: 1, gross: 2 * sku(1).price },
  ]);
  expect(figures.comparedHours.map(({ hour }) => hour)).toEqual([15, 20]);
});

test('a day that ends at three has the sales of the night, in its last hours', async () => {
  await inShop((tx) => tx.store.updateMany({ data: { cutoverHour: 3 } }));
  const night = Date.UTC(2026, 2, 14, 20, 30);
  await sell(night);
  const figures = await inShop((tx) => dashboard(tx, { nowMs: night + HOUR_MS / 4 }));
  expect(figures).toMatchObject({ date: '2026-03-14', today: { saleCount: 1 } });
  expect(figures.hours).toMatchObject([{ hour: 1 }]);
});

test('top items and tenders agree with the sum of the day, net of change', async () => {
  const given = 5_000_000;
  const { body } = await sell(NOW - HOUR_MS, { lines: [{ sku: sku(0), quantity: 3 * ONE }] });
  const paid = aSaleBody(shop, { lines: [{ sku: sku(2), quantity: 1500 }] });
  const change = given - paid.totals.gross;
  await sell(NOW - HOUR_MS, {
    lines: [{ sku: sku(2), quantity: 1500 }],
    over: { tenders: [{ ...paid.tenders[0]!, amount: given }], changeGiven: change },
  });
  const card = { tenderTypeId: shop.tenderTypes.card, kind: 'card' as const, currency: 'UZS' };
  await sell(NOW - HOUR_MS, { over: { tenders: [{ ...card, amount: sku(0).price }] } });
  const figures = await look();
  expect(figures.topItems).toEqual([
    { skuId: sku(0).skuId, name: 'Goods 1', unit: 'dona', quantity: 4000, gross: 4 * sku(0).price },
    {
      skuId: sku(2).skuId,
      name: 'Goods 3',
      unit: 'dona',
      quantity: 1500,
      gross: paid.totals.gross,
    },
  ]);
  expect(figures.tenders).toEqual([
    { kind: 'cash', amount: body.totals.gross + paid.totals.gross },
    { kind: 'card', amount: sku(0).price },
  ]);
  const total = figures.tenders.reduce((sum, { amount }) => sum + amount, 0);
  expect(total).toBe(figures.today.gross);
});

test('a voided sale is in no figure, and profit counts what came back', async () => {
  const kept = await sell(NOW - HOUR_MS, { lines: [{ sku: sku(0), quantity: 2 * ONE }] });
  const gone = await sell(NOW - HOUR_MS, { lines: [{ sku: sku(1) }] });
  const voiding = {
    voidId: uuidv7Now(),
    saleId: gone.body.saleId,
    saleOpId: gone.op.opId,
    shiftId: null,
    staffId: null,
    approverId: null,
    reason: 'wrong item',
  };
  const line = kept.body.lines[0]!;
  const back = {
    returnId: uuidv7Now(),
    saleId: kept.body.saleId,
    saleOpId: kept.op.opId,
    saleReceiptNumber: kept.body.receiptNumber,
    receiptNumber: 'A1-R-1',
    shiftId: null,
    staffId: null,
    approverId: null,
    currency: 'UZS',
    lines: [
      {
        skuId: sku(0).skuId,
        name: line.name,
        unit: line.unit,
        saleLine: 0,
        quantity: ONE,
        gross: sku(0).price,
        tax: Math.round(line.tax / 2),
      },
    ],
    refund: sku(0).price,
    tax: Math.round(line.tax / 2),
    tenders: [{ ...kept.body.tenders[0]!, amount: sku(0).price }],
    cashRounding: 0,
    reason: 'spoilt',
  };
  const ops = [
    journal.seal('void', voiding, { wallMs: NOW }),
    journal.seal('return', back, { wallMs: NOW }),
  ];
  const results = await aPusher(at.db, shop, shop.terminal).push(ops, NOW + 1000);
  expect(results.map(({ r, flags }) => [r, flags])).toEqual([
    ['posted', []],
    ['posted', []],
  ]);
  const figures = await look();
  expect(figures.today).toMatchObject({
    saleCount: 1,
    gross: 2 * sku(0).price,
    returnCount: 1,
    refunds: sku(0).price,
  });
  expect(figures.topItems.map(({ name }) => name)).toEqual(['Goods 1']);
  expect(figures.tenders).toEqual([{ kind: 'cash', amount: 2 * sku(0).price }]);
  expect(figures.profit).toEqual({ profit: sku(0).price - sku(0).cost, on: sku(0).price });
});

test('goods of unknown cost are left out of the profit and of what it is a share of', async () => {
  const unpriced = { ...sku(1), skuId: uuidv7Now() };
  await inShop((tx) =>
    tx.sku.create({
      data: {
        tenantId: shop.tenantId,
        id: unpriced.skuId,
        productId: unpriced.productId,
        name: 'Found goods',
      },
    }),
  );
  await sell(NOW - HOUR_MS, { lines: [{ sku: sku(0) }, { sku: unpriced }] });
  const { profit, today } = await look();
  expect(profit).toEqual({ profit: sku(0).price - sku(0).cost, on: sku(0).price });
  expect(today.gross).toBe(sku(0).price + unpriced.price);
});

test('[CASE17] practice is in no figure', async () => {
  await sell(NOW - HOUR_MS, { over: { practice: true, receiptNumber: 'MASHQ-A1-T1-000001' } });
  const figures = await look();
  expect(figures).toMatchObject({ today: { saleCount: 0, gross: 0 }, hours: [], tenders: [] });
});

test('what runs low is what the stock list shows under the same filter', async () => {
  await inShop(async (tx) => {
    await tx.stockLevel.updateMany({
      where: { skuId: { in: [sku(0).skuId, sku(1).skuId] } },
      data: { quantity: 1n },
    });
    await tx.sku.updateMany({ where: { id: sku(1).skuId }, data: { archivedAt: new Date() } });
  });
  const low = await inShop((tx) => listStock(tx, { storeId: shop.storeId, only: 'low' }));
  expect(low.rows.map(({ skuId }) => skuId)).toEqual([sku(0).skuId]);
  expect((await look()).lowStock).toEqual({ count: 1, storeId: shop.storeId });
});

test('one store at a time, and another chain sees nothing', async () => {
  await sell(NOW - HOUR_MS);
  expect((await look([shop.storeId])).today.saleCount).toBe(1);
  expect((await look([uuidv7Now()])).today.saleCount).toBe(0);
  const other = await aTenant(at.db);
  const seen = await at.db.inTenant(other.tenantId, (tx) => dashboard(tx, { nowMs: NOW }));
  expect(seen).toMatchObject({ today: { saleCount: 0 }, topItems: [], tenders: [] });
});

test('the daily report names each store with its part of the whole', async () => {
  await inShop((tx) =>
    tx.store.create({
      data: {
        tenantId: shop.tenantId,
        id: uuidv7Now(),
        code: 'B2',
        name: 'Second store',
        priceListId: shop.priceListId,
      },
    }),
  );
  await sell(NOW - HOUR_MS);
  await sell(NOW - HOUR_MS, { lines: [{ sku: sku(1) }] });
  const summary = await inShop((tx) => dailySummary(tx, '2026-03-14'));
  const gross = sku(0).price + sku(1).price;
  expect(summary).toMatchObject({
    date: '2026-03-14',
    figures: { saleCount: 2, gross },
    stores: [
      { name: 'First store', saleCount: 2, gross },
      { name: 'Second store', saleCount: 0, gross: 0 },
    ],
    openFlags: 0,
  });
  expect(summary.topItems.map(({ name }) => name)).toEqual(['Goods 2', 'Goods 1']);
  const before = await inShop((tx) => dailySummary(tx, '2026-03-13'));
  expect(before.figures.saleCount).toBe(0);
});
