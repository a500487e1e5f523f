import type { Operation, ShiftCloseBody } from '@oson/contract';
import { type TenantTx, uuidv7Now } from '@oson/db';
import { type DrawerEvent, ONE, zFigures } from '@oson/domain';
import {
  type AJournal,
  type ASku,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aPusher } from '../sync/a-pusher.ts';
import { closeDeadShift } from './close-dead-shift.ts';
import { listShifts, type ShiftFilter } from './list-shifts.ts';
import { shiftDetail } from './shift-detail.ts';

const NOW = Date.UTC(2026, 2, 14, 13, 42);
const FLOAT = 50_000_000;

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
const list = (filter: ShiftFilter = {}) => inShop((tx) => listShifts(tx, filter));
const look = (shiftId: string) => inShop((tx) => shiftDetail(tx, shiftId));
const sku = (index: number) => shop.skus[index] as ASku;
const place = { wallMs: NOW };
const push = async (...ops: Operation[]) => {
  const results = await aPusher(at.db, shop, shop.terminal).push(ops, NOW + 1000);
  expect(results.every(({ r }) => r === 'posted')).toBe(true);
};

/** A day in the shop: what is sealed, and the same as events of the drawer. */
function aShift() {
  const shiftId = uuidv7Now();
  const { cashier: staffId } = shop.staff;
  const events: DrawerEvent[] = [];
  const opening = { shiftId, staffId, float: FLOAT, currency: 'UZS' };
  const open = journal.seal('shift.open', opening, place);
  const sell = (options: Parameters<typeof aSaleBody>[1] = {}) => {
    const body = aSaleBody(shop, { ...options, over: { shiftId, ...options.over } });
    events.push({ type: 'sale', body });
    return { body, op: journal.seal('sale', body, place) };
  };
  const move = (direction: 'in' | 'out', amount: number) => {
    const moving = {
      moveId: uuidv7Now(),
      approverId: null,
      reason: 'to the bank',
      direction,
      amount,
    };
    events.push({ type: 'cash.move', body: { direction, amount } });
    return journal.seal('cash.move', { ...moving, shiftId, staffId, currency: 'UZS' }, place);
  };
  const takeBack = (sale: ReturnType<typeof sell>) => {
    events.push({ type: 'void', voided: sale.body });
    const ids = { voidId: uuidv7Now(), saleId: sale.body.saleId, saleOpId: sale.op.opId };
    const by = { shiftId, staffId, approverId: null, reason: 'mistake' };
    return journal.seal('void', { ...ids, ...by }, place);
  };
  const close = (counted: (expected: number) => number) => {
    const z = zFigures({ float: FLOAT, events });
    const body: ShiftCloseBody = {
      shiftId,
      staffId,
      countedCash: counted(z.expectedCash),
      lastSeq: journal.ops.length,
      z,
      currency: 'UZS',
    };
    return { z, op: journal.seal('shift.close', body, place) };
  };
  return { shiftId, open, sell, move, takeBack, close };
}

test('an open shift says what has come so far and what should lie in the drawer', async () => {
  const shift = aShift();
  const card = { tenderTypeId: shop.tenderTypes.card, kind: 'card' as const, currency: 'UZS' };
  const paid = shift.sell({ over: { tenders: [{ ...card, amount: sku(0).price }] } });
  const cash = shift.sell({ lines: [{ sku: sku(1) }] });
  await push(shift.open, paid.op, cash.op, shift.move('out', 20_000));
  expect((await list()).rows).toMatchObject([
    {
      status: 'open',
      openedByName: 'The cashier',
      saleCount: 2,
      gross: sku(0).price + sku(1).price,
      float: FLOAT,
      countedCash: null,
      owed: 0,
    },
  ]);
  expect(await look(shift.shiftId)).toMatchObject({
    z: null,
    server: null,
    received: [
      { kind: 'card', amount: sku(0).price },
      { kind: 'cash', amount: sku(1).price },
    ],
    cashSoFar: FLOAT + sku(1).price - 20_000,
    moves: [{ direction: 'out', amount: 20_000, reason: 'to the bank' }],
  });
});

