import type { SaleBody } from '@oson/contract';
import { uuidv7Now, withChange } from '@oson/db';
import { ONE } from '@oson/domain';
import {
  type ASku,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  aTerminal,
  meetAtTheCounter,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aPusher } from './a-pusher.ts';

let at: TestDatabase;
let shop: ATenant;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
});

const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const sku = (index: number) => shop.skus[index] as ASku;
const pushSales = async (...bodies: SaleBody[]) => {
  const journal = aJournal(shop);
  const ops = bodies.map((body) => journal.seal('sale', body));
  return aPusher(at.db, shop, shop.terminal).push(ops);
};
const flagsOf = async (over: Partial<SaleBody>) => {
  const [result] = await pushSales(aSaleBody(shop, { over }));
  expect(result?.r).toBe('posted');
  return result?.flags;
};
const openFlags = () =>
  inShop((tx) => tx.saleFlag.findMany({ where: { status: 'open' }, include: { sales: true } }));

describe('oversell', () => {
  test('[SRV15] the last piece sold on two terminals: one open task, to which the later sale is added', async () => {
    const second = await inShop((tx) => aTerminal(tx, shop.storeId));
    const lines = [{ sku: sku(0), quantity: 100 * ONE }];
    const other = { ...shop, terminal: second };
    const one = aPusher(at.db, shop, shop.terminal);
    const two = aPusher(at.db, shop, second);
    const journal = aJournal(other);
    const answers = await Promise.all([
      one.push([aJournal(shop).seal('sale', aSaleBody(shop, { lines }))]),
      two.push([journal.seal('sale', aSaleBody(other, { lines }))]),
    ]);
    const flags = answers.flat().map((result) => result.flags);
    expect(flags.toSorted((a, b) => a.length - b.length)).toEqual([[], ['oversell']]);
    const third = aSaleBody(other, { lines: [{ sku: sku(0) }] });
    await two.push([journal.seal('sale', third)]);
    const [task, ...more] = await openFlags();
    expect(more).toEqual([]);
    expect(task).toMatchObject({ kind: 'oversell', skuId: sku(0).skuId });
    expect(task?.sales).toHaveLength(2);
    expect(await inShop((tx) => tx.jobOutbox.findMany())).toMatchObject([
      { name: 'sale/flagged', data: { flagId: task?.id } },
    ]);
  });

  test('[SRV14] what nobody has counted in this store is never oversold', async () => {
    await inShop((tx) => tx.stockLevel.updateMany({ data: { counted: false, quantity: 0n } }));
    expect(await flagsOf({})).toEqual([]);
    const [level] = await inShop((tx) =>
      tx.stockLevel.findMany({ where: { skuId: sku(0).skuId } }),
    );
    expect(level?.quantity).toBe(BigInt(-ONE));
  });

  test('[SRV14] a service has no stock at all', async () => {
    await inShop((tx) => tx.sku.updateMany({ data: { kind: 'service' } }));
    expect(await flagsOf({})).toEqual([]);
    expect(await inShop((tx) => tx.stockMovement.count({ where: { kind: 'sale' } }))).toBe(0);
  });

  test('[SRV15] in one batch the first sale in order is not flagged', async () => {
    const lines = [{ sku: sku(1), quantity: 60 * ONE }];
    const bodies = [
      aSaleBody(shop, { lines }),
      aSaleBody(shop, { lines }),
      aSaleBody(shop, { lines }),
    ];
    const results = await pushSales(...bodies);
    expect(results.map(({ flags }) => flags)).toEqual([[], ['oversell'], ['oversell']]);
    expect(await openFlags()).toHaveLength(1);
  });
});

