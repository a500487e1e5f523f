import { randomUUID } from 'node:crypto';
import type { TenantTx } from '@oson/db';
import {
  type ATenant,
  aTenant,
  meetAtTheCounter,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countStock } from './count-stock.ts';
import { listMovements } from './list-movements.ts';
import { listStock } from './list-stock.ts';
import { averageCost, receiveGoods, writeOffStock } from './receive-goods.ts';

let database: TestDatabase;
let chain: ATenant;

beforeAll(async () => {
  database = await testDatabase();
  chain = await aTenant(database.db, { skus: 4, stock: 10_000 });
});
afterAll(() => database.close());

const by = () => ({
  documentId: randomUUID(),
  userId: chain.ownerUserId,
  nowMs: Date.now(),
  reason: 'Invoice 7',
});
const sku = (index: number) => chain.skus[index]?.skuId ?? '';
const inChain = (act: (tx: TenantTx) => Promise<unknown>) =>
  database.db.inTenant(chain.tenantId, act);

async function levelOf(skuId: string) {
  return database.db.inTenant(chain.tenantId, async (tx) => {
    const { rows } = await listStock(tx, { storeId: chain.storeId });
    const moves = await listMovements(tx, { storeId: chain.storeId, skuId });
    return { row: rows.find((row) => row.skuId === skuId), moves: moves.rows };
  });
}

test('a goods receipt adds to the shelf, says why, and carries the average cost forward', async () => {
  const cost = chain.skus[0]?.cost ?? 0;
  await inChain((tx) =>
    receiveGoods(tx, {
      ...by(),
      storeId: chain.storeId,
      lines: [{ skuId: sku(0), quantity: 10_000, unitCost: cost * 2 }],
    }),
  );
  const { row, moves } = await levelOf(sku(0));
  expect(row).toMatchObject({ quantity: 20_000, counted: true, cost: cost * 1.5 });
  expect(moves[0]).toMatchObject({ kind: 'receipt', quantity: 10_000, reason: 'Invoice 7' });
});

test('a count books the difference, so on-hand equals opening plus movements', async () => {
  await inChain((tx) =>
    countStock(tx, {
      ...by(),
      storeId: chain.storeId,
      lines: [{ skuId: sku(1), quantity: 7500 }],
    }),
  );
  const { row, moves } = await levelOf(sku(1));
  expect(row?.quantity).toBe(7500);
  expect(moves[0]).toMatchObject({ kind: 'count', quantity: -2500 });
  expect(moves.reduce((sum, move) => sum + move.quantity, 0)).toBe(7500);
});

test('a write-off takes from the shelf', async () => {
  await inChain((tx) =>
    writeOffStock(tx, {
      ...by(),
      storeId: chain.storeId,
      lines: [{ skuId: sku(2), quantity: 1000 }],
    }),
  );
  expect((await levelOf(sku(2))).row?.quantity).toBe(9000);
});

test('an SKU that is not there refuses the whole document and writes nothing', async () => {
  const before = await levelOf(sku(2));
  const act = inChain((tx) =>
    receiveGoods(tx, {
      ...by(),
      storeId: chain.storeId,
      lines: [
        { skuId: sku(2), quantity: 1000 },
        { skuId: chain.storeId, quantity: 1000 },
      ],
    }),
  );
  await expect(act).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await levelOf(sku(2))).toEqual(before);
});

test('a receipt that is sent again after a lost answer books once, even at the same time', async () => {
  const before = (await levelOf(sku(3))).row?.quantity ?? 0;
  const receipt = {
    ...by(),
    storeId: chain.storeId,
    lines: [{ skuId: sku(3), quantity: 4000, unitCost: 900 }],
  };
  await Promise.all([1, 2, 3].map(() => inChain((tx) => receiveGoods(tx, receipt))));
  const { row, moves } = await levelOf(sku(3));
  expect(row?.quantity).toBe(before + 4000);
  expect(moves.filter((move) => move.kind === 'receipt')).toHaveLength(1);
  const other = { ...receipt, lines: [{ skuId: sku(3), quantity: 5000 }] };
  await expect(inChain((tx) => receiveGoods(tx, other))).rejects.toMatchObject({
    code: 'KEY_REUSED',
  });
});

test('a write-off that is sent again takes once', async () => {
  const before = (await levelOf(sku(3))).row?.quantity ?? 0;
  const gone = { ...by(), storeId: chain.storeId, lines: [{ skuId: sku(3), quantity: 500 }] };
  await inChain((tx) => writeOffStock(tx, gone));
  await inChain((tx) => writeOffStock(tx, gone));
  expect((await levelOf(sku(3))).row?.quantity).toBe(before - 500);
});