test('[CASE8] the server counts a whole shift as the device did, change and voids included', async () => {
  const shift = aShift();
  const gross = 2 * sku(0).price;
  const tender = { tenderTypeId: shop.tenderTypes.cash, kind: 'cash' as const, currency: 'UZS' };
  const sale = shift.sell({
    lines: [{ sku: sku(0), quantity: 2 * ONE }],
    over: { tenders: [{ ...tender, amount: gross + 70_000 }], changeGiven: 70_000 },
  });
  const mistaken = shift.sell();
  const voiding = shift.takeBack(mistaken);
  const moved = shift.move('in', 300_000);
  const { z, op } = shift.close((expected) => expected - 18_000);
  await push(shift.open, sale.op, mistaken.op, voiding, moved, op);
  const detail = await look(shift.shiftId);
  expect(detail).toMatchObject({ z, server: z, differs: [], expectedCash: z.expectedCash });
  expect(detail.received).toEqual([{ kind: 'cash', amount: gross }]);
  expect(detail.cashSoFar).toBe(z.expectedCash);
  const [row] = (await list()).rows;
  expect(row).toMatchObject({ status: 'closed', saleCount: 1, gross, owed: 0 });
  expect((row?.countedCash ?? 0) - (row?.expectedCash ?? 0)).toBe(-18_000);
});

test('a closed shift of which operations are missing says how many, until they come', async () => {
  const shift = aShift();
  const sales = [shift.sell(), shift.sell(), shift.sell()];
  const { op } = shift.close((expected) => expected);
  await push(shift.open, sales[0]!.op, op);
  expect((await list()).rows).toMatchObject([{ status: 'closed', owed: 2, saleCount: 1 }]);
  expect((await look(shift.shiftId)).server).toBeNull();
  await push(...sales.slice(1).map((sale) => sale.op));
  expect((await list()).rows).toMatchObject([{ owed: 0, saleCount: 3 }]);
  expect((await look(shift.shiftId)).server).not.toBeNull();
});

test('figures in which the device is wrong are named', async () => {
  const shift = aShift();
  const sale = shift.sell();
  const { z, op } = shift.close((expected) => expected);
  const wrong = { ...z, gross: z.gross + 1 };
  const body = JSON.parse(op.body) as ShiftCloseBody;
  journal.ops.pop();
  await push(shift.open, sale.op, journal.seal('shift.close', { ...body, z: wrong }, place));
  expect((await look(shift.shiftId)).differs).toEqual(['gross']);
});

test('[CASE10] the shift of a dead terminal is closed once, with the count of a person, and logged', async () => {
  const shift = aShift();
  await push(shift.open, shift.sell().op);
  const input = { ...shift, countedCash: FLOAT, userId: shop.ownerUserId, nowMs: NOW };
  const close = () => inShop((tx) => closeDeadShift(tx, input));
  const results = await Promise.allSettled([close(), close()]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await list({ status: 'closed' })).rows).toMatchObject([{ countedCash: FLOAT }]);
  expect((await list({ status: 'open' })).rows).toEqual([]);
  const log = await inShop((tx) => tx.auditEntry.findMany());
  expect(log).toMatchObject([{ action: 'shift.close-dead', subject: shift.shiftId }]);
});

test("the terminal's own close, when it comes after all, stands", async () => {
  const shift = aShift();
  const sale = shift.sell();
  await push(shift.open, sale.op);
  await inShop((tx) =>
    closeDeadShift(tx, { ...shift, countedCash: 1, userId: shop.ownerUserId, nowMs: NOW }),
  );
  const { z, op } = shift.close((expected) => expected);
  await push(op);
  const [row] = (await list()).rows;
  expect(row).toMatchObject({ countedCash: z.expectedCash, expectedCash: z.expectedCash });
});

test('shifts are found by cashier and terminal, and another chain sees none', async () => {
  const shift = aShift();
  await push(shift.open);
  expect((await list({ search: 'cashier' })).rows).toHaveLength(1);
  expect((await list({ search: shop.terminal.code.toLowerCase() })).rows).toHaveLength(1);
  expect((await list({ search: '%' })).rows).toEqual([]);
  expect((await list({ storeId: uuidv7Now() })).rows).toEqual([]);
  const other = await aTenant(at.db);
  const seen = await at.db.inTenant(other.tenantId, (tx) => listShifts(tx, {}));
  expect(seen.rows).toEqual([]);
});
