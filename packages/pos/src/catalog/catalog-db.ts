import type { Cursor } from '@oson/contract';
import type { RawRow } from '@oson/sync-core';
import Dexie, { type Table } from 'dexie';
import type { ChunkRecord } from './chunks.ts';

export type CatalogDb = Dexie & {
  chunks: Table<ChunkRecord, string>;
  kv: Table<{ key: 'cursor'; value: Cursor | null }, string>;
  /** Rows of kinds that the version that pulled them did not know, as they came. */
  stash: Table<RawRow, [string, string]>;
};

/** The rebuildable database of one terminal: relaxed durability, it can always be pulled again. */
export function openCatalogDb(terminalId: string): CatalogDb {
  const db = new Dexie(`oson-catalog-${terminalId}`, {
    chromeTransactionDurability: 'relaxed',
  }) as CatalogDb;
  db.version(1).stores({ chunks: '&key', kv: '&key' });
  db.version(2).stores({ stash: '&[kind+id]' });
  return db;
}
