import { createLimiter } from '@oson/auth';
import { createApiKey, revokeApiKey } from '@oson/operations';
import { type ASku, type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { handleSalesSync, type SalesSyncAnswer } from './sales-sync.ts';

let at: TestDatabase;
let shop: ATenant;
let key: { id: string; key: string };
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
  key = await at.db.inTenant(shop.tenantId, (tx) => {
    return createApiKey(tx, { name: 'Web shop', storeId: shop.storeId, userId: shop.ownerUserId });
  });
});

const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const sku = (index: number) => shop.skus[index] as ASku;

function aRestSale(over: Record<string, unknown> = {}) {
  const { price } = sku(0);
  return {
    idempotencyKey: 'order-1',
    clientTempId: 'tmp-1',
    storeId: shop.storeId,
    cashierId: shop.staff.cashier,
    lines: [{ sku: sku(0).code, qty: 2000, price }],
    totals: { gross: 2 * price },
    payments: [{ paymentTypeId: shop.tenderTypes.card, amount: 2 * price }],
    createdAt: new Date().toISOString(),
    ...over,
  };
}
async function post(body: unknown, bearer = key.key, type = 'application/json') {
  const response = await handleSalesSync(
    new Request('http://office.example.test/api/sales/sync', {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    { db: at.db, limiter: createLimiter(at.db.auth), now: Date.now },
  );
  const answer = (await response.json()) as SalesSyncAnswer & { error?: { code: string } };
  return { status: response.status, answer, code: answer.error?.code };
}
const counts = () =>
  inShop(async (tx) => ({
    sales: await tx.sale.count(),
    log: await tx.opLog.count(),
    movements: await tx.stockMovement.count({ where: { kind: 'sale' } }),
  }));

test('[REST3] [REST7] a sale is posted by the same act and answered with its canonical id', async () => {
  const { status, answer } = await post(aRestSale());
  expect(status).toBe(200);
  expect(answer).toMatchObject({
    status: 'ok',
    clientTempId: 'tmp-1',
    corrections: [],
    flags: [],
    reason: null,
  });
  expect(Date.parse(answer.serverTimestamp)).toBeGreaterThan(Date.now() - 60_000);
  const sale = await inShop((tx) =>
    tx.sale.findFirstOrThrow({ include: { lines: true, tenders: true } }),
  );
  expect(sale).toMatchObject({
    id: answer.canonicalId,
    source: 'rest',
    staffId: shop.staff.cashier,
  });
  expect(sale.lines).toMatchObject([{ skuId: sku(0).skuId, priceSource: 'list', taxRateBp: 1200 }]);
  expect(sale.tenders).toMatchObject([{ kind: 'card' }]);
  const level = await inShop((tx) =>
    tx.stockLevel.findFirstOrThrow({ where: { skuId: sku(0).skuId } }),
  );
  expect(level.quantity).toBe(98_000n);
});

test('[REST1] sales of a key are numbered and chained without a gap, also in parallel', async () => {
  const sales = Array.from({ length: 12 }, (_, index) =>
    aRestSale({ idempotencyKey: `order-${index}` }),
  );
  const answers = await Promise.all(sales.map((sale) => post(sale)));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  const log = await inShop((tx) => tx.opLog.findMany({ orderBy: { seq: 'asc' } }));
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  for (const [index, op] of log.entries()) {
    if (index > 0) expect(op.prevHash).toBe(log[index - 1]?.hash);
  }
  const numbers = await inShop((tx) => tx.sale.findMany({ select: { receiptNumber: true } }));
  expect(new Set(numbers.map(({ receiptNumber }) => receiptNumber)).size).toBe(12);
  expect(await inShop((tx) => tx.saleFlag.count())).toBe(0);
});

test('[REST4] a replay answers what the first call answered, also ten at once', async () => {
  const lines = [{ sku: sku(0).code, qty: 101_000, price: sku(0).price }];
  const gross = 101 * sku(0).price;
  const payments = [{ paymentTypeId: shop.tenderTypes.card, amount: gross }];
  const sale = aRestSale({ lines, totals: { gross }, payments });
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(sale)));
  expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.answer).toMatchObject({ status: 'conflict', flags: ['oversell'] });
  expect(await counts()).toEqual({ sales: 1, log: 1, movements: 1 });
});

test('[REST5] the same idempotency key with another body is 409 and changes nothing', async () => {
  await post(aRestSale());
  const before = await counts();
  const other = await post(aRestSale({ clientTempId: 'tmp-2' }));
  expect(other).toMatchObject({ status: 409, code: 'KEY_REUSED' });
  expect(await counts()).toEqual(before);
});

