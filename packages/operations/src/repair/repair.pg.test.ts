import { canonicalJson, type Operation, type SaleBody } from '@oson/contract';
import {
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aPusher } from '../sync/a-pusher.ts';
import { listQuarantined } from '../sync/list-quarantined.ts';
import { pull } from '../sync/pull.ts';
import { retryQuarantined } from '../sync/retry-quarantined.ts';
import { applyRepair, rejectRepair } from './decide-repair.ts';
import { proposeRepair } from './propose-repair.ts';
import { readQuarantined } from './read-quarantined.ts';

let at: TestDatabase;
let shop: ATenant;
let pusher: ReturnType<typeof aPusher>;
let body: SaleBody;
let broken: Operation;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
  pusher = aPusher(at.db, shop, shop.terminal);
  body = aSaleBody(shop);
  // A bug of the till: the sum as a text.
  const totals = { ...body.totals, gross: String(body.totals.gross) };
  broken = aJournal(shop).seal('sale', { ...body, totals } as never);
  expect((await pusher.push([broken]))[0]).toMatchObject({ r: 'quarantined' });
});
const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const propose = (after: object = body) =>
  proposeRepair(at.db, {
    tenantId: shop.tenantId,
    userId: shop.ownerUserId,
    opId: broken.opId,
    after: JSON.stringify(after),
    reason: 'the sum came as a text',
    nowMs: Date.now(),
  });
const deciding = (repairId: string) => ({
  repairId,
  userId: shop.ownerUserId,
  nowMs: Date.now(),
});

test('[SRV19] [SRV18] what support proposes stands in the place of the raw body once the owner applies it', async () => {
  const { id } = await propose();
  expect(await inShop((tx) => tx.sale.count())).toBe(0);
  const listed = await inShop((tx) => listQuarantined(tx, {}));
  expect(listed.rows).toMatchObject([{ opId: broken.opId, repairId: id }]);
  await inShop((tx) => applyRepair(tx, deciding(id)));
  const sale = await inShop((tx) => tx.sale.findFirstOrThrow());
  expect(sale).toMatchObject({ id: body.saleId, gross: BigInt(body.totals.gross) });
  const raw = await inShop((tx) => tx.opLog.findFirstOrThrow());
  expect(raw.body).toBe(broken.body);
  const detail = await inShop((tx) => readQuarantined(tx, shop.tenantId, broken.opId));
  expect(detail.repairs).toMatchObject([
    { before: broken.body, after: canonicalJson(body), decision: 'applied' },
  ]);
  expect((await inShop((tx) => listQuarantined(tx, {}))).rows).toEqual([]);
});

test('[PULL4] the outcome of a repair reaches its terminal as a pull row', async () => {
  const proof = () => new Uint8Array(32);
  const { id } = await propose();
  await inShop((tx) => applyRepair(tx, deciding(id)));
  const request = { cursor: null, kinds: ['outcome'], limit: 10 };
  const answer = await inShop((tx) =>
    pull(tx, pusher.sender, request, { proof, nowMs: Date.now() }),
  );
  expect(answer.rows).toMatchObject([
    { kind: 'outcome', id: broken.opId, data: { opId: broken.opId, is: 'posted' } },
  ]);
  expect((await pusher.push([broken]))[0]).toMatchObject({ r: 'replayed', is: 'posted' });
});

test('[SRV19] a proposal that the contract does not accept is refused, and so is a second one', async () => {
  await expect(propose({ ...body, lines: 'none' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await propose();
  await expect(propose()).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
});

test('[SRV19] a rejected proposal changes nothing, and another may follow', async () => {
  const first = await propose();
  await inShop((tx) => rejectRepair(tx, deciding(first.id)));
  expect(await inShop((tx) => tx.sale.count())).toBe(0);
  await expect(inShop((tx) => applyRepair(tx, deciding(first.id)))).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
  const second = await propose();
  await inShop((tx) => applyRepair(tx, deciding(second.id)));
  expect(await inShop((tx) => tx.sale.count())).toBe(1);
});

test('two clicks at once apply it once', async () => {
  const { id } = await propose();
  const clicks = await Promise.allSettled(
    [1, 2].map(() => inShop((tx) => applyRepair(tx, deciding(id)))),
  );
  expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await inShop((tx) => tx.sale.count())).toBe(1);
});

test('the job that tries again leaves it to the owner, and the bytes as they came', async () => {
  await propose();
  expect(await retryQuarantined(at.db, shop.tenantId)).toEqual({ tried: 0, posted: 0 });
  expect((await inShop((tx) => tx.opLog.findFirstOrThrow())).body).toBe(broken.body);
});
