import { hashOperation, type Operation } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { ONE } from '@oson/domain';
import {
  type ASku,
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  aTerminal,
  anOperation,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aPusher, tenantDigest } from './a-pusher.ts';

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
const levelOf = (sku: ASku) =>
  inShop(async (tx) =>
    Number((await tx.stockLevel.findFirstOrThrow({ where: { skuId: sku.skuId } })).quantity),
  );
const pusher = () => aPusher(at.db, shop, shop.terminal);
/** The same operation with other fields of the envelope, sealed as a newer app would. */
function resealed(op: Operation, change: Partial<Operation>): Operation {
  const { hash: _hash, body, ...envelope } = { ...op, ...change };
  return { ...envelope, body, hash: hashOperation(envelope, body, envelope.prevHash) };
}
const sku = (index: number) => shop.skus[index] as ASku;

describe('a sale', () => {
  test('[SALE2] is posted with its lines, tenders, movements, level, rollup and feed position', async () => {
    const body = aSaleBody(shop, {
      lines: [
        { sku: sku(0), quantity: 2 * ONE },
        { sku: sku(1), discounts: [{ kind: 'percent', value: 1000 }] },
      ],
    });
    const [result] = await pusher().push([aJournal(shop).seal('sale', body)]);
    expect(result).toMatchObject({ r: 'posted', is: 'posted', n: shop.n + 1, flags: [] });
    expect(result?.corrections).toEqual([]);
    const rows = await inShop(async (tx) => ({
      sale: await tx.sale.findUniqueOrThrow({
        where: { tenantId_id: { tenantId: shop.tenantId, id: body.saleId } },
        include: { lines: { orderBy: { line: 'asc' } }, tenders: true },
      }),
      discounts: await tx.lineDiscount.count(),
      movements: await tx.stockMovement.findMany({ where: { kind: 'sale' } }),
      hours: await tx.salesHourly.findMany(),
    }));
    expect(Number(rows.sale.gross)).toBe(body.totals.gross);
    expect(rows.sale.lines.map((line) => Number(line.quantity))).toEqual([2 * ONE, ONE]);
    expect(Number(rows.sale.lines[0]?.costAtSale)).toBe(sku(0).cost);
    expect(rows.sale.tenders.map((tender) => Number(tender.amount))).toEqual([body.totals.gross]);
    expect(rows.discounts).toBe(1);
    const moved = rows.movements.map(({ quantity }) => Number(quantity));
    expect(moved.toSorted((a, b) => b - a)).toEqual([-ONE, -2 * ONE]);
    expect(rows.hours).toMatchObject([{ saleCount: 1, gross: BigInt(body.totals.gross) }]);
    expect(await levelOf(sku(0))).toBe(98 * ONE);
  });

  test('[PUSH4] [SRV5] pushed again, in another order and in parallel, is replayed and changes no row', async () => {
    const journal = aJournal(shop);
    const ops = Array.from({ length: 12 }, () => journal.seal('sale', aSaleBody(shop)));
    const { push } = pusher();
    const first = await push(ops);
    const before = await tenantDigest(at.db, shop.tenantId);
    const batches = [
      [...ops].reverse(),
      ops,
      ops.slice(3, 9),
      [ops[5] as Operation, ops[1] as Operation],
    ];
    const answers = await Promise.all([...batches, ...batches].map((batch) => push(batch)));
    for (const results of answers) {
      for (const result of results) {
        const original = first.find(({ opId }) => opId === result.opId);
        expect(result).toEqual({ ...original, r: 'replayed' });
      }
    }
    expect(await tenantDigest(at.db, shop.tenantId)).toEqual(before);
  });

  test('[PUSH4] the same new operations from eight requests at once are posted once', async () => {
    const journal = aJournal(shop);
    const ops = Array.from({ length: 6 }, () => journal.seal('sale', aSaleBody(shop)));
    const { push } = pusher();
    const shuffled = [ops, [...ops].reverse(), [...ops.slice(3), ...ops.slice(0, 3)]];
    const answers = await Promise.all(
      [...shuffled, ...shuffled, ops, ops].map((batch) => push(batch)),
    );
    const posted = answers.flat().filter(({ r }) => r === 'posted');
    expect(new Set(posted.map(({ opId }) => opId)).size).toBe(6);
    expect(posted).toHaveLength(6);
    expect(await levelOf(sku(0))).toBe(94 * ONE);
    expect(await inShop((tx) => tx.sale.count())).toBe(6);
  });

  test('[SRV16] stock is opening plus the sum of movements', async () => {
    const journal = aJournal(shop);
    const { push } = pusher();
    for (let round = 0; round < 3; round++) {
      const lines = [
        { sku: sku(round), quantity: 3 * ONE },
        { sku: sku(0), quantity: 250 },
      ];
      await push([journal.seal('sale', aSaleBody(shop, { lines }))]);
    }
    const off = await inShop(
      (tx) => tx.$queryRaw<object[]>`
      select l.sku_id from stock_level l
      where l.quantity <> (select coalesce(sum(m.quantity), 0) from stock_movement m
        where m.store_id = l.store_id and m.sku_id = l.sku_id)`,
    );
    expect(off).toEqual([]);
  });

  test('[SRV20] another chain sees nothing of it', async () => {
    const other = await aTenant(at.db);
    await pusher().push([aJournal(shop).seal('sale', aSaleBody(shop))]);
    const seen = await at.db.inTenant(other.tenantId, async (tx) => [
      await tx.sale.count(),
      await tx.opLog.count(),
      await tx.saleFlag.count(),
    ]);
    expect(seen).toEqual([0, 0, 0]);
  });
});

