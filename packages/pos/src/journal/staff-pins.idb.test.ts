import { expect, test } from 'vitest';
import { anEnrolledJournal } from '../testing/a-journal.ts';
import type { DeviceKeys } from '../device/device-keys.ts';
import { makeDeviceKeys } from '../device/device-keys.ts';
import { readMeta } from './journal-db.ts';
import { checkPin, keepPinVerifiers, type PinHash } from './staff-pins.ts';

const params = { m: 19_456, t: 2, p: 1 };
/** Stands for argon2id, whose own vector is in pin-hash.test.ts: here the throttle is proved. */
const hash: PinHash = (pin, salt) => Promise.resolve(`${salt}:${pin}`);

async function aTerminalWithPin() {
  const db = await anEnrolledJournal();
  const keys = (await readMeta(db, 'keys')) as DeviceKeys;
  const data = { name: 'Dilnoza', role: 'cashier' as const };
  const pin = { salt: 'salt', hash: 'salt:4821', params };
  await keepPinVerifiers(db, keys, [{ id: 'dilnoza', version: 1, data: { ...data, pin } }]);
  return { db, keys, data };
}

test('[PIN1] the journal keeps a seal of the hash and not the hash', async () => {
  const { db, keys } = await aTerminalWithPin();

  const [verifier] = await db.pins.toArray();

  expect(verifier).toMatchObject({ staffId: 'dilnoza', salt: 'salt', params });
  expect(JSON.stringify(verifier)).not.toContain('4821');
  expect(await checkPin(db, keys, hash, 'dilnoza', '4821', 0)).toEqual({ is: 'right' });
});

test('[PIN1] a verifier means nothing under another device’s key', async () => {
  const { db } = await aTerminalWithPin();

  const elsewhere = await checkPin(db, await makeDeviceKeys(), hash, 'dilnoza', '4821', 0);

  expect(elsewhere).toEqual({ is: 'wrong', triesLeft: 4 });
});

test('[PIN2] after five wrong PINs even the right one waits, twice as long each time', async () => {
  const { db, keys } = await aTerminalWithPin();
  const wrong = (nowMs: number) => checkPin(db, keys, hash, 'dilnoza', '0000', nowMs);

  for (const triesLeft of [4, 3, 2, 1]) expect(await wrong(0)).toEqual({ is: 'wrong', triesLeft });
  expect(await wrong(0)).toEqual({ is: 'locked', lockedMs: 30_000 });
  expect(await checkPin(db, keys, hash, 'dilnoza', '4821', 1000)).toEqual({
    is: 'locked',
    lockedMs: 29_000,
  });
  expect(await wrong(30_000)).toEqual({ is: 'locked', lockedMs: 60_000 });
  expect(await checkPin(db, keys, hash, 'dilnoza', '4821', 90_000)).toEqual({ is: 'right' });
  expect(await wrong(90_000)).toEqual({ is: 'wrong', triesLeft: 4 });
});

test('[PIN2] the throttle survives a restart', async () => {
  const { db, keys } = await aTerminalWithPin();
  for (let i = 0; i < 5; i++) await checkPin(db, keys, hash, 'dilnoza', '0000', 0);

  db.close();
  await db.open();

  expect(await checkPin(db, keys, hash, 'dilnoza', '4821', 0)).toMatchObject({ is: 'locked' });
});

test('[PIN3] who lost the PIN in the office has none here', async () => {
  const { db, keys, data } = await aTerminalWithPin();

  await keepPinVerifiers(db, keys, [{ id: 'dilnoza', version: 2, data: { ...data, pin: null } }]);

  expect(await checkPin(db, keys, hash, 'dilnoza', '4821', 0)).toEqual({ is: 'none' });
});
