import type { Cursor, PullRow } from '@oson/contract';
import type { Thousandths } from '@oson/domain';
import { type RawRow, supersedes } from '@oson/sync-core';
import type { JournalRecord } from '../journal/journal-record.ts';
import { createStore, type Store } from '../state/store.ts';
import type { CatalogDb } from './catalog-db.ts';
import { type ChunkRecord, Chunks, packedChunks } from './chunks.ts';
import { OwnDeltas } from './on-hand.ts';
import { type Customer, emptyShelf, type Place, type Shelf, shelve } from './shelf.ts';

/** Rows that are no goods, and groups of goods as text. */
export type SnapshotRows = { rows: readonly PullRow[]; groups: readonly string[] };

/** `fresh`: everything older goes in the same transaction. `more`: the pull goes on behind this page. */
export type PageOptions = { fresh?: boolean; more?: boolean; stash?: readonly RawRow[] };

export type Catalog = {
  shelf: Store<Shelf>;
  /** Writes pulled rows and their cursor in one transaction, then shows them. */
  apply(rows: readonly PullRow[], cursor: Cursor, page?: PageOptions): Promise<void>;
  /**
   * Takes a whole snapshot in place of everything, with its cursor, in one transaction. Its groups are
   * stored as they came, so that 50 000 goods are written in a fraction of a second.
   */
  applySnapshot(snapshot: SnapshotRows, cursor: Cursor, more?: boolean): Promise<void>;
  /** Kinds of rows that an older version put aside because it could not read them. */
  stashedKinds(): Promise<string[]>;
  /** Takes stashed rows of these kinds, each only if its version is above the local one. */
  unstash(kinds: readonly string[]): Promise<void>;
  /**
   * Positions of another epoch mean nothing: the cursor goes, and what was put aside under it. Epochs
   * may come again, so a cursor that stays would pass as good in a later one. Rows are shown on.
   */
  forgetFeed(): Promise<void>;
  /** On another epoch, also where another page has forgotten the feed: own positions are of the old one. */
  forgetPosted(): void;
  /** Deletes every row; only what is pulled again is shown after it. */
  wipe(): Promise<void>;
  /** Takes own operations into the shown stock, in their newest state. */
  noteOwn(records: readonly JournalRecord[]): void;
  /** A customer made here is known at once; the pulled row takes its place later. */
  noteCustomer(customer: Customer): void;
  /** On-hand as shown: pulled, with own movements that it does not cover. null = not counted here. */
  onHand(skuId: string): Thousandths | null;
};

/** Reads the catalogue into memory and keeps both in step. */
export async function openCatalog(db: CatalogDb): Promise<Catalog> {
  let chunks = new Chunks(await db.chunks.toArray());
  const own = new OwnDeltas();
  const shelf = createStore(shelve(emptyShelf(), chunks.rows(), await readPlace(db)));
  const again = () => shelf.set((old) => ({ ...old, version: old.version + 1 }));
  return {
    shelf,
    async apply(rows, cursor, { fresh = false, more = false, stash = [] } = {}) {
      const target = fresh ? new Chunks([]) : chunks;
      const plan = target.plan(rows.map(withoutSecrets));
      const before = fresh ? 0 : shelf.get().through;
      const place = { cursor, through: more ? before : cursor.n };
      await writeRows(db, plan.records, { place, fresh, stash });
      target.keep(plan.records);
      chunks = target;
      shelf.set((old) => shelve(fresh ? emptied(old) : old, plan.applied, place));
    },
    async applySnapshot({ rows, groups }, cursor, more = false) {
      const place = { cursor, through: more ? 0 : cursor.n };
      chunks = await writeSnapshot(db, { rows, groups }, place);
      shelf.set((old) => shelve(emptied(old), chunks.rows(), place));
    },
    stashedKinds: () => stashedKinds(db),
    async unstash(kinds) {
      const kept = await db.stash.filter(({ kind }) => kinds.includes(kind)).toArray();
      const plan = chunks.plan(nowKnown(kept).map(withoutSecrets));
      await db.transaction('rw', db.chunks, db.stash, async () => {
        await db.chunks.bulkPut(plan.records);
        await db.stash.bulkDelete(kept.map(({ kind, id }) => [kind, id]));
      });
      chunks.keep(plan.records);
      shelf.set((old) => shelve(old, plan.applied, old));
    },
    async forgetFeed() {
      await clearPlace(db);
      shelf.set((old) => shelve(old, [], NOWHERE));
    },
    forgetPosted: () => own.forgetPosted(),
    async wipe() {
      await clearAll(db);
      chunks = new Chunks([]);
      shelf.set((old) => emptied(old));
    },
    noteOwn(changed) {
      for (const record of changed) own.note(record);
      if (changed.length > 0) again();
    },
    noteCustomer(customer) {
      const { customers } = shelf.get();
      if (!customers.has(customer.id)) customers.set(customer.id, customer);
      again();
    },
    onHand(skuId) {
      const { goods, stock, cursor, through } = shelf.get();
      const pulled = stock.get(skuId);
      if (!goods.get(skuId)?.tracked || !pulled?.counted) return null;
      return own.onHand(skuId, { ...pulled, epoch: cursor?.epoch ?? null, through });
    },
  };
}

