/** Simulated terminals against the product's own worker: a process, real HTTP, real Postgres. */
import { type Identity, issueEnrolmentLink, openIdentity } from '@oson/auth';
import { qrSeriesOf, toBase64url } from '@oson/contract';
import { importAnswerSchema } from '@oson/contract/schema';
import { withChange } from '@oson/db';
import { type Collected, collectText } from '@oson/pos/collect-import';
import { bundleOf, sealExport } from '@oson/pos/make-export';
import {
  type ATenant,
  aTenant,
  type TenantOptions,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtCode, redeemCode } from './enrol.ts';
import { RealWorker } from './real-worker.ts';
import type { SimTerminal } from './sim-terminal.ts';

/** A process is started twice in it. */
const PATIENT = { timeout: 180_000 };

let database: TestDatabase;
let worker: RealWorker;
let identity: Identity;
let shop: ATenant;

beforeAll(async () => {
  database = await testDatabase();
  worker = await RealWorker.start(database.urls);
  identity = openIdentity(worker.env);
});
afterAll(async () => {
  await worker?.stop();
  await identity?.db.close();
  await database?.close();
});

/** A chain whose feed also tells of settings, store, staff and tender types, as after a sign-up. */
async function aShop(options: TenantOptions): Promise<ATenant> {
  const made = await aTenant(database.db, options);
  const rowsOf = (kind: string, ids: Record<string, string>) =>
    Object.values(ids).map((id) => ({ kind, id }));
  await database.db.inTenant(made.tenantId, (tx) =>
    withChange(tx, [
      { kind: 'settings', id: made.tenantId },
      { kind: 'store', id: made.storeId, storeId: made.storeId },
      ...rowsOf('staff', made.staff),
      ...rowsOf('tender-type', made.tenderTypes),
    ]),
  );
  return made;
}

async function aLink(purpose: 'practice' | 'link' = 'link'): Promise<string> {
  const { tenantId, storeId } = shop;
  const request = { tenantId, storeId, terminalName: 'Simulator', purpose };
  return (await issueEnrolmentLink(identity.enrolment, request)).code;
}

/** A shop with five SKUs of 100 counted pieces, and a terminal of it that has pulled everything. */
async function aTerminal(purpose: 'practice' | 'link' = 'link'): Promise<SimTerminal> {
  shop = await aShop({ skus: 5 });
  return further(purpose);
}

async function further(purpose: 'practice' | 'link' = 'link'): Promise<SimTerminal> {
  const terminal = await redeemCode({ workerUrl: worker.url }, await aLink(purpose));
  await terminal.sync.untilQuiet();
  return terminal;
}

const sku = (index: number) => shop.skus[index]?.skuId as string;

function sellMany(terminal: SimTerminal, count: number) {
  return Array.from({ length: count }, (_, index) => terminal.sell([{ skuId: sku(index % 5) }]));
}

