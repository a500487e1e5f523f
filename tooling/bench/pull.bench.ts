/**
 * 50 000 products from nothing to searchable: a snapshot in real Chromium by our own catalogue code,
 * beside JSON rows with gzip and Dexie's bulkPut, alternating in one run. Then what a change costs.
 */
import http from 'node:http';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { PULL_KINDS, type PullAnswer } from '@oson/contract';
import { type Database, openDatabase, withChange } from '@oson/db';
import { openDevice } from '@oson/e2e/browser';
import { makeSnapshot, pull, type Sender, type Snapshot } from '@oson/operations';
import { build } from 'esbuild';
import { type Item, makeCatalogue, makeItems } from './pull/catalogue.ts';
import type { Took } from './pull/page.ts';
import { atLeast, atMost, type BenchReport, median } from './report.ts';
import { startBenchDatabase } from './sync/bench-database.ts';

const PRODUCTS = 50_000;
const ROUNDS = 3;
const MB = 1_000_000;
const DELTA_ROWS = 100;

type Files = { script: string; snapshot: Snapshot; rows: Buffer };
type Deltas = { changed: number; empty: number };

export default async function pullBench(): Promise<BenchReport> {
  const database = await startBenchDatabase();
  const db = openDatabase(database.urls);
  try {
    const items = makeItems(PRODUCTS);
    const shop = await makeCatalogue(database.ownerUrl, items);
    const [terminal] = shop.terminals;
    const sender: Sender = { ...shop, terminalId: terminal?.terminalId ?? '', state: 'live' };
    const began = performance.now();
    const snapshot = await makeSnapshot(db, sender);
    const madeMs = performance.now() - began;
    const deltas = await measureDeltas(db, sender, items);
    const files = { script: await bundle(), snapshot, rows: gzipSync(JSON.stringify(flat(items))) };
    const rounds = await inBrowser(files);
    return reportOf({ files, madeMs, deltas, ...rounds });
  } finally {
    await db.close();
    await database.stop();
  }
}

const flat = (items: readonly Item[]) =>
  items.map(({ id, name, code, amount, stock, n }) => {
    return { id, name, code, amount, stock, category: null, tax: 1200, unit: 'dona', rev: n };
  });

async function bundle(): Promise<string> {
  const built = await build({
    entryPoints: [path.join(import.meta.dirname, 'pull/page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
  });
  return built.outputFiles[0]?.text ?? '';
}

/** What a pull answers on the wire after 100 SKUs have changed, and after nothing has. */
async function measureDeltas(
  db: Database,
  sender: Sender,
  items: readonly Item[],
): Promise<Deltas> {
  const proof = () => Buffer.alloc(32, 7);
  const ask = (cursor: PullAnswer['cursor'] | null) =>
    db.inTenant(sender.tenantId, (tx) => {
      const request = { cursor, kinds: [...PULL_KINDS], limit: 1 };
      return pull(tx, sender, request, { proof, nowMs: Date.now() });
    });
  const head = await db.inTenant(sender.tenantId, (tx) => withChange(tx, []));
  const before = { ...(await ask(null)).cursor, n: head };
  const step = Math.floor(items.length / DELTA_ROWS);
  const changed = items
    .filter((_item, index) => index % step === 0)
    .map(({ id }) => ({ kind: 'sku', id }));
  await db.inTenant(sender.tenantId, (tx) => withChange(tx, changed.slice(0, DELTA_ROWS)));
  const rows = await db.inTenant(sender.tenantId, async (tx) => {
    const at = await tx.change.findFirstOrThrow({ where: { n: BigInt(head) } });
    const mac = proof().subarray(0, 16);
    const check = Buffer.concat([at.check, mac]).toString('base64url');
    const request = { cursor: { ...before, check }, kinds: [...PULL_KINDS], limit: 2000 };
    return pull(tx, sender, request, { proof, nowMs: Date.now() });
  });
  if (rows.rows.length !== DELTA_ROWS) throw new Error(`${rows.rows.length} rows in the delta`);
  return { changed: onTheWire(rows), empty: onTheWire({ ...rows, rows: [] }) };
}

/** As the worker sends it: tRPC's frame with a nonce, long answers by brotli at 4. */
function onTheWire(answer: object): number {
  const json = { ...answer, nonce: 'n'.repeat(43) };
  const text = JSON.stringify({ result: { data: { json } } });
  if (text.length < 1024) return Buffer.byteLength(text);
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}

async function inBrowser(files: Files): Promise<{ ours: Took[]; peers: Took[] }> {
  const server = http.createServer((request, answer) => serve(files, request.url ?? '', answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const device = await openDevice();
  try {
    const page = device.page();
    page.setDefaultTimeout(300_000);
    await page.goto(`http://127.0.0.1:${port}/`);
    const ours: Took[] = [];
    const peers: Took[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await page.evaluate<Took>('ours()'));
      peers.push(await page.evaluate<Took>('peer()'));
    }
    return { ours, peers };
  } finally {
    await device.close();
    server.close();
  }
}

function serve({ script, snapshot, rows }: Files, url: string, answer: http.ServerResponse): void {
  if (url === '/snapshot') {
    answer.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'br' });
    answer.end(snapshot.bytes);
  } else if (url === '/rows') {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    answer.end(rows);
  } else {
    answer.writeHead(200, { 'content-type': 'text/html' });
    answer.end(`<!doctype html><title>pull</title><script>${script}</script>`);
  }
}

type Measured = { files: Files; madeMs: number; deltas: Deltas; ours: Took[]; peers: Took[] };

function reportOf({ files, madeMs, deltas, ours, peers }: Measured): BenchReport {
  const of = (took: Took[], figure: keyof Took) => median(took.map((one) => one[figure]));
  const ratio = of(peers, 'apply') / of(ours, 'apply');
  const all = (took: Took[]) =>
    median(took.map((one) => one.fetch + one.apply + one.memory + one.search)) / 1000;
  const { bytes } = files.snapshot;
  return {
    bench: 'pull',
    figures: {
      'snapshot, MB': bytes.length / MB,
      'snapshot, rows': files.snapshot.rows,
      'made once in, s': madeMs / 1000,
      'fetched and decoded, ms': of(ours, 'fetch'),
      'applied to IndexedDB, ms': of(ours, 'apply'),
      'into memory, ms': of(ours, 'memory'),
      'search index, ms': of(ours, 'search'),
      'from nothing to searchable, s': all(ours),
      'hits of a search': of(ours, 'found'),
      'JSON rows by gzip, MB': files.rows.length / MB,
      'Dexie bulkPut, ms': of(peers, 'apply'),
      'the peer in all, without search, s': all(peers),
      'delta of 100 SKUs, bytes': deltas.changed,
      'delta of nothing, bytes': deltas.empty,
    },
    ratios: { 'bulkPut / ours': ratio },
    goals: {
      'snapshot, MB': atMost(2, bytes.length / MB),
      'bulkPut / ours': atLeast(25, ratio),
      'delta of 100 SKUs, bytes': atMost(8000, deltas.changed),
      'delta of nothing, bytes': atMost(300, deltas.empty),
    },
  };
}
