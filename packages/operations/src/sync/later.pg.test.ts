import type { ReturnBody, SaleBody, VoidBody, ZFigures } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { ONE } from '@oson/domain';
import {
  type ASku,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aPusher, tenantDigest } from './a-pusher.ts';
import { acceptHeldBack, rejectQuarantined, retryQuarantined } from './retry-quarantined.ts';

const DAY_MS = 86_400_000;
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
const pusher = () => aPusher(at.db, shop, shop.terminal);
const onHand = async (index: number) => {
  const level = await inShop((tx) =>
    tx.stockLevel.findFirstOrThrow({ where: { skuId: sku(index).skuId } }),
  );
  return Number(level.quantity);
};

let returns = 0;
function aReturn(sale: SaleBody, over: Partial<ReturnBody> = {}): ReturnBody {
  const [line] = sale.lines;
  if (!line) throw new Error('the sale has no line');
  const { skuId, name, unit, quantity, gross, tax } = line;
  returns += 1;
  return {
    returnId: uuidv7Now(),
    saleId: sale.saleId,
    saleOpId: uuidv7Now(),
    saleReceiptNumber: sale.receiptNumber,
    receiptNumber: `${sale.receiptNumber.slice(0, -6)}9${String(returns).padStart(5, '0')}`,
    shiftId: null,
    staffId: shop.staff.cashier,
    approverId: null,
    currency: 'UZS',
    lines: [{ skuId, name, unit, saleLine: 0, quantity, gross, tax }],
    refund: gross,
    tax,
    tenders: [
      { tenderTypeId: shop.tenderTypes.cash, kind: 'cash', amount: gross, currency: 'UZS' },
    ],
    cashRounding: 0,
    reason: 'broken',
    ...over,
  };
}
function aVoid(sale: SaleBody): VoidBody {
  return {
    voidId: uuidv7Now(),
    saleId: sale.saleId,
    saleOpId: uuidv7Now(),
    shiftId: null,
    staffId: shop.staff.cashier,
    approverId: shop.staff.manager,
    reason: 'wrong customer',
  };
}

describe('returns and voids', () => {
  test('a return puts goods back and is counted beside the sales', async () => {
    const journal = aJournal(shop);
    const sale = aSaleBody(shop, { lines: [{ sku: sku(0), quantity: 2 * ONE }] });
    const results = await pusher().push([
      journal.seal('sale', sale),
      journal.seal('return', aReturn(sale)),
    ]);
    expect(results.map(({ r, flags }) => [r, flags])).toEqual([
      ['posted', []],
      ['posted', []],
    ]);
    expect(await onHand(0)).toBe(100 * ONE);
    const [hour] = await inShop((tx) => tx.salesHourly.findMany());
    expect(hour).toMatchObject({
      saleCount: 1,
      returnCount: 1,
      gross: BigInt(sale.totals.gross),
      refunds: BigInt(sale.totals.gross),
    });
  });

  test('[CASE12] what went back twice, or more than was sold, is a flag with both receipts', async () => {
    const journal = aJournal(shop);
    const sale = aSaleBody(shop);
    const tooMuch = aReturn(sale);
    const [line] = tooMuch.lines;
    const results = await pusher().push([
      journal.seal('sale', sale),
      journal.seal('return', {
        ...tooMuch,
        lines: [{ ...(line as never as ReturnBody['lines'][0]), quantity: 2 * ONE }],
      }),
      journal.seal('return', aReturn(sale)),
    ]);
    expect(results.map(({ flags }) => flags)).toEqual([
      [],
      ['returned-too-much'],
      ['returned-twice'],
    ]);
    const flags = await inShop((tx) => tx.saleFlag.findMany({ where: { kind: 'returned-twice' } }));
    expect(JSON.stringify(flags.map(({ details }) => details))).toContain(sale.receiptNumber);
  });

  test('a void takes the sale out of every figure, once', async () => {
    const journal = aJournal(shop);
    const sale = aSaleBody(shop);
    const results = await pusher().push([
      journal.seal('sale', sale),
      journal.seal('void', aVoid(sale)),
      journal.seal('void', aVoid(sale)),
    ]);
    expect(results.map(({ flags }) => flags)).toEqual([[], [], ['returned-twice']]);
    expect(await onHand(0)).toBe(100 * ONE);
    const [hour] = await inShop((tx) => tx.salesHourly.findMany());
    expect(hour).toMatchObject({ saleCount: 0, gross: 0n, tax: 0n });
  });

  test('a void of a sale with a service moves no stock of the service', async () => {
    await inShop((tx) =>
      tx.sku.updateMany({ where: { id: sku(0).skuId }, data: { tracked: false } }),
    );
    const journal = aJournal(shop);
    const sale = aSaleBody(shop);
    await pusher().push([journal.seal('sale', sale)]);
    await pusher().push([journal.seal('void', aVoid(sale))]);
    expect(await inShop((tx) => tx.stockMovement.count({ where: { saleId: sale.saleId } }))).toBe(
      0,
    );
    expect(await onHand(0)).toBe(100 * ONE);
  });
});

