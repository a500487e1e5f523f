import { type BodyOf, verifyOperation } from '@oson/contract';
import { parseBody } from '@oson/contract/schema';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lookAtCode, redeemCode } from './enrol.ts';
import { aSmallShop } from './a-small-shop.ts';
import { FakeWorker } from './fake-worker.ts';
import type { SimTerminal } from './sim-terminal.ts';
import { WireError } from './worker-call.ts';

let worker: FakeWorker;
let workerUrl: string;

beforeEach(async () => {
  worker = new FakeWorker();
  const { certificate, rows } = aSmallShop(3);
  worker.enrolment.links.set('LINK-CODE', certificate);
  worker.rows = rows;
  workerUrl = await worker.start();
});
afterEach(() => worker.stop());

/** Waits of the terminal's own are drawn as nearly nothing. */
const options = () => ({ workerUrl, random: () => 0.001 });

async function aTerminal(): Promise<SimTerminal> {
  const terminal = await redeemCode(options(), 'LINK-CODE');
  await terminal.sync.untilQuiet();
  return terminal;
}

const firstSku = (terminal: SimTerminal) => terminal.catalogue.all('sku')[0]?.id as string;

function sellMany(terminal: SimTerminal, count: number) {
  return Array.from({ length: count }, () => terminal.sell([{ skuId: firstSku(terminal) }]));
}

const opIds = () => [...worker.held.keys()];

test('a code in a link names chain and store, then makes a terminal', async () => {
  expect(await lookAtCode(options(), 'LINK-CODE')).toEqual({
    chainName: 'Baraka market',
    storeName: 'Chorsu',
    terminalName: 'Kassa 1',
  });
  const terminal = await redeemCode(options(), 'LINK-CODE');
  expect(terminal.certificate.storeCode).toBe('A1');
  expect(terminal.certificate.publicKey).toMatch(/^MFkw/);
  const wrong = redeemCode(options(), 'WRONG-CODE');
  await expect(wrong).rejects.toMatchObject({ code: 'CODE_WRONG' });
});

test('a new terminal pulls everything and can sell from it', async () => {
  const terminal = await aTerminal();
  expect(terminal.catalogue.all('sku')).toHaveLength(3);
  const sale = terminal.sell([{ skuId: firstSku(terminal), quantity: 2000 }], 1_000_000);
  const read = parseBody('sale', sale.v, sale.body);
  expect(read).toMatchObject({
    ok: true,
    body: {
      receiptNumber: 'A1-K7-000001',
      totals: { gross: 800_000 },
      changeGiven: 200_000,
      staffId: terminal.staffId(),
    },
  });
});

test('[SALE2] a day of a shop reaches the worker once, sealed and chained', async () => {
  const terminal = await aTerminal();
  terminal.openShift(20_000_000);
  const sales = sellMany(terminal, 120);
  terminal.voidSale(sales[7] as (typeof sales)[number]);
  const close = terminal.closeShift();
  await terminal.sync.untilQuiet();

  expect(opIds()).toEqual(terminal.journal.records.map(({ operation }) => operation.opId));
  let prevHash: string | null = null;
  for (const { operation } of worker.held.values()) {
    expect(verifyOperation(operation)).toEqual({ ok: true });
    if (prevHash !== null) expect(operation.prevHash).toBe(prevHash);
    prevHash = operation.hash;
  }
  const { z, lastSeq } = JSON.parse(close.body) as BodyOf['shift.close'];
  expect(z).toMatchObject({ saleCount: 119, gross: 119 * 400_000 });
  expect(lastSeq).toBe(122);
  expect(terminal.journal.pending()).toEqual({ count: 0, sum: 0, oldestAt: null });
});

test('[SEND5] pushes hold at most 50 operations, oldest first', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 120);
  worker.exchanges.length = 0;
  await terminal.sync.untilQuiet();
  const pushes = worker.exchanges.filter(({ request }) => request.path === '/trpc/sync.push');
  const sizes = pushes.map(({ request }) => {
    const { json } = JSON.parse(request.body) as { json: { ops: { seq: number }[] } };
    return json.ops.map((op) => op.seq);
  });
  expect(sizes.map((seqs) => seqs.length)).toEqual([50, 50, 20]);
  expect(sizes.flat()).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
});

test('[HELLO2] hello says how much is unsent before it is sent', async () => {
  const terminal = await aTerminal();
  const first = sellMany(terminal, 2)[0];
  terminal.sync.restart();
  worker.exchanges.length = 0;
  await terminal.sync.untilQuiet();
  const hello = JSON.parse(worker.exchanges[0]?.request.body as string) as { json: object };
  expect(hello.json).toMatchObject({
    maxSeq: 2,
    acked: [],
    pending: { count: 2, sum: 800_000, oldestAt: first?.wallMs },
  });
});

test('[ID11] an expired nonce is renewed and costs nothing', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 1);
  worker.expireNonces();
  worker.exchanges.length = 0;
  await terminal.sync.untilQuiet();
  expect(worker.exchanges[0]?.answer.status).toBe(401);
  expect(opIds()).toHaveLength(1);
  expect(terminal.sync.state.failures).toBe(0);
});