describe('what cannot be applied', () => {
  test('[PUSH6] [SRV2] one poison operation does not hold back its neighbours', async () => {
    const journal = aJournal(shop);
    const good = journal.seal('sale', aSaleBody(shop));
    const noShape = journal.seal('sale', { saleId: 'no id' } as never);
    // Its rows are refused by the database: the sale's id is taken by the first.
    const body = JSON.parse(good.body) as ReturnType<typeof aSaleBody>;
    const refused = journal.seal('sale', { ...body, receiptNumber: 'X-2' });
    const last = journal.seal('sale', aSaleBody(shop));
    const results = await pusher().push([good, noShape, refused, last]);
    expect(results.map(({ r }) => r)).toEqual(['posted', 'quarantined', 'quarantined', 'posted']);
    const rows = await inShop(async (tx) => ({
      log: await tx.opLog.count(),
      sales: await tx.sale.count(),
      quarantine: await tx.opQuarantine.findMany({ orderBy: { cause: 'asc' } }),
    }));
    expect(rows).toMatchObject({ log: 4, sales: 2 });
    expect(rows.quarantine.map(({ cause, opId }) => [cause, opId])).toEqual([
      ['constraint', refused.opId],
      ['shape', noShape.opId],
    ]);
    expect(rows.quarantine.map(({ raw }) => raw)).toEqual([refused.body, noShape.body]);
    const again = await pusher().push([noShape, refused]);
    expect(again.map(({ r, is }) => [r, is])).toEqual([
      ['replayed', 'quarantined'],
      ['replayed', 'quarantined'],
    ]);
  });

  test('[SRV6] a known id with other bytes: the first stands, the second lies raw in quarantine', async () => {
    const { push } = pusher();
    const first = aJournal(shop).seal('sale', aSaleBody(shop));
    await push([first]);
    const impostor = anOperation(shop, 'sale', aSaleBody(shop), { opId: first.opId });
    const before = await tenantDigest(at.db, shop.tenantId);
    expect(await push([impostor])).toMatchObject([{ r: 'quarantined', is: 'quarantined' }]);
    const after = await tenantDigest(at.db, shop.tenantId);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed).toEqual(['op_quarantine']);
    const [kept] = await inShop((tx) => tx.opQuarantine.findMany());
    expect(kept).toMatchObject({ cause: 'id_reused', opId: first.opId });
    expect(JSON.parse(kept?.raw ?? '')).toEqual(impostor);
    await push([impostor]);
    expect(await tenantDigest(at.db, shop.tenantId)).toEqual(after);
    expect(await push([first])).toMatchObject([{ r: 'replayed', is: 'posted' }]);
  });

  test('[SRV18] raw bytes never change: the application has no right to', async () => {
    const op = aJournal(shop).seal('sale', aSaleBody(shop));
    await pusher().push([op]);
    const change = inShop((tx) => tx.opLog.updateMany({ data: { body: '{}' } }));
    await expect(change).rejects.toThrow(/denied/);
    const [kept] = await inShop((tx) => tx.opLog.findMany());
    expect(kept).toMatchObject({ body: op.body, hash: op.hash, seq: 1 });
  });

  test('[PUSH7] bytes that do not verify are kept raw, and the right ones are posted later', async () => {
    const { push } = pusher();
    const right = aJournal(shop).seal('sale', aSaleBody(shop));
    const bent = { ...right, body: right.body.replace('"currency":"UZS"', '"currency":"USD"') };
    expect(await push([bent])).toMatchObject([{ r: 'quarantined' }]);
    expect(await inShop((tx) => tx.opLog.count())).toBe(0);
    expect(await push([right])).toMatchObject([{ r: 'posted' }]);
  });

  test('[PUSH6] an envelope that is none, and text that no database holds, are kept raw', async () => {
    const { push } = pusher();
    const journal = aJournal(shop);
    const good = journal.seal('sale', aSaleBody(shop));
    const { seq: _seq, ...noSeq } = anOperation(shop, 'sale', aSaleBody(shop));
    const nul = { ...anOperation(shop, 'sale', aSaleBody(shop)), note: 'a\u0000b' };
    const results = await push([noSeq as Operation, nul, good]);
    expect(results.map(({ r }) => r)).toEqual(['quarantined', 'quarantined', 'posted']);
    const kept = await inShop((tx) => tx.opQuarantine.findMany());
    expect(kept.map(({ cause }) => cause)).toEqual(['envelope', 'envelope']);
  });

  test('[OP9] an unknown type and a newer version are stored for a later version of the server', async () => {
    const { push } = pusher();
    const journal = aJournal(shop);
    const newerType = resealed(journal.seal('sale', aSaleBody(shop)), { type: 'stock.wave' });
    const newerVersion = resealed(newerType, { type: 'sale', v: 99, seq: 2, opId: uuidv7Now() });
    const results = await push([newerType, newerVersion]);
    expect(results.map(({ r }) => r)).toEqual(['quarantined', 'quarantined']);
    const kept = await inShop((tx) => tx.opQuarantine.findMany({ orderBy: { cause: 'asc' } }));
    expect(kept.map(({ cause }) => cause)).toEqual(['type-unknown', 'version-unknown']);
    expect(await inShop((tx) => tx.opLog.count())).toBe(2);
  });

  test('[ID13] an incarnation of another terminal is refused whole', async () => {
    const second = await inShop((tx) => aTerminal(tx, shop.storeId));
    const op = anOperation({ ...shop, terminal: second }, 'sale', aSaleBody(shop));
    const foreign = aPusher(at.db, shop, { ...shop.terminal, incarnationId: second.incarnationId });
    await expect(foreign.push([op])).rejects.toMatchObject({ code: 'TERMINAL_UNKNOWN' });
    expect(await inShop((tx) => tx.opLog.count())).toBe(0);
  });
});

