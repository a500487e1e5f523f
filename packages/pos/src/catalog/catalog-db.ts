import type { Cursor } from '@oson/contract';
import Dexie, { type Table } from 'dexie';
import type { ChunkRecord } from './chunks.ts';

export type CatalogDb = Dexie & {
  chunks: Table<ChunkRecord, string>;
  kv: Table<{ key: 'cursor'; value: Cursor | null }, string>;
};

/** The rebuildable database of one terminal: relaxed durability, it can always be pulled again. */
export function openCatalogDb(terminalId: string): CatalogDb {
  const db = new Dexie(`oson-catalog-${terminalId}`, {
    chromeTransactionDurability: 'relaxed',
  }) as CatalogDb;
  db.version(1).stores({ chunks: '&key', kv: '&key' });
  return db;
}