describe('waiting', () => {
  test('[SRV8] a return waits for the sale of its own incarnation, and its terminal learns the rest by the feed', async () => {
    const journal = aJournal(shop);
    const sale = aSaleBody(shop);
    const [first, second] = [journal.seal('sale', sale), journal.seal('return', aReturn(sale))];
    const { push } = pusher();
    expect(await push([second])).toMatchObject([{ r: 'waiting', is: 'waiting', flags: [] }]);
    expect(await onHand(0)).toBe(100 * ONE);
    const waiting = await tenantDigest(at.db, shop.tenantId);
    expect(await push([second])).toMatchObject([{ r: 'replayed', is: 'waiting' }]);
    expect(await tenantDigest(at.db, shop.tenantId)).toEqual(waiting);

    const [posted] = await push([first]);
    expect(posted).toMatchObject({ r: 'posted' });
    expect(await push([second])).toMatchObject([{ r: 'replayed', is: 'posted', n: posted?.n }]);
    expect(await inShop((tx) => tx.opWaiting.count())).toBe(0);
    const told = await inShop((tx) => tx.changeRow.findMany({ where: { kind: 'outcome' } }));
    expect(told.map(({ rowId }) => rowId)).toEqual([second.opId]);
  });

  test('[SRV9] once nothing earlier is missing it is applied with a flag', async () => {
    const journal = aJournal(shop);
    const never = aSaleBody(shop);
    const ops = [journal.seal('sale', aSaleBody(shop)), journal.seal('void', aVoid(never))];
    const results = await pusher().push(ops);
    expect(results.map(({ r, flags }) => [r, flags])).toEqual([
      ['posted', []],
      ['posted', ['referent-missing']],
    ]);
  });

  test('[SRV8] a return of a sale of another terminal never waits', async () => {
    const elsewhere = aSaleBody(shop, { over: { receiptNumber: 'A1-ZZ-000001' } });
    const journal = aJournal(shop);
    journal.seal('sale', aSaleBody(shop));
    const op = journal.seal('return', aReturn(elsewhere));
    expect(await pusher().push([op])).toMatchObject([{ r: 'posted', flags: ['referent-missing'] }]);
  });

  test('[SRV9] after 35 days it is applied with a flag', async () => {
    const journal = aJournal(shop);
    const sale = aSaleBody(shop);
    journal.seal('sale', sale);
    const op = journal.seal('void', aVoid(sale));
    const { push } = pusher();
    await push([op]);
    expect(await retryQuarantined(at.db, shop.tenantId)).toEqual({ tried: 0, posted: 0 });
    const later = Date.now() + 36 * DAY_MS;
    expect(await retryQuarantined(at.db, shop.tenantId, later)).toEqual({ tried: 1, posted: 1 });
    expect(await push([op])).toMatchObject([
      { r: 'replayed', is: 'posted', flags: ['referent-missing'] },
    ]);
  });

  test('[SRV9] a void whose sale lies in quarantine takes it back when the sale is posted later', async () => {
    const journal = aJournal(shop);
    const sale = aSaleBody(shop);
    const ops = [journal.seal('sale', sale), journal.seal('void', aVoid(sale))];
    await aPusher(at.db, shop, shop.terminal, 'revoked').push([ops[0] as never]);
    expect(await pusher().push([ops[1] as never])).toMatchObject([{ flags: ['referent-missing'] }]);
    const opIds = [ops[0]?.opId as string];
    await acceptHeldBack(at.db, shop.tenantId, {
      opIds,
      userId: shop.ownerUserId,
      nowMs: Date.now(),
    });
    expect(await onHand(0)).toBe(100 * ONE);
    expect(await inShop((tx) => tx.saleFlag.count({ where: { status: 'open' } }))).toBe(0);
  });
});

