import type { Cursor, PullRow } from '@oson/contract';
import type { Thousandths } from '@oson/domain';
import { type RawRow, supersedes } from '@oson/sync-core';
import type { JournalRecord } from '../journal/journal-record.ts';
import { createStore, type Store } from '../state/store.ts';
import type { CatalogDb } from './catalog-db.ts';
import { type ChunkRecord, Chunks, packedChunks } from './chunks.ts';
import { OwnDeltas } from './on-hand.ts';
import { type Customer, emptyShelf, type Shelf, shelve } from './shelf.ts';

/** Rows that are no goods, and groups of goods as text. */
export type SnapshotRows = { rows: readonly PullRow[]; groups: readonly string[] };

export type Catalog = {
  shelf: Store<Shelf>;
  /**
   * Writes pulled rows and their cursor in one transaction, then shows them. `fresh`: everything
   * older goes in the same transaction.
   */
  apply(
    rows: readonly PullRow[],
    cursor: Cursor,
    fresh?: boolean,
    stash?: readonly RawRow[],
  ): Promise<void>;
  /**
   * Takes a whole snapshot in place of everything, with its cursor, in one transaction. Its groups are
   * stored as they came, so that 50 000 goods are written in a fraction of a second.
   */
  applySnapshot(snapshot: SnapshotRows, cursor: Cursor): Promise<void>;
  /** Kinds of rows that an older version put aside because it could not read them. */
  stashedKinds(): Promise<string[]>;
  /** Takes stashed rows of these kinds, each only if its version is above the local one. */
  unstash(kinds: readonly string[]): Promise<void>;
  /** Positions of another epoch mean nothing: what was put aside under them goes. */
  dropStash(): Promise<void>;
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
  const [records, cursor] = await Promise.all([db.chunks.toArray(), db.kv.get('cursor')]);
  let chunks = new Chunks(records);
  const own = new OwnDeltas();
  const shelf = createStore(shelve(emptyShelf(), chunks.rows(), cursor?.value ?? null));
  const again = () => shelf.set((old) => ({ ...old, version: old.version + 1 }));
  return {
    shelf,
    async apply(rows, next, fresh = false, stash = []) {
      const target = fresh ? new Chunks([]) : chunks;
      const plan = target.plan(rows.map(withoutSecrets));
      await writeRows(db, plan.records, { next, fresh, stash });
      target.keep(plan.records);
      chunks = target;
      shelf.set((old) => shelve(fresh ? emptied(old) : old, plan.applied, next));
    },
    async applySnapshot({ rows, groups }, next) {
      chunks = await writeSnapshot(db, { rows, groups }, next);
      shelf.set((old) => shelve(emptied(old), chunks.rows(), next));
    },
    async stashedKinds() {
      const kept = (await db.stash.toCollection().primaryKeys()) as unknown as [string, string][];
      return [...new Set(kept.map(([kind]) => kind))];
    },
    async unstash(kinds) {
      const kept = await db.stash.filter(({ kind }) => kinds.includes(kind)).toArray();
      // This version knows these kinds now, so they are rows of the protocol.
      const plan = chunks.plan((kept as PullRow[]).map(withoutSecrets));
      await db.transaction('rw', db.chunks, db.stash, async () => {
        await db.chunks.bulkPut(plan.records);
        await db.stash.bulkDelete(kept.map(({ kind, id }) => [kind, id]));
      });
      chunks.keep(plan.records);
      shelf.set((old) => shelve(old, plan.applied, old.cursor));
    },
    dropStash: () => db.stash.clear(),
    async wipe() {
      await db.transaction('rw', db.chunks, db.kv, db.stash, async () => {
        await Promise.all([db.chunks.clear(), db.kv.clear(), db.stash.clear()]);
      });
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
      const { goods, stock } = shelf.get();
      const pulled = stock.get(skuId);
      if (!goods.get(skuId)?.tracked || !pulled?.counted) return null;
      return own.onHand(skuId, pulled);
    },
  };
}

type Written = { next: Cursor; fresh: boolean; stash: readonly RawRow[] };

async function writeRows(
  db: CatalogDb,
  records: readonly ChunkRecord[],
  { next, fresh, stash }: Written,
): Promise<void> {
  await db.transaction('rw', db.chunks, db.kv, db.stash, async () => {
    if (fresh) await Promise.all([db.chunks.clear(), db.stash.clear()]);
    await putAside(db, stash);
    await db.chunks.bulkPut(records);
    await db.kv.put({ key: 'cursor', value: next });
  });
}

async function writeSnapshot(db: CatalogDb, snapshot: SnapshotRows, next: Cursor): Promise<Chunks> {
  const packed = packedChunks(snapshot.groups);
  const plan = new Chunks([]).plan(snapshot.rows.map(withoutSecrets));
  const records = [...packed, ...plan.records];
  await db.transaction('rw', db.chunks, db.kv, db.stash, async () => {
    await Promise.all([db.chunks.clear(), db.stash.clear()]);
    await db.chunks.bulkPut(records);
    await db.kv.put({ key: 'cursor', value: next });
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

/** What a PIN can be tried against never reaches this database (protocol.md 10). */
function withoutSecrets(row: PullRow): PullRow {
  if (row.kind !== 'staff' || !row.data) return row;
  return { ...row, data: { ...row.data, pin: null } };
}
