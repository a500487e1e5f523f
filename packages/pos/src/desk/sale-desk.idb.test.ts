import type { PullRow } from '@oson/contract';
import { eanCheckDigit, scaleItemCode } from '@oson/domain';
import { beforeEach, expect, test } from 'vitest';
import { openPos, type Pos } from '../core/pos.ts';
import { type JournalDb, writeMeta } from '../journal/journal-db.ts';
import { anEnrolledJournal } from '../testing/a-journal.ts';
import { fillDisk } from '../testing/a-full-disk.ts';
import { TestServer } from '../testing/a-server.ts';
import { type Notice, SaleDesk } from './sale-desk.ts';
import { bodyText } from '../journal/journal-record.ts';

const sku = (id: string, kind: 'piece' | 'weighed' = 'piece'): PullRow => ({
  kind: 'sku',
  id,
  version: 1,
  data: {
    productId: id,
    categoryId: null,
    name: id,
    names: null,
    code: null,
    kind,
    unit: kind === 'weighed' ? 'kg' : 'dona',
    tracked: true,
    taxRateBp: null,
    favourite: null,
    sample: false,
    mxik: null,
    marked: false,
  },
});
const priced = (skuId: string, amount: number | null): PullRow => ({
  kind: 'price',
  id: `price-${skuId}`,
  version: 1,
  data: { skuId, amount, currency: 'UZS', from: 0, n: 1 },
});
const coded = (skuId: string, code: string): PullRow => ({
  kind: 'barcode',
  id: `code-${code}`,
  version: 1,
  data: { skuId, code, kind: 'ean', packQuantity: 1000 },
});
const ROWS: PullRow[] = [
  sku('non'),
  priced('non', 470_000),
  coded('non', '4780001000012'),
  sku('kartoshka', 'weighed'),
  priced('kartoshka', 600_000),
  coded('kartoshka', scaleItemCode('00042')),
  sku('xizmat'),
  priced('xizmat', null),
];
const cashOf = (amount: number) => [
  { tenderTypeId: 'cash', kind: 'cash' as const, amount, currency: 'UZS' },
];

let pos: Pos;
let desk: SaleDesk;
let told: Notice[];

/** A terminal at work, its server out of reach. */
async function openAgain(terminalId: string): Promise<void> {
  const server = new TestServer();
  server.cut = true;
  const ports = { enrol: {} as never, sync: () => server.ports(), appVersion: 'test' };
  pos = await openPos(ports, terminalId);
  told = [];
  desk = new SaleDesk(pos, (notice) => told.push(notice));
}

beforeEach(async () => {
  const journal: JournalDb = await anEnrolledJournal();
  await writeMeta(journal, 'shift', { shiftId: 'shift-1', staffId: null, float: 0, openedAt: 0 });
  journal.close();
  await openAgain(journal.name.replace('oson-journal-', ''));
  await pos.catalog.apply(ROWS, { epoch: 1, n: 7, check: 'c' });
});

const lines = () => desk.cart.lines.map((line) => `${line.skuId} ${line.quantity}`);

test('[SALE1] a sale is in the journal before it is said to be paid, and the hand is empty', async () => {
  desk.scan('4780001000012');
  desk.scan('4780001000012');

  const answer = await desk.complete(cashOf(1_000_000), 1_000_000, false);

  expect(answer).toMatchObject({ ok: true, sold: { body: { changeGiven: 60_000 } } });
  const [record] = await pos.journal.operations.toArray();
  expect(record).toMatchObject({
    state: 'sealed',
    receiptNumber: 'CH-7K-000001',
    shiftId: 'shift-1',
    deltas: [{ skuId: 'non', delta: -2000 }],
    amount: 940_000,
  });
  expect(JSON.parse(bodyText(record!))).toMatchObject({ priceN: 7, priceEpoch: 1 });
  expect(lines()).toEqual([]);
  expect(desk.done.get()?.sold.record.opId).toBe(record?.opId);
});

