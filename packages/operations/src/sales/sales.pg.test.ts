import { type TenantTx, uuidv7Now } from '@oson/db';
import { ONE } from '@oson/domain';
import {
  type AJournal,
  type ASku,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  aTerminal,
  type SaleOptions,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listFlags } from '../flags/list-flags.ts';
import { dashboard } from '../report/dashboard.ts';
import { listShifts } from '../shifts/list-shifts.ts';
import { aPusher } from '../sync/a-pusher.ts';
import { listSales, type SaleFilter } from './list-sales.ts';
import { saleDetail } from './sale-detail.ts';

const NOW = Date.UTC(2026, 2, 14, 13, 42);
const DAY_MS = 24 * 3_600_000;

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
const list = (filter: SaleFilter = {}) => inShop((tx) => listSales(tx, filter));
const receipts = async (filter: SaleFilter) =>
  (await list(filter)).rows.map((row) => row.receiptNumber);
const sku = (index: number) => shop.skus[index] as ASku;

async function sell(wallMs: number, options: SaleOptions = {}) {
  const body = aSaleBody(shop, options);
  const op = journal.seal('sale', body, { wallMs });
  const [result] = await aPusher(at.db, shop, shop.terminal).push([op], wallMs + 1000);
  expect(result).toMatchObject({ r: 'posted' });
  return { body, op };
}

test('a list of sales is newest first and says where, by whom and how each was paid', async () => {
  const older = await sell(NOW - 1000);
  const newer = await sell(NOW);
  const { rows, nextCursor } = await list();
  expect(rows.map((row) => row.id)).toEqual([newer.body.saleId, older.body.saleId]);
  expect(nextCursor).toBeNull();
  expect(rows[0]).toMatchObject({
    storeName: 'First store',
    terminalName: `Kassa ${shop.terminal.code}`,
    staffName: 'The cashier',
    soldAt: NOW,
    receivedAt: NOW + 1000,
    gross: sku(0).price,
    tenderKinds: ['cash'],
    openFlags: [],
    voided: false,
    returned: 0,
  });
});

test('pages meet without a gap or a double, even when all were sold in the same millisecond', async () => {
  for (let count = 0; count < 7; count++) await sell(NOW);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 3, cursor });
    seen.push(...page.rows.map((row) => row.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(7);
  expect(new Set(seen).size).toBe(7);
});

test('a damaged cursor shows the first page', async () => {
  await sell(NOW);
  expect((await list({ cursor: 'no cursor' })).rows).toHaveLength(1);
});

test('sales are found by receipt number, day, store, terminal, staff and customer', async () => {
  const yesterday = await sell(NOW - DAY_MS);
  const customerId = uuidv7Now();
  const today = await sell(NOW, { over: { customerId, staffId: shop.staff.manager } });
  const [first, second] = [yesterday.body.receiptNumber, today.body.receiptNumber];
  expect(await receipts({ search: second.slice(-6).toLowerCase() })).toEqual([second]);
  expect(await receipts({ search: '%' })).toEqual([]);
  expect(await receipts({ from: '2026-03-14' })).toEqual([second]);
  expect(await receipts({ to: '2026-03-13' })).toEqual([first]);
  expect(await receipts({ from: '2026-03-13', to: '2026-03-14' })).toEqual([second, first]);
  expect(await receipts({ storeId: shop.storeId, terminalId: shop.terminal.terminalId })).toEqual([
    second,
    first,
  ]);
  expect(await receipts({ terminalId: uuidv7Now() })).toEqual([]);
  expect(await receipts({ staffId: shop.staff.manager })).toEqual([second]);
  expect(await receipts({ customerId })).toEqual([second]);
});

test('only what needs a person: an answered flag is open no longer', async () => {
  await sell(NOW - 1000);
  const over = await sell(NOW, { lines: [{ sku: sku(1), quantity: 101 * ONE }] });
  const flagged = await list({ flaggedOnly: true });
  expect(flagged.rows).toMatchObject([{ id: over.body.saleId, openFlags: ['oversell'] }]);
  await inShop((tx) => tx.saleFlag.updateMany({ data: { status: 'resolved' } }));
  expect((await list({ flaggedOnly: true })).rows).toEqual([]);
});

