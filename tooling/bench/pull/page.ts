/** The page of the pull bench: our own catalogue code and, beside it, rows by Dexie's bulkPut. */
import { type Cursor, readSnapshot } from '@oson/contract';
import { openCatalog, openCatalogDb, RankedSearch, searchRows } from '@oson/pos/catalog';
import Dexie from 'dexie';

export type Took = { fetch: number; apply: number; memory: number; search: number; found: number };
type Flat = { id: string; name: string; code: string; amount: number; stock: number };

const since = (start: number) => performance.now() - start;
const CURSOR: Cursor = { epoch: 1, n: 1, check: '' };

async function ours(): Promise<Took> {
  const db = openCatalogDb(`bench-${Math.random()}`);
  const catalog = await openCatalog(db);
  let start = performance.now();
  const snapshot = readSnapshot(await (await fetch('/snapshot')).text());
  const fetched = since(start);
  start = performance.now();
  await catalog.applySnapshot(snapshot, CURSOR);
  const whole = since(start);
  const apply = await written(snapshot.groups);
  start = performance.now();
  const search = new RankedSearch(searchRows(catalog.shelf.get()));
  const found = search.find('choy', 5).length;
  const took = { fetch: fetched, apply, memory: whole - apply, search: since(start), found };
  await db.delete();
  return took;
}

/** The same records once more into an empty database: what of the whole was IndexedDB's. */
async function written(groups: readonly string[]): Promise<number> {
  const db = openCatalogDb(`bench-write-${Math.random()}`);
  await db.open();
  const records = groups.map((packed, no) => {
    return { key: `goods/${no}`, kind: 'goods', no, rows: [], packed };
  });
  const start = performance.now();
  await db.transaction('rw', db.chunks, db.kv, async () => {
    await db.chunks.bulkPut(records);
    await db.kv.put({ key: 'cursor', value: CURSOR });
  });
  const took = since(start);
  await db.delete();
  return took;
}

async function peer(): Promise<Took> {
  const db = new Dexie(`peer-${Math.random()}`, { chromeTransactionDurability: 'relaxed' });
  db.version(1).stores({ products: '&id, name, code', stock: '&id' });
  await db.open();
  let start = performance.now();
  const rows = (await (await fetch('/rows')).json()) as Flat[];
  const fetched = since(start);
  start = performance.now();
  await db.transaction('rw', db.table('products'), db.table('stock'), async () => {
    await db.table('products').bulkPut(rows);
    await db.table('stock').bulkPut(rows.map(({ id, stock }) => ({ id, quantity: stock })));
  });
  const apply = since(start);
  const found = await db.table('products').count();
  await db.delete();
  return { fetch: fetched, apply, memory: 0, search: 0, found };
}

Object.assign(globalThis, { ours, peer });