test('[SALE2] an answer that is lost after the work was done leads to one operation, not two', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 3);
  worker.planned.push({ kind: 'cut', lost: 'answer' });
  await terminal.sync.untilQuiet();
  expect(opIds()).toHaveLength(3);
  expect(terminal.journal.records.map((record) => record.result?.r)).toEqual([
    'replayed',
    'replayed',
    'replayed',
  ]);
});

test('[SEND10] a captive portal, cut JSON and a lost request change nothing and are tried again', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 1);
  worker.planned.push(
    { kind: 'answer', status: 200, body: '<html>Log in</html>', contentType: 'text/html' },
    { kind: 'answer', status: 200, body: '{"result":{"data":{"json":{"epo' },
    { kind: 'answer', status: 200, body: '{"result":{"data":{"json":{"epoch":"one"}}}}' },
    { kind: 'cut', lost: 'request' },
    { kind: 'answer', status: 502, body: 'Bad Gateway' },
  );
  await terminal.sync.untilQuiet();
  expect(worker.planned).toEqual([]);
  expect(opIds()).toHaveLength(1);
});

test('[PUSH5] a worker that is busy or refuses the signature leaves everything in the journal', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 2);
  const refusal = (code: string, details = {}) =>
    JSON.stringify({ error: { json: { message: code, data: { oson: { code, details } } } } });
  worker.planned.push(
    { kind: 'answer', status: 503, body: refusal('BUSY', { delayMs: 20 }) },
    { kind: 'answer', status: 429, body: refusal('TOO_MANY_REQUESTS', { delayMs: 10 }) },
    { kind: 'answer', status: 401, body: refusal('SIGNATURE_WRONG') },
  );
  await terminal.sync.untilQuiet();
  expect(opIds()).toHaveLength(2);
  await expect(terminal.sync.call('sync.nothing', {})).rejects.toBeInstanceOf(WireError);
});

test('[SEND6] a body that the door does not take is sent in smaller parts', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 8);
  const tooLarge = { kind: 'answer', status: 413, body: '{"statusCode":413}' } as const;
  worker.exchanges.length = 0;
  worker.planned.push(tooLarge, tooLarge);
  await terminal.sync.untilQuiet();
  const counts = worker.exchanges
    .filter(({ request }) => request.path === '/trpc/sync.push')
    .map(({ request }) => (JSON.parse(request.body) as { json: { ops: [] } }).json.ops.length);
  expect(counts).toEqual([8, 4, 2, 4, 2]);
  expect(opIds()).toHaveLength(8);
});

test('the same again, reversed, shuffled and in parallel, is replayed', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 60);
  await terminal.sync.untilQuiet();
  const before = structuredClone([...worker.held]);
  for (const order of ['as-sealed', 'reversed', 'shuffled'] as const) {
    const results = await terminal.pushAgain({ order, batch: 7, lanes: 4 });
    expect(results).toHaveLength(60);
    expect(new Set(results.map((result) => result.r))).toEqual(new Set(['replayed']));
    expect(new Set(results.map((result) => result.opId)).size).toBe(60);
  }
  expect([...worker.held]).toEqual(before);
});

test('[RESTORE2] a worker that went back gets again what it has lost, under a new epoch', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 10);
  await terminal.sync.untilQuiet();
  worker.held = new Map([...worker.held].slice(0, 4));
  worker.epoch = 2;
  terminal.sync.restart();
  worker.exchanges.length = 0;
  await terminal.sync.untilQuiet();
  expect(opIds()).toHaveLength(10);
  const paths = worker.exchanges.map(({ request }) => request.path.replace('/trpc/sync.', ''));
  expect(paths).toEqual(['hello', 'push', 'pull']);
  const pull = JSON.parse(worker.exchanges.at(-1)?.request.body as string) as { json: object };
  expect(pull.json).toMatchObject({ cursor: null });
});

test('[CASE1] a revoked terminal pushes and pulls nothing', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 1);
  worker.revoked = true;
  terminal.sync.restart();
  worker.exchanges.length = 0;
  await terminal.sync.untilQuiet();
  expect(terminal.sync.terminalState).toBe('revoked');
  expect(worker.exchanges.map(({ request }) => request.path)).not.toContain('/trpc/sync.pull');
  expect(terminal.journal.records[0]?.state).toBe('quarantined');
});

test('a report reaches the worker in the next round', async () => {
  const terminal = await aTerminal();
  terminal.sync.noteReport({ errors: [{ at: 1, code: 'UNEXPECTED', message: 'quota' }] });
  await terminal.sync.untilQuiet();
  const report = worker.exchanges.find(({ request }) => request.path === '/trpc/sync.report');
  expect(report?.request.body).toContain('quota');
});

test('a void that overtakes its sale waits', async () => {
  const terminal = await aTerminal();
  const sale = sellMany(terminal, 1)[0];
  if (!sale) throw new Error('nothing was sold');
  const { results } = await terminal.sync.push([terminal.voidSale(sale)]);
  expect(results).toMatchObject([{ r: 'waiting', is: 'waiting' }]);
});

test('time runs out with a word about where it stands', async () => {
  const terminal = await aTerminal();
  sellMany(terminal, 1);
  await worker.stop();
  await expect(terminal.sync.untilQuiet(50)).rejects.toThrow(/1 unsent/);
  expect(terminal.journal.unsent()).toHaveLength(1);
});