describe('what was kept back', () => {
  test('[CASE2] the owner accepts: posted now, once, and the terminal is told', async () => {
    const op = aJournal(shop).seal('sale', aSaleBody(shop));
    await aPusher(at.db, shop, shop.terminal, 'revoked').push([op]);
    const accept = { opIds: [op.opId], userId: shop.ownerUserId, nowMs: Date.now() };
    expect(await acceptHeldBack(at.db, shop.tenantId, accept)).toEqual({ tried: 1, posted: 1 });
    expect(await onHand(0)).toBe(99 * ONE);
    const [kept] = await inShop((tx) => tx.opQuarantine.findMany());
    expect(kept).toMatchObject({ resolution: 'posted', resolvedBy: shop.ownerUserId });
    await expect(acceptHeldBack(at.db, shop.tenantId, accept)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await inShop((tx) => tx.sale.count())).toBe(1);
  });

  test('the owner rejects: it stays stored, counts nowhere, and answers rejected', async () => {
    const op = aJournal(shop).seal('sale', aSaleBody(shop));
    const revoked = aPusher(at.db, shop, shop.terminal, 'revoked');
    await revoked.push([op]);
    const answer = { opIds: [op.opId], userId: shop.ownerUserId, nowMs: Date.now() };
    await inShop((tx) => rejectQuarantined(tx, answer));
    expect(await revoked.push([op])).toMatchObject([{ r: 'replayed', is: 'rejected' }]);
    expect(await inShop((tx) => tx.sale.count())).toBe(0);
    const told = await inShop((tx) => tx.changeRow.findMany({ where: { kind: 'outcome' } }));
    expect(told).toHaveLength(1);
  });

  test('[SRV4] a quarantine by an unexpected fault is tried again and posted', async () => {
    const journal = aJournal(shop);
    const first = aSaleBody(shop);
    // The database refuses the second one: its sale id is taken. Then the first one goes away.
    const second = { ...aSaleBody(shop), saleId: first.saleId };
    const ops = [journal.seal('sale', first), journal.seal('sale', second)];
    const results = await pusher().push(ops);
    expect(results[1]).toMatchObject({ r: 'quarantined' });
    await inShop((tx) => tx.opQuarantine.updateMany({ data: { cause: 'exception' } }));
    expect(await retryQuarantined(at.db, shop.tenantId)).toEqual({ tried: 1, posted: 0 });
    const [still] = await inShop((tx) => tx.opQuarantine.findMany());
    expect(still).toMatchObject({ attempts: 2, resolvedAt: null, error: 'database 23505' });
  });
});