test('receipts that arrive together all count', async () => {
  await Promise.all(
    Array.from({ length: 12 }, () =>
      inChain((tx) =>
        receiveGoods(tx, {
          ...by(),
          storeId: chain.storeId,
          lines: [
            { skuId: sku(2), quantity: 1000 },
            { skuId: sku(1), quantity: 1000 },
          ],
        }),
      ),
    ),
  );
  expect((await levelOf(sku(1))).row?.quantity).toBe(7500 + 12_000);
  expect((await levelOf(sku(2))).row?.quantity).toBe(9000 + 12_000);
});

test('a count that is sent again after a lost answer leaves what was sold meanwhile as it is', async () => {
  const { storeId } = chain;
  const count = { ...by(), storeId, lines: [{ skuId: sku(3), quantity: 9000 }] };
  await inChain((tx) => countStock(tx, count));
  const sold = { ...by(), storeId, lines: [{ skuId: sku(3), quantity: 1000 }] };
  await inChain((tx) => writeOffStock(tx, sold));
  await inChain((tx) => countStock(tx, count));
  expect((await levelOf(sku(3))).row?.quantity).toBe(8000);
  const other = { ...count, lines: [{ skuId: sku(3), quantity: 8000 }] };
  await expect(inChain((tx) => countStock(tx, other))).rejects.toMatchObject({
    code: 'KEY_REUSED',
  });
});

test('receipts of two stores at once both weigh in the average cost', async () => {
  const shop = await aTenant(database.db, { skus: 1, stock: 10_000 });
  const { tenantId, priceListId } = shop;
  const inShop = <T>(act: (tx: TenantTx) => Promise<T>) => database.db.inTenant(tenantId, act);
  const [one] = shop.skus;
  if (!one?.cost) throw new Error('a SKU with a cost expected');
  const { skuId, cost } = one;
  const second = randomUUID();
  await inShop((tx) =>
    tx.store.create({ data: { tenantId, id: second, code: 'B2', name: 'Second', priceListId } }),
  );
  const receipt = (storeId: string, unitCost: number) => ({
    ...by(),
    storeId,
    lines: [{ skuId, quantity: 10_000, unitCost }],
  });
  const receipts = [receipt(shop.storeId, cost * 2), receipt(second, cost * 6)];
  await meetAtTheCounter(
    database,
    tenantId,
    receipts.map((each) => () => inShop((tx) => receiveGoods(tx, each))),
  );
  const { rows } = await inShop((tx) => listStock(tx, { storeId: second }));
  // (1 + 2 + 6) / 3, whichever was first.
  expect(rows[0]).toMatchObject({ quantity: 10_000, cost: cost * 3 });
});

test('the search finds no barcode that was taken off, and takes the signs of a pattern for text', async () => {
  const [one] = chain.skus;
  if (!one) throw new Error('a SKU expected');
  const found = async (search: string) => {
    const list = database.db.inTenant(chain.tenantId, (tx) =>
      listStock(tx, { storeId: chain.storeId, search }),
    );
    return (await list).rows.map(({ skuId }) => skuId);
  };
  expect(await found(one.code)).toEqual([one.skuId]);
  expect(await found('%')).toEqual([]);
  await inChain((tx) =>
    tx.barcode.updateMany({ where: { skuId: one.skuId }, data: { archivedAt: new Date() } }),
  );
  expect(await found(one.code)).toEqual([]);
});

test('terminals of the store are told: each act is a change of the feed', async () => {
  const rows = await database.db.inTenant(chain.tenantId, (tx) =>
    tx.changeRow.findMany({ where: { kind: 'stock', rowId: sku(2) }, orderBy: { n: 'desc' } }),
  );
  expect(rows.length).toBeGreaterThanOrEqual(13);
  expect(rows[0]?.storeId).toBe(chain.storeId);
});

test.each([
  [{ quantity: 10_000, cost: 100 }, { quantity: 10_000, cost: 200 }, 150],
  [{ quantity: 0, cost: 100 }, { quantity: 5000, cost: 300 }, 300],
  [{ quantity: -3000, cost: 100 }, { quantity: 5000, cost: 300 }, 300],
  [{ quantity: 5000, cost: null }, { quantity: 5000, cost: 300 }, 300],
  [{ quantity: 30_000, cost: 100 }, { quantity: 10_000, cost: 101 }, 100],
])('average of %o and %o is %d', (held, received, average) => {
  expect(averageCost(held, received)).toBe(average);
});
