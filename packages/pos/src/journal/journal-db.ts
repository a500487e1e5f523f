import Dexie, { type Table } from 'dexie';
import type { Cart } from '../cart/cart.ts';
import type { JournalMeta, JournalRecord, PastLife } from './journal-record.ts';

/** HMAC of argon2id of a PIN, with what is needed to compute it again (PIN1). */
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
  /** Incarnations of this terminal that were followed by another, with their keys. */
  lives: Table<PastLife, string>;
  /**
   * Asked when the disk refuses a strict write; answers whether to try once more. The terminal sets
   * it: it has ballast to give up.
   */
  onRefused: (fault: unknown) => Promise<boolean>;
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
  db.onRefused = async () => false;
  db.version(1).stores({
    operations: '&opId, &[incarnation+seq], [state+seq], shiftId, n',
    meta: '&key',
    carts: '&id, parkedAt',
    pins: '&staffId',
    throttles: '&staffId',
  });
  // Several incarnations drain, each in its own order; a fork has two operations at one number and
  // both are kept.
  db.version(2).stores({
    operations: '&opId, [incarnation+seq], [state+incarnation+seq], shiftId, n',
    lives: '&incarnation',
  });
  return db;
}

/** Terminals that this browser has a journal of, active or not. */
export async function journalsHere(): Promise<string[]> {
  const names = await Dexie.getDatabaseNames();
  return names.flatMap((name) => new RegExp(`^${journalName('(.+)')}$`).exec(name)?.[1] ?? []);
}

/**
 * Does a strict write, and when the disk refuses it, once more if something could be given up for
 * it. Faults of our own (a shift that is open already) pass through untouched.
 */
export async function insist<T>(db: JournalDb, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (fault) {
    if (!isDiskFault(fault) || !(await db.onRefused(fault))) throw fault;
    return write();
  }
}

const DISK_FAULTS = new Set([
  'QuotaExceededError',
  'AbortError',
  'UnknownError',
  'InternalError',
  'InvalidStateError',
  'OpenFailedError',
  'TransactionInactiveError',
  // The browser closes a database that it cannot write to.
  'DatabaseClosedError',
]);

/** Whether a write failed because the browser could not make it durable. */
export function isDiskFault(fault: unknown): boolean {
  return fault instanceof Error && DISK_FAULTS.has(fault.name);
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