describe('on credit', () => {
  const onCredit = (sale: SaleBody, customerId: string): SaleBody => {
    const amount = sale.totals.gross;
    const tenders = [
      { tenderTypeId: shop.tenderTypes.debt, kind: 'debt' as const, amount, currency: 'UZS' },
    ];
    return { ...sale, customerId, debtApproverId: shop.staff.manager, tenders };
  };

  test('[CASE13] a return or a void pushed after its sale is judged by the customer of the sale', async () => {
    const customerId = uuidv7Now();
    const staffId = shop.staff.cashier;
    const journal = aJournal(shop);
    const body = { customerId, staffId, name: 'Botir', phone: null };
    const sales = [1, 2, 3].map(() => onCredit(aSaleBody(shop), customerId));
    const [first, second, third] = sales as [SaleBody, SaleBody, SaleBody];
    await pusher().push([
      journal.seal('customer.create', body),
      ...sales.map((sale) => journal.seal('sale', sale)),
    ]);
    const price = first.totals.gross;
    await inShop((tx) => tx.customer.updateMany({ data: { debtLimit: BigInt(price) } }));
    const { tenders } = first;
    const alone = await pusher().push([journal.seal('return', aReturn(third, { tenders }))]);
    expect(alone).toMatchObject([{ r: 'posted', flags: [] }]);
    const more = onCredit(aSaleBody(shop), customerId);
    const evenMore = onCredit(aSaleBody(shop), customerId);
    const results = await pusher().push([
      journal.seal('return', aReturn(first, { tenders })),
      journal.seal('void', aVoid(second)),
      // All three debts are gone: one more is within the limit, and yet another is not.
      journal.seal('sale', more),
      journal.seal('sale', evenMore),
    ]);
    expect(results.map(({ flags }) => flags)).toEqual([[], [], [], ['debt-limit']]);
  });
});

describe('shifts', () => {
  const shiftId = uuidv7Now();
  const z = (gross: number, over: Partial<ZFigures> = {}): ZFigures => ({
    saleCount: 2,
    gross,
    tax: 0,
    discount: 0,
    returnCount: 0,
    refunds: 0,
    cashRounding: 0,
    tenders: { cash: gross },
    float: 50_000,
    cashIn: 0,
    cashOut: 0,
    expectedCash: 50_000 + gross,
    ...over,
  });
  const sealShift = (over: Partial<ZFigures> = {}) => {
    const journal = aJournal(shop);
    const staffId = shop.staff.cashier;
    const open = { shiftId, staffId, float: 50_000, currency: 'UZS' };
    const sales = [aSaleBody(shop, { over: { shiftId } }), aSaleBody(shop, { over: { shiftId } })];
    const gross = sales.reduce((sum, sale) => sum + sale.totals.gross, 0);
    const tax = sales.reduce((sum, sale) => sum + sale.totals.tax, 0);
    journal.seal('shift.open', open);
    for (const sale of sales) journal.seal('sale', sale);
    const figures = z(gross, { tax, ...over });
    journal.seal('shift.close', {
      shiftId,
      staffId,
      countedCash: figures.expectedCash,
      lastSeq: 3,
      z: figures,
      currency: 'UZS',
    });
    return journal.ops;
  };
  const shift = () => inShop((tx) => tx.shift.findFirstOrThrow());

  test('[CASE8] [CASE9] the close stands as the device counted it, and the server counts again', async () => {
    const results = await pusher().push(sealShift());
    expect(results.map(({ flags }) => flags)).toEqual([[], [], [], []]);
    const row = await shift();
    expect(row).toMatchObject({ status: 'closed', lastSeq: 3, floatAmount: 50_000n });
    expect(row.zFigures).toMatchObject({ saleCount: 2, server: { saleCount: 2 }, differs: [] });
  });

  test('[CASE9] until everything up to the last number has come there is no count of the server', async () => {
    const [open, first, second, close] = sealShift() as [never, never, never, never];
    const { push } = pusher();
    await push([open, close]);
    expect((await shift()).zFigures).not.toHaveProperty('server');
    await push([second]);
    expect((await shift()).zFigures).not.toHaveProperty('server');
    await push([first]);
    expect((await shift()).zFigures).toMatchObject({ differs: [] });
    expect(await inShop((tx) => tx.saleFlag.count())).toBe(0);
  });

  test('[CASE8] a Z that differs stays the device’s, and the difference is named', async () => {
    await pusher().push(sealShift({ expectedCash: 1, tenders: { cash: 1 } }));
    expect((await shift()).zFigures).toMatchObject({
      expectedCash: 1,
      differs: ['expectedCash', 'tenders.cash'],
    });
  });

  test('[CASE9] a sale of before that is taken back in a shift counts against that shift', async () => {
    const journal = aJournal(shop);
    const staffId = shop.staff.cashier;
    const sale = aSaleBody(shop);
    const { opId } = journal.seal('sale', sale);
    journal.seal('shift.open', { shiftId, staffId, float: 50_000, currency: 'UZS' });
    journal.seal('void', { ...aVoid(sale), saleOpId: opId, shiftId });
    const back = -sale.totals.gross;
    const figures = z(back, { saleCount: -1, tax: -sale.totals.tax });
    const close = { shiftId, staffId, countedCash: 0, lastSeq: 3, z: figures, currency: 'UZS' };
    journal.seal('shift.close', close);
    await pusher().push(journal.ops);
    expect((await shift()).zFigures).toMatchObject({ server: { saleCount: -1 }, differs: [] });
  });

  test('[SRV10] a close never waits: it comes before its opening', async () => {
    const [open, , , close] = sealShift() as [never, never, never, never];
    const { push } = pusher();
    expect(await push([close])).toMatchObject([{ r: 'posted', flags: ['shift-unknown'] }]);
    await push([open]);
    expect(await shift()).toMatchObject({ status: 'closed', openedBy: shop.staff.cashier });
    expect(await inShop((tx) => tx.saleFlag.count({ where: { status: 'open' } }))).toBe(0);
  });

  test('a sale sealed after the close of its shift is a flag', async () => {
    const journal = aJournal(shop);
    for (const op of sealShift()) journal.ops.push(op);
    const late = journal.seal('sale', aSaleBody(shop, { over: { shiftId } }));
    const results = await pusher().push([...journal.ops.slice(0, 4), late]);
    expect(results.at(-1)?.flags).toEqual(['shift-closed']);
  });
});