/** Rows of the tenant in every table that posting writes, as one text. */
async function booksOf({ tenantId }: ATenant): Promise<Record<string, string>> {
  return database.db.inTenant(tenantId, async (tx) => {
    const where = { tenantId };
    const read = {
      sale: await tx.sale.findMany({ where, orderBy: { id: 'asc' } }),
      line: await tx.saleLine.findMany({ where, orderBy: [{ saleId: 'asc' }, { line: 'asc' }] }),
      tender: await tx.tender.findMany({
        where,
        orderBy: [{ saleId: 'asc' }, { position: 'asc' }],
      }),
      movement: await tx.stockMovement.findMany({ where, orderBy: { id: 'asc' } }),
      level: await tx.stockLevel.findMany({ where, orderBy: { skuId: 'asc' } }),
      flag: await tx.saleFlag.findMany({ where, orderBy: { id: 'asc' } }),
      operation: await tx.opLog.findMany({ where, orderBy: { opId: 'asc' } }),
      quarantine: await tx.opQuarantine.findMany({ where, orderBy: { id: 'asc' } }),
      change: await tx.change.findMany({ where, orderBy: { n: 'asc' } }),
    };
    const asText = (rows: unknown) =>
      JSON.stringify(rows, (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
    return Object.fromEntries(Object.entries(read).map(([name, rows]) => [name, asText(rows)]));
  });
}

async function stockOf(index: number): Promise<number> {
  const { tenantId, storeId } = shop;
  const level = await database.db.inTenant(tenantId, (tx) =>
    tx.stockLevel.findFirst({ where: { tenantId, storeId, skuId: sku(index) } }),
  );
  return Number(level?.quantity);
}

test('[ENROL4] a link names chain and store, then makes a terminal that pulls what it needs', async () => {
  shop = await aShop({ name: 'Baraka' });
  const code = await aLink();
  const seen = await lookAtCode({ workerUrl: worker.url }, code);
  expect(seen).toEqual({
    chainName: 'Baraka',
    storeName: 'First store',
    terminalName: 'Simulator',
  });
  const terminal = await redeemCode({ workerUrl: worker.url }, code);
  await terminal.sync.untilQuiet();
  expect(terminal.certificate).toMatchObject({ tenantId: shop.tenantId, storeId: shop.storeId });
  expect(terminal.catalogue.all('sku')).toHaveLength(shop.skus.length);
  expect(terminal.catalogue.priceOf(sku(0))).toBe(shop.skus[0]?.price);
  expect(terminal.catalogue.stockOf(sku(0))).toBe(100_000);
  expect(terminal.catalogue.all('tender-type')).toHaveLength(4);
  expect(terminal.catalogue.one('store').code).toBe(shop.storeCode);
  const again = redeemCode({ workerUrl: worker.url }, code);
  await expect(again).rejects.toMatchObject({ code: 'CODE_EXPIRED' });
});

test('[SALE2] [SRV16] a shift of 60 sales is in the books once, and stock is opening less what was sold', async () => {
  const terminal = await aTerminal();
  terminal.openShift(20_000_000);
  sellMany(terminal, 60);
  terminal.closeShift();
  await terminal.sync.untilQuiet();

  expect(terminal.journal.records.map((record) => record.state)).toEqual(
    Array.from({ length: 62 }, () => 'posted'),
  );
  const { tenantId } = shop;
  const [sales, movements] = await database.db.inTenant(tenantId, async (tx) => [
    await tx.sale.findMany({ where: { tenantId } }),
    await tx.stockMovement.findMany({ where: { tenantId, skuId: sku(0) } }),
  ]);
  expect(sales).toHaveLength(60);
  expect(new Set(sales.map((sale) => sale.receiptNumber)).size).toBe(60);
  expect(await stockOf(0)).toBe(100_000 - 12_000);
  expect(movements.reduce((sum, movement) => sum + Number(movement.quantity), 0)).toBe(88_000);
  expect(terminal.catalogue.stockOf(sku(0))).toBe(88_000);
});

test('[PUSH4] [PUSH3] the same again, in other orders and in parallel, is replayed and changes no row', async () => {
  const terminal = await aTerminal();
  terminal.openShift(0);
  const sales = sellMany(terminal, 40);
  terminal.voidSale(sales[3] as (typeof sales)[number]);
  terminal.closeShift();
  await terminal.sync.untilQuiet();
  const before = await booksOf(shop);
  const first = new Map(
    terminal.journal.records.map(({ result }) => [result?.opId, result] as const),
  );
  for (const how of [
    { order: 'as-sealed', batch: 50, lanes: 1 },
    { order: 'reversed', batch: 7, lanes: 4 },
    { order: 'shuffled', batch: 5, lanes: 6 },
  ] as const) {
    const results = await terminal.pushAgain(how);
    expect(results).toHaveLength(43);
    for (const result of results) {
      const { is, n, flags } = first.get(result.opId) ?? {};
      expect(result).toMatchObject({ r: 'replayed', is, n, flags });
    }
  }
  expect(await booksOf(shop)).toEqual(before);
});

test('[SRV1] operations that race in for the first time are each posted once', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 30);
  const results = await Promise.all([
    terminal.pushAgain({ order: 'shuffled', batch: 4, lanes: 3 }),
    terminal.pushAgain({ order: 'reversed', batch: 6, lanes: 3 }),
  ]);
  const answered = results.flat();
  expect(answered.filter((result) => result.r === 'posted')).toHaveLength(30);
  expect(answered.filter((result) => result.r === 'replayed')).toHaveLength(30);
  expect(await stockOf(0)).toBe(100_000 - 6000);
});

