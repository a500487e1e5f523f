import { JOURNAL_OF_FIRST_BUILD } from '@oson/contract/fixtures';
import { beforeEach, expect, test } from 'vitest';
import { openPos, type Pos } from '../core/pos.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import { anEnrolledJournal } from '../testing/a-journal.ts';
import { TestServer } from '../testing/a-server.ts';
import { saleBodyOf, sell } from './sell.ts';

const tender = (kind: 'cash' | 'debt', amount: number) => ({
  tenderTypeId: kind,
  kind,
  amount,
  currency: 'UZS',
});
let pos: Pos;

/** A terminal whose server is out of reach, with 5 000 so'm of something in the cart. */
beforeEach(async () => {
  const journal = await anEnrolledJournal();
  journal.close();
  const server = new TestServer();
  server.cut = true;
  const ports = { enrol: {} as never, sync: () => server.ports(), appVersion: 'test' };
  pos = await openPos(ports, journal.name.replace('oson-journal-', ''));
  const line = {
    lineId: 'line-1',
    skuId: 'non',
    name: 'Non',
    code: null,
    unit: 'dona',
    quantity: 1000,
    listPrice: 500_000,
    price: 500_000,
    priceSource: 'list' as const,
    taxRateBp: 1200,
    discounts: [],
  };
  pos.cart.change((cart) => ({ ...cart, lines: [line], customerId: 'customer-1' }));
});

test('[OP12] a debt above the limit carries who allowed it; money in hand carries nobody', async () => {
  const owed = await sell(pos, [tender('debt', 500_000)], 'manager-1');
  expect(owed).toMatchObject({ ok: true, sold: { body: { debtApproverId: 'manager-1' } } });
});

test('a payment that was turned into cash after all carries no approver', async () => {
  const paid = await sell(pos, [tender('cash', 500_000)], 'manager-1');
  expect(paid).toMatchObject({ ok: true, sold: { body: { debtApproverId: null } } });
});

test('[OP9] a sale that the first build sealed is read as one of today', () => {
  const sealed = JOURNAL_OF_FIRST_BUILD.records.find(({ type }) => type === 'sale');
  const body = saleBodyOf(sealed as unknown as JournalRecord);
  expect(body).toMatchObject({
    receiptNumber: sealed?.receiptNumber,
    debtApproverId: null,
    utcOffsetMin: null,
  });
});
