import type { Operation } from '@oson/contract';
import { type TenantTx, uuidv7Now } from '@oson/db';
import {
  type AJournal,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aPusher } from '../sync/a-pusher.ts';
import { changeCustomer, customerDetail } from './customer-detail.ts';
import { type CustomerFilter, listCustomers } from './list-customers.ts';

const NOW = Date.UTC(2026, 2, 14, 13, 42);

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
const names = async (filter: CustomerFilter = {}) =>
  (await inShop((tx) => listCustomers(tx, filter))).rows.map((row) => row.name);
const look = (customerId: string) => inShop((tx) => customerDetail(tx, customerId));
const push = async (...ops: Operation[]) => {
  const results = await aPusher(at.db, shop, shop.terminal).push(ops, NOW + 1000);
  expect(results.every(({ r }) => r === 'posted')).toBe(true);
};

/** A customer made at the till. */
async function aCustomer(name: string, phone: string | null = null): Promise<string> {
  const customerId = uuidv7Now();
  const body = { customerId, staffId: null, name, phone };
  await push(journal.seal('customer.create', body, { wallMs: NOW }));
  return customerId;
}

/** Sells one piece on credit. */
async function sellOnCredit(customerId: string) {
  const { debt } = shop.tenderTypes;
  const amount = shop.skus[0]?.price ?? 0;
  const tenders = [{ tenderTypeId: debt, kind: 'debt' as const, amount, currency: 'UZS' }];
  const over = { customerId, tenders, debtDueDate: '2026-04-01' };
  const body = aSaleBody(shop, { over });
  await push(journal.seal('sale', body, { wallMs: NOW }));
  return { body, amount };
}

async function pay(customerId: string, amount: number) {
  const { cash } = shop.tenderTypes;
  const tenders = [{ tenderTypeId: cash, kind: 'cash' as const, amount, currency: 'UZS' }];
  const ids = { paymentId: uuidv7Now(), customerId, shiftId: null, staffId: null };
  const body = {
    ...ids,
    receiptNumber: 'A1-D-1',
    currency: 'UZS',
    amount,
    tenders,
    changeGiven: 0,
  };
  await push(journal.seal('debt.payment', body, { wallMs: NOW + 60_000 }));
}

const userId = '01900000-0000-7000-8000-00000000aaaa';

test('what a customer owes is the sum of sales on credit less payments, with its history', async () => {
  const customerId = await aCustomer('Dilnoza', '+998901234567');
  const { body, amount } = await sellOnCredit(customerId);
  await pay(customerId, 400_000);
  expect(await look(customerId)).toMatchObject({
    name: 'Dilnoza',
    phone: '+998901234567',
    balance: amount - 400_000,
    entries: [
      { kind: 'payment', amount: -400_000, saleId: null, receiptNumber: null },
      { kind: 'sale', amount, dueDate: '2026-04-01', receiptNumber: body.receiptNumber },
    ],
  });
  const { rows } = await inShop((tx) => listCustomers(tx, {}));
  expect(rows).toMatchObject([{ balance: amount - 400_000, lastSaleAt: NOW }]);
});

test('customers are found by a part of the name or of the phone, and by owing', async () => {
  const owing = await aCustomer('Anvar aka', '+998935550001');
  const paidUp = await aCustomer('Barno opa', '+998971112233');
  await aCustomer('100% Vali');
  const { amount } = await sellOnCredit(owing);
  await sellOnCredit(paidUp);
  await pay(paidUp, amount);
  expect(await names()).toEqual(['100% Vali', 'Anvar aka', 'Barno opa']);
  expect(await names({ search: 'barno' })).toEqual(['Barno opa']);
  expect(await names({ search: '93 555' })).toEqual(['Anvar aka']);
  expect(await names({ search: '0%' })).toEqual(['100% Vali']);
  expect(await names({ withDebtOnly: true })).toEqual(['Anvar aka']);
});

test('pages of customers of the same name meet without a gap or a double', async () => {
  for (let count = 0; count < 5; count++) await aCustomer('Karim');
  const first = await inShop((tx) => listCustomers(tx, { limit: 2 }));
  const cursor = first.nextCursor ?? undefined;
  const rest = await inShop((tx) => listCustomers(tx, { limit: 10, cursor }));
  const ids = [...first.rows, ...rest.rows].map((row) => row.id);
  expect(new Set(ids).size).toBe(5);
  expect(rest.nextCursor).toBeNull();
});

test('a change keeps the phone in one form and tells the terminals', async () => {
  const customerId = await aCustomer('Zafar');
  const { version } = await look(customerId);
  const changed = { name: 'Zafar aka', phone: '90 765 43 21', debtLimit: 5_000_000 };
  await inShop((tx) => changeCustomer(tx, { customerId, version, ...changed, userId }));
  expect(await look(customerId)).toMatchObject({
    name: 'Zafar aka',
    phone: '+998907654321',
    debtLimit: 5_000_000,
    version: version + 1,
  });
  const rows = await inShop((tx) =>
    tx.changeRow.findMany({ where: { kind: 'customer', rowId: customerId } }),
  );
  expect(rows.length).toBe(2);
  const [entry] = await inShop((tx) => tx.auditEntry.findMany({ where: { subject: customerId } }));
  const details = { limitFrom: null, limitTo: 5_000_000 };
  expect(entry).toMatchObject({ action: 'customer.changed', actorId: userId, details });
});

test('of two people who change what they saw, the second is told and overwrites nothing', async () => {
  const customerId = await aCustomer('Zafar');
  const { version } = await look(customerId);
  const change = (name: string) =>
    inShop((tx) =>
      changeCustomer(tx, { customerId, version, name, phone: null, debtLimit: null, userId }),
    );
  const results = await Promise.allSettled([change('One'), change('Two')]);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toMatchObject({ code: 'CHANGED_MEANWHILE' });
  expect((await look(customerId)).version).toBe(version + 1);
});

test('a phone that is none is refused and nothing changes', async () => {
  const customerId = await aCustomer('Zafar', '+998901234567');
  const before = await look(customerId);
  const wrong = { name: 'Other', phone: '12', debtLimit: null };
  const act = inShop((tx) =>
    changeCustomer(tx, { customerId, version: before.version, ...wrong, userId }),
  );
  await expect(act).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field: 'phone' } });
  expect(await look(customerId)).toEqual(before);
});

test('another chain neither sees nor changes the customer', async () => {
  const customerId = await aCustomer('Dilnoza', '+998901234567');
  const other = await aTenant(at.db);
  const inOther = <T>(act: (tx: TenantTx) => Promise<T>) => at.db.inTenant(other.tenantId, act);
  expect((await inOther((tx) => listCustomers(tx, {}))).rows).toEqual([]);
  await expect(inOther((tx) => customerDetail(tx, customerId))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const change = { customerId, version: 1, name: 'X', phone: null, debtLimit: null, userId };
  await expect(inOther((tx) => changeCustomer(tx, change))).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
  expect((await look(customerId)).name).toBe('Dilnoza');
});