async function stashedKinds(db: CatalogDb): Promise<string[]> {
  const kept = (await db.stash.toCollection().primaryKeys()) as unknown as [string, string][];
  return [...new Set(kept.map(([kind]) => kind))];
}

async function clearPlace(db: CatalogDb): Promise<void> {
  await db.transaction('rw', db.kv, db.stash, () => Promise.all([db.kv.clear(), db.stash.clear()]));
}

async function clearAll(db: CatalogDb): Promise<void> {
  await db.transaction('rw', db.chunks, db.kv, db.stash, () =>
    Promise.all([db.chunks.clear(), db.kv.clear(), db.stash.clear()]),
  );
}

/** Rows of kinds that this version knows now, so they are rows of the protocol. */
const nowKnown = (kept: readonly RawRow[]) => kept as PullRow[];

const NOWHERE: Place = { cursor: null, through: 0 };

async function readPlace(db: CatalogDb): Promise<Place> {
  const [kept, whole] = await Promise.all([db.kv.get('cursor'), db.kv.get('through')]);
  const cursor = kept?.key === 'cursor' ? kept.value : null;
  // Written by a version that kept no end of a whole pull: it stood at the cursor.
  const through = whole?.key === 'through' ? whole.value : (cursor?.n ?? 0);
  return { cursor, through };
}

async function writePlace(db: CatalogDb, { cursor, through }: Place): Promise<void> {
  await db.kv.bulkPut([
    { key: 'cursor', value: cursor },
    { key: 'through', value: through },
  ]);
}

type Written = { place: Place; fresh: boolean; stash: readonly RawRow[] };

async function writeRows(
  db: CatalogDb,
  records: readonly ChunkRecord[],
  { place, fresh, stash }: Written,
): Promise<void> {
  await db.transaction('rw', db.chunks, db.kv, db.stash, async () => {
    if (fresh) await Promise.all([db.chunks.clear(), db.stash.clear()]);
    await putAside(db, stash);
    await db.chunks.bulkPut(records);
    await writePlace(db, place);
  });
}

async function writeSnapshot(db: CatalogDb, snapshot: SnapshotRows, place: Place): Promise<Chunks> {
  const packed = packedChunks(snapshot.groups);
  const plan = new Chunks([]).plan(snapshot.rows.map(withoutSecrets));
  const records = [...packed, ...plan.records];
  await db.transaction('rw', db.chunks, db.kv, db.stash, async () => {
    await Promise.all([db.chunks.clear(), db.stash.clear()]);
    await db.chunks.bulkPut(records);
    await writePlace(db, place);
  });
  return new Chunks(records);
}

/** An empty shelf whose versions go on, so that nobody takes it for an older one. */
function emptied({ version, goodsVersion }: Shelf): Shelf {
  return { ...emptyShelf(), version, goodsVersion: goodsVersion + 1 };
}

/** Newest version of each row that nobody here can read yet. */
async function putAside(db: CatalogDb, rows: readonly RawRow[]): Promise<void> {
  const there = await db.stash.bulkGet(rows.map(({ kind, id }) => [kind, id]));
  await db.stash.bulkPut(rows.filter((row, at) => supersedes(row, there[at])));
}

/** What a PIN can be tried against never reaches this database (PIN1). */
function withoutSecrets(row: PullRow): PullRow {
  if (row.kind !== 'staff' || !row.data) return row;
  return { ...row, data: { ...row.data, pin: null } };
}
