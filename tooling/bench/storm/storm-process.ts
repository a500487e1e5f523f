/**
 * A process of the storm bench: some hundred terminals with what they have queued, sealed and signed
 * beforehand into a file, or some that sell while the storm goes on.
 */
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { PUSH_PATH, type SignedPush, Till } from '../sync/sales.ts';
import type { BenchShop } from '../sync/shops.ts';

export type StormOrder =
  | { do: 'setup'; workerUrl: string; shops: BenchShop[]; terminals: number[] }
  | { do: 'seal'; sales: number }
  | { do: 'drain'; connections: number }
  | { do: 'sell'; pauseMs: number }
  | { do: 'stop-selling' };
export type Drained = { stored: number; seconds: number; refused: number };
export type Sold = { latencies: number[] };

type Queued = Omit<SignedPush, 'body'> & { at: number; bytes: number; sales: number };
type Terminal = { till: Till; nonce: string; queue: Queued[] };

const BATCH = 50;
const NONCE_TRIES = 100;
const NONCE_PAUSE_MS = 500;
const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
let workerUrl = '';
let terminals: Terminal[] = [];
let file = -1;
let written = 0;
let selling: Promise<number[]> | null = null;
let isSelling = false;

async function setUp(order: Extract<StormOrder, { do: 'setup' }>): Promise<void> {
  workerUrl = order.workerUrl;
  const tills = order.shops.flatMap((shop) =>
    order.terminals.map((index) => new Till(shop, shop.terminals[index] as never)),
  );
  terminals = tills.map((till) => ({ till, nonce: '', queue: [] }));
  const left = [...terminals];
  const lane = async () => {
    for (let one = left.pop(); one; one = left.pop()) one.nonce = await askNonce(one.till);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

/** A request with no nonce is answered with one; a busy server is asked again. */
async function askNonce(till: Till): Promise<string> {
  for (let tries = 0; tries < NONCE_TRIES; tries++) {
    const { text } = await post({ ...till.request([], ''), nonce: '' });
    const nonce = /"nonce":"([^"]+)"/.exec(text)?.[1];
    if (nonce) return nonce;
    await new Promise((resolve) => setTimeout(resolve, NONCE_PAUSE_MS));
  }
  throw new Error('the worker gives no nonce');
}

/** On the disk: a thousand queues do not fit into memory. */
function seal(sales: number): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-storm-'));
  file = fs.openSync(path.join(folder, 'queue'), 'w+');
  // Gone with this process, however it ends.
  fs.rmSync(folder, { recursive: true });
  for (const terminal of terminals) {
    for (let left = sales; left > 0; left -= BATCH) {
      const ops = terminal.till.sell(Math.min(BATCH, left));
      const { body, ...signed } = terminal.till.request(ops, terminal.nonce);
      fs.writeSync(file, body, 0, body.length, written);
      terminal.queue.push({ ...signed, at: written, bytes: body.length, sales: ops.length });
      written += body.length;
    }
  }
}

async function drain(connections: number): Promise<Drained> {
  const start = performance.now();
  const waiting = [...terminals];
  let stored = 0;
  let refused = 0;
  const empty = async ({ queue }: Terminal) => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const body = Buffer.allocUnsafe(one.bytes);
      fs.readSync(file, body, 0, one.bytes, one.at);
      const answer = await patiently({ ...one, body }, () => (refused += 1));
      stored += storedIn(answer);
      // As a terminal does: the next batch when the server wants it.
      await sleep(delayIn(answer));
    }
  };
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await empty(next);
  };
  await Promise.all(Array.from({ length: Math.min(connections, terminals.length) }, lane));
  return { stored, seconds: (performance.now() - start) / 1000, refused };
}

const BACKOFF_MS = 500;
const BACKOFF_MAX_MS = 8000;

/** Asks until it is stored: full jitter, and the server's own delay where it told one. */
async function patiently(request: SignedPush, refused: () => void): Promise<string> {
  for (let tries = 0; ; tries++) {
    const { status, text } = await post(request).catch(() => ({ status: 0, text: '' }));
    if (status === 200) return text;
    if (status !== 0 && status !== 503 && status !== 429) {
      throw new Error(`${status} ${text.slice(0, 300)}`);
    }
    refused();
    const most = Math.min(BACKOFF_MAX_MS, BACKOFF_MS * 2 ** tries);
    await sleep(Math.max(delayIn(text), 0) / 2 + Math.random() * most);
  }
}

const storedIn = (text: string) => text.split(/"r":"(?:posted|replayed)"/).length - 1;
const delayIn = (text: string) => Number(/"delayMs":(\d+)/.exec(text)?.[1] ?? 0);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Each terminal sells one sale after another and waits until it is stored. */
async function sell(pauseMs: number): Promise<number[]> {
  const latencies: number[] = [];
  isSelling = true;
  const one = async ({ till, nonce }: Terminal) => {
    while (isSelling) {
      await sleep(pauseMs * (0.5 + Math.random()));
      const request = till.request(till.sell(1), nonce);
      const start = performance.now();
      await patiently(request, () => undefined);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(terminals.map(one));
  return latencies;
}

function post(request: SignedPush): Promise<{ status: number; text: string }> {
  const headers = {
    'content-type': 'application/json',
    'content-length': request.body.length,
    'x-oson-incarnation': request.incarnation,
    'x-oson-nonce': request.nonce,
    'x-oson-signature': request.signature,
  };
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent, headers };
    const sent = http.request(`${workerUrl}${PUSH_PATH}`, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(request.body);
  });
}

async function obey(order: StormOrder): Promise<unknown> {
  switch (order.do) {
    case 'setup':
      return setUp(order);
    case 'seal':
      return seal(order.sales);
    case 'drain':
      return drain(order.connections);
    case 'sell':
      selling = sell(order.pauseMs);
      return;
    case 'stop-selling':
      isSelling = false;
      return { latencies: await selling } as Sold;
  }
}

process.on('message', (order: StormOrder) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : 'fault' }),
  );
});