describe('states of terminal and chain', () => {
  test('[CASE2] a revoked terminal: stored, kept back, and nothing moves', async () => {
    const { push } = aPusher(at.db, shop, shop.terminal, 'revoked');
    const op = aJournal(shop).seal('sale', aSaleBody(shop));
    expect(await push([op])).toMatchObject([{ r: 'quarantined', is: 'quarantined' }]);
    expect(await levelOf(sku(0))).toBe(100 * ONE);
    expect(await inShop((tx) => tx.sale.count())).toBe(0);
    expect(await inShop((tx) => tx.opLog.count())).toBe(1);
    const [kept] = await inShop((tx) => tx.opQuarantine.findMany());
    expect(kept?.cause).toBe('revoked');
  });

  test('[CASE4] a suspended chain sells on', async () => {
    await inShop((tx) => tx.tenantSettings.updateMany({ data: { status: 'suspended' } }));
    const op = aJournal(shop).seal('sale', aSaleBody(shop));
    expect(await pusher().push([op])).toMatchObject([{ r: 'posted' }]);
  });

  test('[CASE17] practice is stored and counted, and moves nothing', async () => {
    const body = aSaleBody(shop, { over: { practice: true, receiptNumber: 'MASHQ-A1-T1-000001' } });
    const [result] = await pusher().push([aJournal(shop).seal('sale', body)]);
    expect(result).toMatchObject({ r: 'posted', flags: [] });
    const rows = await inShop(async (tx) => ({
      log: await tx.opLog.findMany({ select: { practice: true } }),
      activity: await tx.deviceActivity.findMany(),
      sales: await tx.sale.count(),
      hours: await tx.salesHourly.count(),
      movements: await tx.stockMovement.count({ where: { kind: 'sale' } }),
    }));
    expect(rows).toMatchObject({ log: [{ practice: true }], sales: 0, hours: 0, movements: 0 });
    expect(rows.activity).toMatchObject([
      { kind: 'practice-sale', details: { sum: body.totals.gross } },
    ]);
    expect(await levelOf(sku(0))).toBe(100 * ONE);
  });

  test('[ID16] another operation at a number already held is posted and flagged, and hello knows', async () => {
    const { push } = pusher();
    await push([anOperation(shop, 'sale', aSaleBody(shop))]);
    const [second] = await push([anOperation(shop, 'sale', aSaleBody(shop))]);
    expect(second).toMatchObject({ r: 'posted', flags: ['fork'] });
    const [incarnation] = await inShop((tx) => tx.terminalIncarnation.findMany());
    expect(incarnation?.forked).toBe(true);
    expect(await inShop((tx) => tx.sale.count())).toBe(2);
  });

  test('[ID16] [HELLO4] what comes in front of a copy’s own numbers forks, and vouches for none of them', async () => {
    const { push } = pusher();
    const [origin, copy] = [aJournal(shop), aJournal(shop)];
    for (let count = 0; count < 3; count++) origin.seal('sale', aSaleBody(shop));
    copy.ops.push(origin.ops[0] as Operation);
    for (let count = 0; count < 3; count++) copy.seal('sale', aSaleBody(shop));
    // As after a restore: the copy's second and third are gone, and it believes them to be held.
    await push(copy.ops.slice(3));
    const results = await push(origin.ops);
    expect(results.map(({ flags }) => flags)).toEqual([[], [], ['fork']]);
    const [incarnation] = await inShop((tx) => tx.terminalIncarnation.findMany());
    expect(incarnation).toMatchObject({
      forked: true,
      held: [
        { from: 1, to: 3, hash: origin.ops[2]?.hash },
        { from: 4, to: 4, hash: copy.ops[3]?.hash },
      ],
    });
  });
});
