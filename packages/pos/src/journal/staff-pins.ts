import type { PullData } from '@oson/contract';
import type { DeviceKeys } from '../device/device-keys.ts';
import { pinMac } from '../device/device-keys.ts';
import type { JournalDb, PinVerifier } from './journal-db.ts';

/** argon2id of a PIN as the server computes it: lower-case hex. */
export type PinHash = (
  pin: string,
  salt: string,
  params: { m: number; t: number; p: number },
) => Promise<string>;

export type StaffRow = { id: string; version: number; data?: PullData['staff'] };

export type PinAnswer =
  | { is: 'right' }
  | { is: 'wrong'; triesLeft: number }
  | { is: 'locked'; lockedMs: number }
  | { is: 'none' };

const TRIES = 5;
const FIRST_LOCK_MS = 30_000;
const LOCK_MS_MAX = 15 * 60_000;

/** Keeps what is needed to check PINs offline and drops what came from the server (PIN1). */
export async function keepPinVerifiers(
  db: JournalDb,
  keys: DeviceKeys,
  rows: readonly StaffRow[],
): Promise<void> {
  const gone: string[] = [];
  const kept: PinVerifier[] = [];
  for (const row of rows) {
    const pin = row.data?.pin;
    if (!pin) {
      gone.push(row.id);
      continue;
    }
    const mac = await pinMac(keys, pin.hash);
    const { salt, params } = pin;
    kept.push({ staffId: row.id, version: row.version, salt, params, mac });
  }
  await db.transaction('rw', db.pins, async () => {
    await db.pins.bulkDelete(gone);
    await db.pins.bulkPut(kept);
  });
}

/**
 * Checks a typed PIN on this device alone. Wrong ones are counted in the journal before they are
 * answered, so pulling the plug gives no further try.
 */
export async function checkPin(
  db: JournalDb,
  keys: DeviceKeys,
  hash: PinHash,
  staffId: string,
  pin: string,
  nowMs: number,
): Promise<PinAnswer> {
  const verifier = await db.pins.get(staffId);
  if (!verifier) return { is: 'none' };
  const throttle = await db.throttles.get(staffId);
  const lockedMs = lockLeft(throttle?.lockedUntil ?? 0, nowMs);
  if (lockedMs > 0) return { is: 'locked', lockedMs };
  const mac = await pinMac(keys, await hash(pin, verifier.salt, verifier.params));
  if (mac === verifier.mac) {
    await db.throttles.delete(staffId);
    return { is: 'right' };
  }
  const wrong = (throttle?.wrong ?? 0) + 1;
  const pause = lockAfter(wrong);
  await db.throttles.put({ staffId, wrong, lockedUntil: pause === 0 ? 0 : nowMs + pause });
  return pause > 0 ? { is: 'locked', lockedMs: pause } : { is: 'wrong', triesLeft: TRIES - wrong };
}

/** A clock set back must not lock a cashier out for longer than the longest pause. */
function lockLeft(lockedUntil: number, nowMs: number): number {
  return Math.min(Math.max(0, lockedUntil - nowMs), LOCK_MS_MAX);
}

/** From the fifth wrong PIN on every further one waits twice as long, at most a quarter of an hour. */
function lockAfter(wrong: number): number {
  if (wrong < TRIES) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** (wrong - TRIES), LOCK_MS_MAX);
}
