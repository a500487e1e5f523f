/**
 * A process of the sync bench. It makes sales beforehand and sends them when told: as the load
 * generator (limit, batches, single) its CPU counts for nobody, as the service (operation, natural)
 * it is the one that is measured.
 */
import http from 'node:http';
import type { Operation } from '@oson/contract';
import { type Database, openDatabase } from '@oson/db';
import { applyPush } from '@oson/operations';
import pg from 'pg';
import { type LimitUnit, limitUnit } from './peers/limit.ts';
import { naturalSale } from './peers/natural.ts';
import { type Order, type Run, type Setup, sizeOf, WAYS, type Way } from './protocol.ts';
import { PUSH_PATH, type SignedPush, Till } from './sales.ts';

const CONNECTIONS_MAX = 32;
const BUSY_PAUSE_MS = 100;
const NONCE_TRIES = 100;
const NONCE_PAUSE_MS = 500;
type Unit = () => Promise<void>;
type Queue = { till: Till; units: Unit[] };

let setup: Setup;
let next = 0;
const queues = new Map<Way, Queue[]>();
const nonces = new Map<Till, string>();
const databases = new Map<Way, Database>();
let agent: http.Agent;
let pool: pg.Pool;

async function setUp(given: Setup): Promise<void> {
  setup = given;
  const { urls, ownerUrl } = given;
  agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS_MAX });
  pool = new pg.Pool({
    connectionString: urls.app,
    max: CONNECTIONS_MAX,
    pipeline: true,
  } as pg.PoolConfig);
  const open = (app: string) => openDatabase({ ...urls, app }, { poolSize: CONNECTIONS_MAX });
  databases.set('operation', open(urls.app));
  databases.set('natural', open(urls.app));
  databases.set('unwalled', open(ownerUrl));
  for (const [index, way] of WAYS.entries()) {
    const tills = given.shops.map((shop) => new Till(shop, shop.terminals[index] as never));
    queues.set(
      way,
      tills.map((till) => ({ till, units: [] })),
    );
  }
}

async function prepare(way: Way, units: number): Promise<void> {
  const ofWay = queues.get(way) as Queue[];
  for (let made = 0; made < units; made++) {
    const { till, units: queue } = ofWay[next++ % ofWay.length] as Queue;
    queue.push(await unitOf(way, till));
  }
}

async function unitOf(way: Way, till: Till): Promise<Unit> {
  const ops = till.sell(sizeOf(way));
  switch (way) {
    case 'limit':
      return limit(limitUnit(till, ops));
    case 'natural':
      return () => naturalSale(databases.get('natural') as Database, till, ops[0] as Operation);
    case 'operation':
    case 'unwalled':
      return operation(databases.get(way) as Database, till, ops);
    default: {
      const nonce = nonces.get(till) ?? (await askNonce(till));
      nonces.set(till, nonce);
      return push(till.request(ops, nonce), ops.length);
    }
  }
}

function limit({ begin, text, values }: LimitUnit): Unit {
  return async () => {
    const client = await pool.connect();
    try {
      const query = { name: 'limit', text, values };
      await Promise.all([client.query(begin), client.query(query)]);
    } finally {
      client.release();
    }
  };
}

function operation(db: Database, till: Till, ops: readonly Operation[]): Unit {
  const { tenantId, storeId } = till.shop;
  const { terminalId, incarnationId: incarnation } = till.terminal;
  const sender = { tenantId, storeId, terminalId, state: 'live' } as const;
  const offered = ops.map((op) => ({ opId: op.opId, raw: op }));
  return async () => {
    const { results } = await applyPush(db, sender, { incarnation, ops: offered }, Date.now());
    if (results.some(({ r }) => r !== 'posted')) throw new Error('a sale was not posted');
  };
}

/** A busy server is asked again, as a terminal does; the wait counts. */
function push(request: SignedPush, sales: number): Unit {
  return async () => {
    for (;;) {
      const { status, text } = await post(request);
      if (status === 200 && stored(text) === sales) return;
      if (status !== 503) throw new Error(`${status} ${text.slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
    }
  };
}

/** What was stored before a connection broke answers `replayed`. */
const stored = (text: string) => text.split(/"r":"(?:posted|replayed)"/).length - 1;

function post(request: SignedPush): Promise<{ status: number; text: string }> {
  const headers = {
    'content-type': 'application/json',
    'content-length': request.body.length,
    'x-oson-incarnation': request.incarnation,
    'x-oson-nonce': request.nonce,
    'x-oson-signature': request.signature,
  };
  return new Promise((resolve, reject) => {
    const sent = http.request(
      `${setup.workerUrl}${PUSH_PATH}`,
      { method: 'POST', agent, headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
      },
    );
    sent.on('error', reject);
    sent.end(request.body);
  });
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

type RunOrder = Extract<Order, { do: 'run' }>;

/** Each lane has tills of its own: a terminal never sends two batches at once. */
async function run({ way, connections, seconds, least }: RunOrder): Promise<Run> {
  const ofWay = queues.get(way) as Queue[];
  const start = performance.now();
  const until = start + seconds * 1000;
  const latencies: number[] = [];
  let ranDry = false;
  const lane = async (first: number) => {
    for (let skipped = 0, at = first; ; at += connections) {
      if (performance.now() > until && latencies.length >= least) return;
      if (at >= ofWay.length) at = first;
      const unit = (ofWay[at] as Queue).units.shift();
      skipped = unit ? 0 : skipped + 1;
      if (!unit && skipped > ofWay.length / connections + 1) {
        ranDry = true;
        return;
      }
      if (!unit) continue;
      const began = performance.now();
      await unit();
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, first) => lane(first)));
  const took = (performance.now() - start) / 1000;
  return { sales: latencies.length * sizeOf(way), seconds: took, latencies, ranDry };
}

async function obey(order: Order): Promise<unknown> {
  if (order.do === 'setup') return setUp(order.setup);
  if (order.do === 'prepare') return prepare(order.way, order.units);
  return run(order);
}

process.on('message', (order: Order) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : 'fault' }),
  );
});