test('[SALE5] a failed write sells nothing, says so, and opens no new cart', async () => {
  desk.scan('4780001000012');
  await pos.cart.written();
  fillDisk(() => false);

  await expect(desk.complete(cashOf(470_000), 470_000, false)).rejects.toThrow();

  expect(told.at(-1)).toEqual({ is: 'write-failed' });
  expect(lines()).toEqual(['non 1000']);
  expect(desk.done.get()).toBeNull();
});

test('[DEV9] the cart in hand is there again after a reload', async () => {
  desk.scan('4780001000012');
  desk.setQuantity(desk.cart.lines[0]!.lineId, 3000);
  await pos.cart.written();
  const { terminalId } = pos.identity.get().certificate;
  pos.close();

  await openAgain(terminalId);

  expect(lines()).toEqual(['non 3000']);
});

test('[DEV12] a parked sale waits in the journal and comes back as it was', async () => {
  desk.scan('4780001000012');
  const { cartId } = desk.cart;

  await desk.park();
  expect(lines()).toEqual([]);
  expect(told.at(-1)).toEqual({ is: 'parked' });

  await desk.unpark(cartId);
  expect(lines()).toEqual(['non 1000']);
  expect(desk.cart.cartId).toBe(cartId);
});

test('[CASE3] a revoked terminal finishes the sale in hand and opens no new one', async () => {
  desk.scan('4780001000012');
  pos.identity.set({ ...pos.identity.get(), state: 'revoked' });

  desk.scan('4780001000012');
  expect(lines()).toEqual(['non 2000']);
  expect((await desk.complete(cashOf(940_000), 940_000, false)).ok).toBe(true);

  desk.scan('4780001000012');
  expect(lines()).toEqual([]);
});

test('[CASE17] practice has its own receipts and takes nothing from stock or drawer', async () => {
  pos.identity.set({ ...pos.identity.get(), state: 'practice' });
  desk.scan('4780001000012');

  await desk.complete(cashOf(470_000), 470_000, false);

  const [record] = await pos.journal.operations.toArray();
  expect(record).toMatchObject({ practice: true, deltas: [], amount: 0, shiftId: null });
  expect(record?.receiptNumber).toBe('MASHQ-CH-7K-000001');
  expect(JSON.parse(bodyText(record!)).practice).toBe(true);
});

test('a scale’s label brings its weight, a tap on weighed goods asks for it', () => {
  desk.scan(`270004201234${eanCheckDigit('270004201234')}`);
  expect(lines()).toEqual(['kartoshka 1234']);

  desk.tap(pos.catalog.shelf.get().goods.get('kartoshka')!);
  expect(desk.sheet.get()).toEqual({ is: 'ask', skuId: 'kartoshka', question: 'weight' });
  expect(lines()).toHaveLength(1);
});

test('goods without a list price ask for one and sell at what was typed', () => {
  const goods = pos.catalog.shelf.get().goods.get('xizmat')!;
  desk.tap(goods);
  expect(desk.sheet.get()).toMatchObject({ question: 'price' });

  desk.take(goods, { price: 900_000 });

  expect(desk.cart.lines[0]).toMatchObject({ price: 900_000, priceSource: 'open' });
});

test('a number and a star before a scan say how many', () => {
  desk.type('5');
  desk.type('*');
  expect(desk.times.get()).toBe(5);

  desk.scan('4780001000012');

  expect(lines()).toEqual(['non 5000']);
  expect(desk.times.get()).toBe(1);
});

test('a code that nobody knows is told and changes nothing', () => {
  expect(desk.scan('9999999999999')).toBe(false);

  expect(told).toEqual([{ is: 'not-found', code: '9999999999999' }]);
  expect(lines()).toEqual([]);
});

test('clearing can be undone as long as nothing new was begun', () => {
  desk.scan('4780001000012');
  desk.clear();
  const [notice] = told;
  if (notice?.is !== 'cleared') throw new Error('not told');

  desk.bringBack(notice.cart);

  expect(lines()).toEqual(['non 1000']);
});