test('[REST3] flagged: conflict with corrections and a reason for people in their language', async () => {
  await inShop((tx) => tx.tenantSettings.updateMany({ data: { locale: 'ru' } }));
  const gross = 2 * sku(0).price + 100;
  const payments = [{ paymentTypeId: shop.tenderTypes.card, amount: gross }];
  const { answer } = await post(aRestSale({ totals: { gross }, payments }));
  expect(answer.status).toBe('conflict');
  expect(answer.corrections).toContainEqual({
    field: 'totals.gross',
    sent: gross,
    stands: gross - 100,
  });
  expect(answer.reason).toMatch(/[а-я]/);
});

test('[REST3] goods that the catalogue does not have are a conflict, and the sale stands', async () => {
  const price = 5000;
  const lines = [{ sku: 'NO-SUCH-CODE', qty: 1000, price, name: 'Novvot' }];
  const payments = [{ paymentTypeId: shop.tenderTypes.cash, amount: price }];
  const { answer } = await post(aRestSale({ lines, totals: { gross: price }, payments }));
  expect(answer).toMatchObject({ status: 'conflict', flags: ['unknown-sku'] });
  expect(await inShop((tx) => tx.saleLine.findMany())).toMatchObject([{ name: 'Novvot' }]);
});

test('[REST4] a replay is answered after the cashier has left and the chain was closed', async () => {
  const body = aRestSale();
  const first = await post(body);
  const { cashier } = shop.staff;
  await inShop((tx) =>
    tx.staff.updateMany({ where: { id: cashier }, data: { archivedAt: new Date() } }),
  );
  expect(await post(body)).toEqual(first);
  await inShop((tx) =>
    tx.tenantSettings.updateMany({ data: { status: 'closed', closedAt: new Date() } }),
  );
  expect(await post(body)).toEqual(first);
  const another = await post(aRestSale({ idempotencyKey: 'order-2' }));
  expect(another).toMatchObject({ status: 403, code: 'TENANT_CLOSED' });
});

test.each([
  ['storeId', 'store'],
  ['cashierId', 'cashier'],
])('[REST2] a %s that is not the key’s is 422 and nothing is stored', async (field) => {
  const stranger = await aTenant(at.db);
  const foreign = field === 'storeId' ? stranger.storeId : stranger.staff.cashier;
  expect(await post(aRestSale({ [field]: foreign }))).toMatchObject({ status: 422 });
  expect(await counts()).toEqual({ sales: 0, log: 0, movements: 0 });
});

test('[REST2] a cashier who was removed is 422', async () => {
  await inShop((tx) => tx.staff.updateMany({ data: { archivedAt: new Date() } }));
  expect((await post(aRestSale())).status).toBe(422);
});

test('[REST6] a suspended chain answers 403', async () => {
  await inShop((tx) => tx.tenantSettings.updateMany({ data: { status: 'suspended' } }));
  expect(await post(aRestSale())).toMatchObject({ status: 403, code: 'TENANT_SUSPENDED' });
});

test.each([
  ['a missing idempotency key', { idempotencyKey: undefined }],
  ['an empty idempotency key', { idempotencyKey: '  ' }],
  ['no lines', { lines: [] }],
  ['a fraction of a tiyin', { totals: { gross: 10.5 } }],
  ['a field that nobody knows', { tenantId: '01900000-0000-7000-8000-000000000001' }],
  ['a sum beyond all money', { lines: [{ sku: 'x', qty: 999_999_000, price: 9_999_999_999_00 }] }],
])('[REST6] %s is 400', async (_name, over) => {
  expect(await post(aRestSale(over))).toMatchObject({ status: 400, code: 'BAD_INPUT' });
});

test('what is no JSON, no key, a wrong key and a revoked one are refused', async () => {
  expect((await post('{"a":')).status).toBe(400);
  expect((await post(aRestSale(), key.key, 'text/plain')).status).toBe(415);
  expect((await post(aRestSale(), '')).status).toBe(401);
  expect((await post(aRestSale(), `${key.key.slice(0, -2)}xx`)).status).toBe(401);
  await inShop((tx) => revokeApiKey(tx, { id: key.id, userId: shop.ownerUserId }));
  expect((await post(aRestSale())).status).toBe(401);
  expect(await counts()).toEqual({ sales: 0, log: 0, movements: 0 });
});

test('only the digest of a key is kept', async () => {
  const rows = await inShop((tx) => tx.apiKey.findMany());
  expect(JSON.stringify(rows)).not.toContain(key.key.slice(12));
});

test('[S37] a key that floods gets 429 with a time to wait, another key of the chain does not', async () => {
  const other = await inShop((tx) =>
    createApiKey(tx, { name: 'Second', storeId: shop.storeId, userId: shop.ownerUserId }),
  );
  // A body that is refused counts too; nothing of it is posted.
  const answers = await Promise.all(Array.from({ length: 65 }, () => post({})));
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThanOrEqual(5);
  expect(limited[0]?.code).toBe('TOO_MANY_REQUESTS');
  expect((await post({}, other.key)).status).toBe(400);
  expect((await counts()).log).toBe(0);
});