test(
  '[SALE2] a worker that is killed in the middle and started again loses and doubles nothing',
  PATIENT,
  async () => {
    const terminal = await aTerminal();
    sellMany(terminal, 120);
    const sending = terminal.sync.untilQuiet(120_000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await worker.kill();
    await worker.run();
    await sending;
    const { tenantId } = shop;
    const sales = await database.db.inTenant(tenantId, (tx) =>
      tx.sale.count({ where: { tenantId } }),
    );
    expect(sales).toBe(120);
    expect(await stockOf(0)).toBe(100_000 - 24_000);
  },
);

test('[SRV8] [PULL4] a void that overtakes its sale waits, and its outcome comes with the feed', async () => {
  const terminal = await aTerminal();
  const sale = terminal.sell([{ skuId: sku(0) }]);
  const taken = terminal.voidSale(sale);
  const { results } = await terminal.sync.push([taken]);
  expect(results).toMatchObject([{ r: 'waiting', is: 'waiting' }]);
  terminal.journal.settle(results);
  await terminal.sync.untilQuiet();
  expect(terminal.journal.records.map((record) => record.state)).toEqual(['posted', 'posted']);
  expect(await stockOf(0)).toBe(100_000);
});

test('[SRV15] the last piece sold on two terminals raises one flag', async () => {
  shop = await aShop({ skus: 5, stock: 1000 });
  const terminals = [await further(), await further()];
  for (const terminal of terminals) terminal.sell([{ skuId: sku(0) }]);
  for (const terminal of terminals) await terminal.sync.untilQuiet();
  const { tenantId } = shop;
  const flags = await database.db.inTenant(tenantId, (tx) =>
    tx.saleFlag.findMany({ where: { tenantId, kind: 'oversell' } }),
  );
  expect(flags).toHaveLength(1);
  expect(terminals.map(({ journal }) => journal.records[0]?.result?.flags)).toEqual([
    [],
    ['oversell'],
  ]);
  expect(await stockOf(0)).toBe(-1000);
});

test('[CASE17] [CASE18] practice moves nothing, and "Start selling" makes the terminal live', async () => {
  const terminal = await aTerminal('practice');
  expect(terminal.sync.terminalState).toBe('practice');
  terminal.sell([{ skuId: sku(0) }]);
  await terminal.sync.untilQuiet();
  expect(await stockOf(0)).toBe(100_000);
  await terminal.goLive('482615');
  await terminal.sync.untilQuiet();
  expect(terminal.sync.terminalState).toBe('live');
  terminal.sell([{ skuId: sku(0) }]);
  await terminal.sync.untilQuiet();
  expect(await stockOf(0)).toBe(99_000);
});

test('[CASE1] [CASE2] a revoked terminal still pushes, moves nothing and pulls nothing', async () => {
  const terminal = await aTerminal();
  const { tenantId } = shop;
  await database.db.inTenant(tenantId, (tx) =>
    tx.terminal.updateMany({
      where: { tenantId, id: terminal.certificate.terminalId },
      data: { state: 'revoked', revokedAt: new Date() },
    }),
  );
  terminal.sell([{ skuId: sku(0) }]);
  terminal.sync.restart();
  await terminal.sync.untilQuiet();
  expect(terminal.sync.terminalState).toBe('revoked');
  expect(terminal.journal.records[0]?.state).toBe('quarantined');
  expect(await stockOf(0)).toBe(100_000);
  await expect(terminal.sync.pull(true)).rejects.toMatchObject({ code: 'TERMINAL_REVOKED' });
});

test('[ID13] a push in the name of another terminal of the chain is refused', async () => {
  const mine = await aTerminal();
  const other = await further();
  other.sell([{ skuId: sku(0) }]);
  const operation = other.journal.records[0]?.operation;
  if (!operation) throw new Error('nothing was sealed');
  await expect(mine.sync.push([operation])).rejects.toMatchObject({ status: 401 });
  expect(await stockOf(0)).toBe(100_000);
});

test('[PUSH6] [PUSH7] an operation whose bytes were changed is quarantined alone', async () => {
  const terminal = await aTerminal();
  const [good, bad] = sellMany(terminal, 2);
  if (!good || !bad) throw new Error('nothing was sealed');
  const changed = { ...bad, body: bad.body.replace('"changeGiven":', '"changeGiven":1') };
  const { results } = await terminal.sync.push([good, changed]);
  expect(results.map((result) => result.r)).toEqual(['posted', 'quarantined']);
});

test(
  '[PUSH11] [OP17] what a terminal could not send comes over by the codes of its export, through another one, once',
  PATIENT,
  async () => {
    const silent = await aTerminal();
    const carrier = await further();
    const sales = sellMany(silent, 12);
    const { tenantId, terminalId, incarnation } = silent.certificate;
    const { publicKey, sign } = silent.key;
    const sealer = { tenantId, terminalId, incarnation, publicKey, sign };
    const { recoveryKey = '' } = silent.catalogue.one('settings');
    const file = await sealExport(await bundleOf(sealer, sales), recoveryKey);
    const codes = qrSeriesOf(file) ?? [];
    expect(codes.length).toBeGreaterThan(1);
    // Read in another order, one of them twice, from the screen of the terminal that has no network.
    let collected: Collected = { is: 'nothing' };
    for (const code of [...codes.toReversed(), codes[0] ?? '']) {
      if (collected.is !== 'file') collected = collectText(collected, code);
    }
    if (collected.is !== 'file') throw new Error('the codes make no file');
    const request = { bundle: toBase64url(collected.file) };

    const taken = importAnswerSchema.parse(await carrier.sync.call('sync.import', request));
    expect(taken).toMatchObject({ incarnation, verified: true });
    expect(taken.results.map(({ is }) => is)).toEqual(Array(12).fill('posted'));
    const books = await booksOf(shop);
    const again = importAnswerSchema.parse(await carrier.sync.call('sync.import', request));
    expect(again.results.map(({ r, is }) => `${r} ${is}`)).toEqual(
      Array(12).fill('replayed posted'),
    );
    await silent.sync.untilQuiet();
    expect(silent.journal.records.map(({ state }) => state)).toEqual(Array(12).fill('posted'));
    expect(await booksOf(shop)).toEqual(books);
  },
);
