import type { EnrolBeginAnswer } from '@oson/contract';
import Dexie, { type Table } from 'dexie';
import type { DeviceKeys } from './device-keys.ts';

/** Which terminal this browser is now; its journal stands in a database named after it. */
export type ActiveTerminal = { terminalId: string; incarnation: string };
/** An enrolment under way survives a reload: the office has perhaps claimed the code already. */
export type Enrolling = { keys: DeviceKeys; begun: EnrolBeginAnswer };

/** A link's code with the key it is redeemed for: a second try after a cut must show the same key. */
export type Redeeming = { code: string; keys: DeviceKeys };

type DeviceKv = { active: ActiveTerminal; enrolling: Enrolling; redeeming: Redeeming };
type DeviceDb = Dexie & { kv: Table<{ key: string; value: unknown }, string> };

const NAME = 'oson-device';

let opened: DeviceDb | null = null;

function deviceDb(): DeviceDb {
  if (opened) return opened;
  const db = new Dexie(NAME, { chromeTransactionDurability: 'strict' }) as DeviceDb;
  db.version(1).stores({ kv: '&key' });
  opened = db;
  return db;
}

/** Reads what this browser keeps about itself, outside any terminal's journal. */
export async function readDevice<K extends keyof DeviceKv>(key: K): Promise<DeviceKv[K] | null> {
  const row = await deviceDb().kv.get(key);
  return row ? (row.value as DeviceKv[K]) : null;
}

/** Keeps it; null forgets it. Resolves after the strict write. */
export async function writeDevice<K extends keyof DeviceKv>(
  key: K,
  value: DeviceKv[K] | null,
): Promise<void> {
  if (value === null) await deviceDb().kv.delete(key);
  else await deviceDb().kv.put({ key, value });
}
