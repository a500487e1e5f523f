import { sha256Hex } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { ONE } from '@oson/domain';
import {
  type ASku,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  aTerminal,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aPusher, tenantDigest } from './a-pusher.ts';
import { takeReport } from './report.ts';

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

test('[SRV3] a lock that is not given up: three tries, BUSY with admit, nothing stored, then posted', async () => {
  const { push } = aPusher(at.db, shop, shop.terminal);
  const ops = [aJournal(shop).seal('sale', aSaleBody(shop))];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = () => {};
  const held = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const holder = inShop(async (tx) => {
    await tx.$queryRaw`select id from terminal_incarnation for update`;
    isHeld();
    await released;
  });
  await held;
  const before = await tenantDigest(at.db, shop.tenantId);
  await expect(push(ops)).rejects.toMatchObject({
    code: 'BUSY',
    details: { batch: 10, delayMs: 5000 },
  });
  expect(await tenantDigest(at.db, shop.tenantId)).toEqual(before);
  release();
  await holder;
  expect(await push(ops)).toMatchObject([{ r: 'posted' }]);
});

test('[SRV17] terminals that sell the same goods in opposite order do not hold each other up', async () => {
  const terminals = await inShop((tx) =>
    Promise.all([1, 2, 3, 4].map(() => aTerminal(tx, shop.storeId))),
  );
  const lines = shop.skus.map((sku) => ({ sku }));
  const sell = async (terminal: (typeof terminals)[number], index: number) => {
    const journal = aJournal({ ...shop, terminal });
    const { push } = aPusher(at.db, shop, terminal);
    for (let round = 0; round < 8; round++) {
      const order = (round + index) % 2 === 0 ? lines : lines.toReversed();
      const body = aSaleBody({ ...shop, terminal }, { lines: order });
      const [result] = await push([journal.seal('sale', body)]);
      expect(result).toMatchObject({ r: 'posted', flags: [] });
    }
  };
  await Promise.all(terminals.map(sell));
  const levels = await inShop((tx) => tx.stockLevel.findMany());
  expect(levels.map(({ quantity }) => Number(quantity))).toEqual(Array(3).fill(68 * ONE));
});

test('[REPORT1] a report is kept in the terminal’s log and changes no row of business', async () => {
  const { sender } = aPusher(at.db, shop, shop.terminal);
  const incarnation = shop.terminal.incarnationId;
  const before = await tenantDigest(at.db, shop.tenantId);
  const report = {
    incarnation,
    losses: [{ incarnation, fromSeq: 3, toSeq: 5, cause: 'storage evicted' }],
    forks: [{ incarnation, seq: 9 }],
    errors: [{ at: Date.now(), code: 'QUOTA', message: 'no room' }],
  };
  await inShop((tx) => takeReport(tx, sender, report, Date.now()));
  const after = await tenantDigest(at.db, shop.tenantId);
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  expect(changed).toEqual(['device_activity', 'terminal_incarnation', 'terminal_incident']);
  const told = await inShop((tx) => tx.deviceActivity.findMany({ orderBy: { kind: 'asc' } }));
  expect(told.map(({ kind }) => kind)).toEqual(['error', 'fork', 'loss']);
  const row = await inShop((tx) => tx.terminalIncarnation.findFirstOrThrow());
  expect(row.lastError).toBe('QUOTA: no room');
});

test('[OP5] an operation whose body was erased is stored, verifies, and is applied to nothing', async () => {
  const op = aJournal(shop).seal('customer.create', {
    customerId: uuidv7Now(),
    staffId: shop.staff.cashier,
    name: 'Somebody',
    phone: null,
  });
  const { body, ...rest } = op;
  const erased = { ...rest, bodyDigest: sha256Hex(body) } as never as typeof op;
  expect(await aPusher(at.db, shop, shop.terminal).push([erased])).toMatchObject([
    { r: 'posted', is: 'erased' },
  ]);
  const [log] = await inShop((tx) => tx.opLog.findMany());
  expect(log).toMatchObject({ body: null, bodyHash: sha256Hex(body) });
  expect(await inShop((tx) => tx.customer.count())).toBe(0);
});

test('fifty sales of eight lines are a handful of statements', async () => {
  const wide = await aTenant(at.db, { skus: 8 });
  const journal = aJournal(wide);
  const lines = wide.skus.map((sku: ASku) => ({ sku }));
  const ops = Array.from({ length: 50 }, () => journal.seal('sale', aSaleBody(wide, { lines })));
  const counted = countStatements();
  const { push } = aPusher(counted.db, wide, wide.terminal);
  const results = await push(ops);
  expect(results.every(({ r }) => r === 'posted')).toBe(true);
  expect(counted.statements()).toBeGreaterThan(3);
  expect(counted.statements()).toBeLessThanOrEqual(16);
});

/** The same database, counting what a transaction sends. */
function countStatements() {
  let statements = 0;
  const inTenantSql: typeof at.db.inTenantSql = (tenantId, act, settings) =>
    at.db.inTenantSql(
      tenantId,
      (tx) => {
        const counted = new Proxy(tx, {
          get: (target, name) => {
            if (name === '$queryRaw' || name === '$executeRaw') statements += 1;
            return Reflect.get(target, name) as unknown;
          },
        });
        return act(counted);
      },
      settings,
    );
  return { db: { ...at.db, inTenantSql }, statements: () => statements };
}