test('a stock count stands as counted, makes the SKU counted and leaves a movement', async () => {
  const journal = aJournal(shop);
  await inShop((tx) => tx.stockLevel.updateMany({ data: { counted: false } }));
  const [result] = await pusher().push([
    journal.seal('stock.count', {
      countId: uuidv7Now(),
      staffId: shop.staff.manager,
      lines: [{ skuId: sku(0).skuId, quantity: 40 * ONE }],
      reason: 'evening',
    }),
  ]);
  expect(result).toMatchObject({ r: 'posted', flags: [] });
  const level = await inShop((tx) =>
    tx.stockLevel.findFirstOrThrow({ where: { skuId: sku(0).skuId } }),
  );
  expect(level).toMatchObject({ quantity: BigInt(40 * ONE), counted: true });
  const [movement] = await inShop((tx) =>
    tx.stockMovement.findMany({ where: { reason: 'evening' } }),
  );
  expect(Number(movement?.quantity)).toBe(-60 * ONE);
});

test('a draft of an unknown code becomes goods with barcode and price, and its sale is no flag', async () => {
  const journal = aJournal(shop);
  const skuId = uuidv7Now();
  const [first] = aSaleBody(shop).lines;
  const sale = aSaleBody(shop);
  const lines = sale.lines.map((line) => ({ ...line, skuId }));
  const price = first?.listPrice ?? 0;
  const results = await pusher().push([
    journal.seal('sku.draft', {
      skuId,
      staffId: shop.staff.cashier,
      name: 'Yangi non',
      code: '4780000009990',
      unit: 'dona',
      price,
      currency: 'UZS',
    }),
    journal.seal('sale', { ...sale, lines }),
  ]);
  expect(results.map(({ r, flags }) => [r, flags])).toEqual([
    ['posted', []],
    ['posted', []],
  ]);
  const rows = await inShop(async (tx) => ({
    sku: await tx.sku.findUniqueOrThrow({
      where: { tenantId_id: { tenantId: shop.tenantId, id: skuId } },
      include: { barcodes: true, prices: true },
    }),
    kinds: await tx.changeRow.findMany({ where: { n: results[0]?.n ?? 0 } }),
  }));
  expect(rows.sku).toMatchObject({ draft: true, name: 'Yangi non' });
  expect(rows.sku.barcodes).toHaveLength(1);
  expect(rows.sku.prices).toMatchObject([{ amount: BigInt(price), n: BigInt(results[0]?.n ?? 0) }]);
  expect(new Set(rows.kinds.map(({ kind }) => kind))).toEqual(
    new Set(['barcode', 'price', 'sku', 'stock']),
  );
});