test('one sale shows its lines, tenders with the names of the chain, and what became of it', async () => {
  const sold = await sell(NOW, {
    lines: [
      { sku: sku(0), quantity: 2 * ONE },
      { sku: sku(1), discounts: [{ kind: 'percent', value: 1000 }] },
    ],
  });
  const { body, op } = sold;
  const line = body.lines[0]!;
  const half = { quantity: ONE, gross: sku(0).price, tax: Math.round(line.tax / 2) };
  const back = journal.seal(
    'return',
    {
      returnId: uuidv7Now(),
      saleId: body.saleId,
      saleOpId: op.opId,
      saleReceiptNumber: body.receiptNumber,
      receiptNumber: 'A1-R-9',
      shiftId: null,
      staffId: null,
      approverId: null,
      currency: 'UZS',
      lines: [{ ...line, ...half, saleLine: 0 }],
      refund: half.gross,
      tax: half.tax,
      tenders: [{ ...body.tenders[0]!, amount: half.gross }],
      cashRounding: 0,
      reason: 'spoilt',
    },
    { wallMs: NOW + 5000 },
  );
  await aPusher(at.db, shop, shop.terminal).push([back], NOW + 6000);
  const detail = await inShop((tx) => saleDetail(tx, body.saleId));
  expect(detail).toMatchObject({
    receiptNumber: body.receiptNumber,
    storeName: 'First store',
    totals: body.totals,
    lines: [
      { name: 'Goods 1', quantity: 2 * ONE, gross: 2 * sku(0).price, discount: 0 },
      { name: 'Goods 2', discount: sku(1).price / 10, gross: sku(1).price * 0.9 },
    ],
    tenders: [{ kind: 'cash', name: 'cash', amount: body.totals.gross }],
    returns: [{ receiptNumber: 'A1-R-9', refund: half.gross, reason: 'spoilt' }],
    voided: null,
  });
  expect((await list()).rows[0]?.returned).toBe(half.gross);
});

test('a voided sale stays in the list and says so, with the reason in its detail', async () => {
  const { body, op } = await sell(NOW);
  const voiding = journal.seal(
    'void',
    {
      voidId: uuidv7Now(),
      saleId: body.saleId,
      saleOpId: op.opId,
      shiftId: null,
      staffId: null,
      approverId: null,
      reason: 'wrong item',
    },
    { wallMs: NOW + 1000 },
  );
  await aPusher(at.db, shop, shop.terminal).push([voiding], NOW + 2000);
  expect((await list()).rows).toMatchObject([{ voided: true }]);
  const detail = await inShop((tx) => saleDetail(tx, body.saleId));
  expect(detail.voided).toEqual({ at: NOW + 1000, reason: 'wrong item' });
});

test('the lists that an office keeps on a device hold no name or phone of a customer', async () => {
  const customerId = uuidv7Now();
  const person = { customerId, staffId: null, name: 'Dilnoza Rahimova', phone: '+998901234567' };
  const made = journal.seal('customer.create', person, { wallMs: NOW });
  await aPusher(at.db, shop, shop.terminal).push([made], NOW);
  const amount = sku(0).price;
  const tenderTypeId = shop.tenderTypes.debt;
  await inShop((tx) => tx.customer.updateMany({ data: { debtLimit: 1n } }));
  const tenders = [{ tenderTypeId, kind: 'debt' as const, amount, currency: 'UZS' }];
  const { body } = await sell(NOW, { over: { customerId, tenders } });
  const kept = await inShop(async (tx) => [
    await listSales(tx, {}),
    await listFlags(tx, {}),
    await listShifts(tx, {}),
    await dashboard(tx, { nowMs: NOW }),
  ]);
  const text = JSON.stringify(kept);
  expect(text).toContain(body.receiptNumber);
  expect(text).toContain('debt-limit');
  expect(text).not.toMatch(/Dilnoza|901234567/);
});

test('another chain neither lists nor opens it', async () => {
  const { body } = await sell(NOW);
  const other = await aTenant(at.db);
  await at.db.inTenant(other.tenantId, (tx) => aTerminal(tx, other.storeId));
  const seen = await at.db.inTenant(other.tenantId, (tx) => listSales(tx, {}));
  expect(seen.rows).toEqual([]);
  const open = at.db.inTenant(other.tenantId, (tx) => saleDetail(tx, body.saleId));
  await expect(open).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