describe('what a sale names', () => {
  test('[CASE6] a removed cashier is a flag, one removed later is none', async () => {
    const soon = new Date(Date.now() + 3_600_000);
    await inShop((tx) => tx.staff.updateMany({ data: { archivedAt: soon } }));
    expect(await flagsOf({})).toEqual([]);
    await inShop((tx) => tx.staff.updateMany({ data: { archivedAt: new Date(0) } }));
    expect(await flagsOf({ receiptNumber: 'A1-T1-2' })).toEqual(['staff-removed', 'fork']);
  });

  test('[SRV7] [PUSH8] unknown staff, shift, tender, customer and SKU are flags; the sale stands', async () => {
    const body = aSaleBody(shop, {
      over: { staffId: uuidv7Now(), shiftId: uuidv7Now(), customerId: uuidv7Now() },
    });
    const lines = body.lines.map((line) => ({ ...line, skuId: uuidv7Now() }));
    const tenders = body.tenders.map((tender) => ({ ...tender, tenderTypeId: uuidv7Now() }));
    const [result] = await pushSales({ ...body, lines, tenders });
    expect(result?.flags.toSorted()).toEqual([
      'customer-unknown',
      'shift-unknown',
      'staff-unknown',
      'unknown-sku',
      'unknown-tender',
    ]);
    expect(await inShop((tx) => tx.sale.count())).toBe(1);
    expect(await openFlags()).toHaveLength(5);
  });

  test('[SRV7] a flag of what was missing is resolved when it comes', async () => {
    const [shiftId, customerId] = [uuidv7Now(), uuidv7Now()];
    const journal = aJournal(shop);
    const { push } = aPusher(at.db, shop, shop.terminal);
    await push([journal.seal('sale', aSaleBody(shop, { over: { shiftId, customerId } }))]);
    expect(await openFlags()).toHaveLength(2);
    const staffId = shop.staff.cashier;
    await push([
      journal.seal('customer.create', { customerId, staffId, name: 'Aziza', phone: null }),
      journal.seal('shift.open', { shiftId, staffId, float: 0, currency: 'UZS' }),
    ]);
    expect(await openFlags()).toEqual([]);
    const resolved = await inShop((tx) => tx.saleFlag.findMany());
    expect(resolved.map(({ resolution }) => resolution)).toEqual(['arrived', 'arrived']);
  });

  test.each(['what was missing', 'the sale'])(
    '[SRV7] a flag is resolved when both come at once, %s first',
    async (first) => {
      const second = await inShop((tx) => aTerminal(tx, shop.storeId));
      const customerId = uuidv7Now();
      const staffId = shop.staff.cashier;
      const other = { ...shop, terminal: second };
      const sale = aJournal(shop).seal('sale', aSaleBody(shop, { over: { customerId } }));
      const body = { customerId, staffId, name: 'Aziza', phone: null };
      const customer = aJournal(other).seal('customer.create', body);
      const acts = [
        () => aPusher(at.db, shop, second).push([customer]),
        () => aPusher(at.db, shop, shop.terminal).push([sale]),
      ];
      await meetAtTheCounter(at, shop.tenantId, first === 'the sale' ? acts.toReversed() : acts);
      const flags = await inShop((tx) => tx.saleFlag.findMany({ where: { opId: sale.opId } }));
      expect(flags).toMatchObject([{ kind: 'customer-unknown', resolution: 'arrived' }]);
    },
  );

  test('[ID5] a receipt number that comes twice is a flag', async () => {
    const [first, second] = [aSaleBody(shop), aSaleBody(shop)];
    const results = await pushSales(first, { ...second, receiptNumber: first.receiptNumber });
    expect(results.map(({ flags }) => flags)).toEqual([[], ['receipt-number-repeated']]);
  });

  test('archived goods are a flag', async () => {
    await inShop((tx) => tx.sku.updateMany({ data: { archivedAt: new Date(0) } }));
    expect(await flagsOf({})).toEqual(['archived-sku']);
  });
});

describe('figures', () => {
  test('[SRV12] [PUSH9] wrong arithmetic is a flag and a correction; the sale keeps its figures', async () => {
    const body = aSaleBody(shop);
    const totals = { ...body.totals, tax: body.totals.tax + 1 };
    const [result] = await pushSales({ ...body, totals });
    expect(result?.flags).toEqual(['arithmetic']);
    expect(result?.corrections).toEqual([
      { field: 'totals.tax', sent: totals.tax, stands: body.totals.tax },
    ]);
    const [sale] = await inShop((tx) => tx.sale.findMany());
    expect(Number(sale?.tax)).toBe(totals.tax);
  });

  test('[SRV13] a list price that was never valid is a flag; a price set after the sale is none', async () => {
    const body = aSaleBody(shop);
    await inShop(async (tx) => {
      const id = uuidv7Now();
      const n = BigInt(await withChange(tx, [{ kind: 'price', id }]));
      const { tenantId, priceListId } = shop;
      const from = new Date(Date.now() + 60_000);
      await tx.price.create({
        data: { tenantId, id, priceListId, skuId: sku(0).skuId, amount: 1n, from, n },
      });
    });
    const wrong = aSaleBody(shop);
    const lines = wrong.lines.map((line) => ({ ...line, listPrice: line.listPrice + 100 }));
    const results = await pushSales(body, { ...wrong, lines });
    expect(results.map(({ flags }) => flags)).toEqual([[], ['price-changed']]);
  });

  test('[SRV13] sold offline at the old price: the receipt stands, with a flag', async () => {
    await inShop(async (tx) => {
      const id = uuidv7Now();
      const n = BigInt(await withChange(tx, [{ kind: 'price', id }]));
      const { tenantId, priceListId } = shop;
      await tx.price.create({
        data: { tenantId, id, priceListId, skuId: sku(0).skuId, amount: 5n, n },
      });
    });
    // The terminal named the position that it knew: the old price was right there.
    expect(await flagsOf({})).toEqual(['price-changed']);
  });

  test('[CASE14] [CASE15] a clock a day off is a flag, and the sale is dated by the server', async () => {
    const journal = aJournal(shop);
    const wallMs = Date.now() + 86_400_000;
    const op = journal.seal('sale', aSaleBody(shop), { wallMs });
    const nowMs = Date.now();
    const [result] = await aPusher(at.db, shop, shop.terminal).push([op], nowMs);
    expect(result?.flags).toEqual(['clock']);
    const [sale] = await inShop((tx) => tx.sale.findMany());
    expect(sale?.soldAt.getTime()).toBe(nowMs);
  });

  test('[CASE16] a sale before the cut-over hour belongs to the day before', async () => {
    await inShop((tx) => tx.store.updateMany({ data: { cutoverHour: 4 } }));
    // 22:30 UTC is 03:30 of the next day in Tashkent.
    const wallMs = Date.UTC(2026, 9, 10, 22, 30);
    const op = aJournal(shop).seal('sale', aSaleBody(shop), { wallMs });
    await aPusher(at.db, shop, shop.terminal).push([op], wallMs + 1000);
    const [sale] = await inShop((tx) => tx.sale.findMany());
    expect(sale?.businessDate.toISOString().slice(0, 10)).toBe('2026-10-10');
    expect(sale?.hour).toBe(3);
  });
});

