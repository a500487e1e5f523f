import Dexie, { type Table } from 'dexie';
import type { Cart } from '../cart/cart.ts';
import type { JournalMeta, JournalRecord } from './journal-record.ts';

/** HMAC of argon2id of a PIN, with what is needed to compute it again (protocol.md 10). */
export type PinVerifier = {
  staffId: string;
  version: number;
  salt: string;
  params: { m: number; t: number; p: number };
  mac: string;
};
export type PinThrottle = { staffId: string; wrong: number; lockedUntil: number };
/** The cart in hand has the id `current`; the others are parked. */
export type KeptCart = { id: string; cart: Cart; parkedAt: number | null; staffId: string | null };

export type JournalDb = Dexie & {
  operations: Table<JournalRecord, string>;
  meta: Table<{ key: keyof JournalMeta; value: unknown }, string>;
  carts: Table<KeptCart, string>;
  pins: Table<PinVerifier, string>;
  throttles: Table<PinThrottle, string>;
};

/** The database of one terminal. It is never deleted and never renamed. */
export function journalName(terminalId: string): string {
  return `oson-journal-${terminalId}`;
}

/** Opens a terminal's journal. Every transaction of it is strict: it resolves after the disk has it. */
export function openJournal(terminalId: string): JournalDb {
  const db = new Dexie(journalName(terminalId), {
    chromeTransactionDurability: 'strict',
  }) as JournalDb;
  db.version(1).stores({
    operations: '&opId, &[incarnation+seq], [state+seq], shiftId, n',
    meta: '&key',
    carts: '&id, parkedAt',
    pins: '&staffId',
    throttles: '&staffId',
  });
  return db;
}

/** A single value of the journal, or undefined before it was ever written. */
export async function readMeta<K extends keyof JournalMeta>(
  db: JournalDb,
  key: K,
): Promise<JournalMeta[K] | undefined> {
  return (await db.meta.get(key))?.value as JournalMeta[K] | undefined;
}

export async function writeMeta<K extends keyof JournalMeta>(
  db: JournalDb,
  key: K,
  value: JournalMeta[K],
): Promise<void> {
  await db.meta.put({ key, value });
}
