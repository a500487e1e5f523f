import { firstPrevHash, verifyOperation } from '@oson/contract';
import { expect, test } from 'vitest';
import { aSale, anEnrolledJournal, sealSales, testClocks } from '../testing/a-journal.ts';
import { emptyCart } from '../cart/cart.ts';
import { consumeCart, keepCart } from './cart-keeping.ts';
import { readMeta, writeMeta } from './journal-db.ts';
import { seal } from './seal.ts';
import { bodyText } from './journal-record.ts';

test('[ID2] sales sealed at the same moment get sequence numbers without a gap or a repeat', async () => {
  const db = await anEnrolledJournal();
  const clocks = testClocks();

  const records = await Promise.all(Array.from({ length: 25 }, () => seal(db, clocks, aSale())));

  const seqs = records.map((record) => record.seq).sort((a, b) => a - b);
  expect(seqs).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
  expect(new Set(records.map((record) => record.receiptNumber)).size).toBe(25);
});

test('[OP4] each operation is chained to the one before, the first to its incarnation', async () => {
  const db = await anEnrolledJournal();
  const identity = await readMeta(db, 'identity');

  const [first, second, third] = await sealSales(db, testClocks(), 3);

  const { tenantId, terminalId, incarnation } = identity!.certificate;
  expect(first!.operation.prevHash).toBe(firstPrevHash(tenantId, terminalId, incarnation));
  expect(second!.operation.prevHash).toBe(first!.operation.hash);
  expect(third!.operation.prevHash).toBe(second!.operation.hash);
  expect(verifyOperation(third!.operation)).toEqual({ ok: true });
});

test('[ID4] receipts are counted apart from operations, and practice apart from both', async () => {
  const db = await anEnrolledJournal();
  const clocks = testClocks();
  const open = { shiftId: 's', staffId: null, float: 0, currency: 'UZS' };

  await seal(db, clocks, {
    type: 'shift.open',
    receipt: 'none',
    body: () => open,
    deltas: [],
    amount: 0,
    shiftId: 's',
  });
  const live = await seal(db, clocks, aSale());
  const practice = await seal(db, clocks, aSale({ receipt: 'practice', deltas: [] }));
  const next = await seal(db, clocks, aSale());

  expect([live.seq, practice.seq, next.seq]).toEqual([2, 3, 4]);
  expect(live.receiptNumber).toBe('CH-7K-000001');
  expect(practice.receiptNumber).toBe('MASHQ-CH-7K-000001');
  expect(next.receiptNumber).toBe('CH-7K-000002');
  expect(JSON.parse(bodyText(live)).receiptNumber).toBe('CH-7K-000001');
});

test('[DEV1] one record holds envelope, body, stock deltas, receipt number, sequence and state', async () => {
  const db = await anEnrolledJournal();

  const sealed = await seal(db, testClocks(), aSale());

  expect(await db.operations.toArray()).toEqual([sealed]);
  expect(sealed).toMatchObject({
    state: 'sealed',
    seq: 1,
    receiptNumber: 'CH-7K-000001',
    deltas: [{ skuId: 'non', delta: -1000 }],
  });
});

test('[SALE1] a write that fails in the middle leaves no operation and uses up no number', async () => {
  const db = await anEnrolledJournal();
  const clocks = testClocks();
  await sealSales(db, clocks, 1);
  const before = await readMeta(db, 'chain');

  const cutOff = seal(db, clocks, aSale({ also: () => Promise.reject(new Error('no space')) }));

  await expect(cutOff).rejects.toThrow('no space');
  expect(await db.operations.count()).toBe(1);
  expect(await readMeta(db, 'chain')).toEqual(before);
  expect((await seal(db, clocks, aSale())).receiptNumber).toBe('CH-7K-000002');
});

test('[SALE2] a cart is sold once, however often the button is pressed', async () => {
  const db = await anEnrolledJournal();
  const clocks = testClocks();
  await keepCart(db, { ...emptyCart('cart-1'), customerId: 'somebody' }, null);
  const once = () => seal(db, clocks, aSale({ also: () => consumeCart(db, 'cart-1') }));

  const results = await Promise.allSettled([once(), once(), once()]);

  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  expect(await db.operations.count()).toBe(1);
});

test('[OP3] the last server time and this device’s clocks stand in the envelope', async () => {
  const db = await anEnrolledJournal();
  const clocks = testClocks();
  const lastServer = { serverMs: 5, ...clocks.read() };
  await writeMeta(db, 'server', {
    lastServer,
    epoch: 1,
    stableThrough: 0,
    minApp: '',
    tenantStatus: 'active',
    forked: false,
  });
  clocks.pass(60_000);

  const { operation } = await seal(db, clocks, aSale());

  expect(operation.lastServer).toEqual(lastServer);
  expect(operation.monoMs).toBe(lastServer.monoMs + 60_000);
});
