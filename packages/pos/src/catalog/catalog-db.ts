import type { Cursor } from '@oson/contract';
import type { RawRow } from '@oson/sync-core';
import Dexie, { type Table } from 'dexie';
import type { ChunkRecord } from './chunks.ts';

/** `through`: n at which the last whole pull ended; what is posted up to there is in the pulled stock. */
type KeptValue = { key: 'cursor'; value: Cursor | null } | { key: 'through'; value: number };

export type CatalogDb = Dexie & {
  chunks: Table<ChunkRecord, string>;
  kv: Table<KeptValue, string>;
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