describe('nasiya', () => {
  const onCredit = (customerId: string): SaleBody => {
    const debtApproverId = shop.staff.manager;
    const body = aSaleBody(shop, { over: { customerId, debtApproverId } });
    const amount = body.totals.gross;
    const tenders = [
      { tenderTypeId: shop.tenderTypes.debt, kind: 'debt' as const, amount, currency: 'UZS' },
    ];
    return { ...body, tenders };
  };

  test('[CASE13] what passes the debt limit is a flag; a payment makes room again', async () => {
    const customerId = uuidv7Now();
    const staffId = shop.staff.cashier;
    const journal = aJournal(shop);
    const { push } = aPusher(at.db, shop, shop.terminal);
    const [made] = await push([
      journal.seal('customer.create', {
        customerId,
        staffId,
        name: 'Botir',
        phone: '+998901234567',
      }),
    ]);
    expect(made?.r).toBe('posted');
    const limit = sku(0).price + 1;
    await inShop((tx) => tx.customer.updateMany({ data: { debtLimit: BigInt(limit) } }));
    const results = await push([
      journal.seal('sale', onCredit(customerId)),
      journal.seal('sale', onCredit(customerId)),
      journal.seal('debt.payment', {
        paymentId: uuidv7Now(),
        customerId,
        shiftId: null,
        staffId,
        receiptNumber: 'A1-T9-000009',
        currency: 'UZS',
        amount: sku(0).price,
        tenders: [],
        changeGiven: 0,
      }),
      journal.seal('sale', onCredit(customerId)),
    ]);
    expect(results.map(({ flags }) => flags)).toEqual([[], ['debt-limit'], [], ['debt-limit']]);
    const [flag] = await inShop((tx) => tx.saleFlag.findMany({ where: { kind: 'debt-limit' } }));
    expect(flag?.details).toMatchObject({ customerId, approverId: shop.staff.manager });
    const sum = await inShop((tx) => tx.debtEntry.aggregate({ _sum: { amount: true } }));
    expect(Number(sum._sum.amount)).toBe(2 * sku(0).price);
  });

  test('[SRV11] [OP13] the same phone twice is a flag, and the payload lies in the erasable table only', async () => {
    const phone = '+998901112233';
    const staffId = shop.staff.cashier;
    const journal = aJournal(shop);
    const ops = ['Dilnoza', 'Nodira'].map((name) =>
      journal.seal('customer.create', { customerId: uuidv7Now(), staffId, name, phone }),
    );
    const results = await aPusher(at.db, shop, shop.terminal).push(ops);
    expect(results.map(({ flags }) => flags)).toEqual([[], ['phone-twice']]);
    expect(await inShop((tx) => tx.customer.count({ where: { phone } }))).toBe(2);
    const rows = await inShop(async (tx) => ({
      log: await tx.opLog.findMany(),
      private: await tx.opPrivate.findMany(),
      flags: await tx.saleFlag.findMany(),
    }));
    expect(rows.log.map(({ body }) => body)).toEqual([null, null]);
    expect(rows.private.map(({ body }) => body).toSorted()).toEqual(
      ops.map(({ body }) => body).toSorted(),
    );
    expect(JSON.stringify([rows.log, rows.flags])).not.toMatch(/Dilnoza|Nodira|998901112233/);
  });
});
