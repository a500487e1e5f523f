import {
  type ATenant,
  aTenant,
  meetAtTheCounter,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { argon2id } from 'hash-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listStaff } from './list-staff.ts';
import { newPin } from './pin.ts';
import { addStaff, archiveStaff, changeStaff, setStaffPin } from './staff-acts.ts';
import { welcomeManager } from './staff-of-user.ts';

let base: TestDatabase;
let chain: ATenant;
beforeAll(async () => {
  base = await testDatabase();
  chain = await aTenant(base.db);
});
afterAll(() => base.close());

const inChain = <T>(act: Parameters<typeof base.db.inTenant<T>>[1]) =>
  base.db.inTenant<T>(chain.tenantId, act);
const owner = () => ({ userId: chain.ownerUserId, role: 'owner' as const });
const manager = () => ({ userId: chain.ownerUserId, role: 'manager' as const });
const cashier = () => ({ name: 'Javohir', role: 'cashier' as const, storeIds: [chain.storeId] });

test('[PIN1] a PIN is kept as argon2id with its own salt and parameters, the digits nowhere', async () => {
  const pin = await newPin('2468');
  const { id } = await inChain((tx) => addStaff(tx, { ...cashier(), pin, by: owner() }));
  const row = await inChain((tx) => tx.staff.findFirstOrThrow({ where: { id } }));
  expect(row.pinParams).toEqual({ m: 19_456, t: 2, p: 1 });
  const again = await argon2id({
    password: '2468',
    salt: Buffer.from(row.pinSalt ?? '', 'base64url'),
    memorySize: 19_456,
    iterations: 2,
    parallelism: 1,
    hashLength: 32,
    outputType: 'hex',
  });
  expect(row.pinHash).toBe(again);
  expect(JSON.stringify(await inChain((tx) => listStaff(tx, {})))).not.toContain(row.pinHash);
});

test.each([
  ['cashier', '123'],
  ['cashier', '1234567'],
  ['cashier', '12a4'],
  ['cashier', '1111'],
  ['cashier', '1234'],
  ['manager', '24681'],
  ['manager', '987654'],
  ['owner', '246'],
] as const)('[S23] no PIN for a %s: %s', async (role, pin) => {
  const person = { ...cashier(), role, pin: await newPin(pin), by: owner() };
  await expect(inChain((tx) => addStaff(tx, person))).rejects.toThrow('BAD_PIN');
});

test('a changed PIN raises its version and names the person in the feed', async () => {
  const before = await inChain((tx) => tx.tenantSeq.findFirstOrThrow());
  const pin = await newPin('9753');
  await inChain((tx) => setStaffPin(tx, { id: chain.staff.cashier, pin, by: manager() }));
  const row = await inChain((tx) =>
    tx.staff.findFirstOrThrow({ where: { id: chain.staff.cashier } }),
  );
  expect(row.pinVersion).toBe(1);
  const named = await inChain((tx) => tx.changeRow.findMany({ where: { n: { gt: before.n } } }));
  expect(named.map(({ kind, rowId }) => [kind, rowId])).toEqual([['staff', chain.staff.cashier]]);
});

test('[S28] a manager never touches an owner: not the PIN, the role, nor the row', async () => {
  const id = chain.staff.owner;
  const pin = await newPin('975310');
  await expect(inChain((tx) => setStaffPin(tx, { id, pin, by: manager() }))).rejects.toThrow(
    'NOT_ALLOWED',
  );
  await expect(
    inChain((tx) => archiveStaff(tx, { id, archived: true, by: manager() })),
  ).rejects.toThrow('NOT_ALLOWED');
  await expect(
    inChain((tx) => addStaff(tx, { ...cashier(), role: 'owner', by: manager() })),
  ).rejects.toThrow('NOT_ALLOWED');
});

test('the last owner can neither leave nor become less', async () => {
  const id = chain.staff.owner;
  await expect(
    inChain((tx) => archiveStaff(tx, { id, archived: true, by: owner() })),
  ).rejects.toMatchObject({ details: { why: 'last-owner' } });
  const less = { ...cashier(), id, version: 1, by: owner() };
  await expect(inChain((tx) => changeStaff(tx, less))).rejects.toMatchObject({
    details: { why: 'last-owner' },
  });
});

test('of two last owners who leave at once one stays', async () => {
  const { tenantId, staff } = await aTenant(base.db);
  const inShop = <T>(act: Parameters<typeof base.db.inTenant<T>>[1]) =>
    base.db.inTenant<T>(tenantId, act);
  const second = { name: 'Ikkinchi', role: 'owner' as const, storeIds: [], by: owner() };
  const { id } = await inShop((tx) => addStaff(tx, second));
  const leave = (who: string) => () =>
    inShop((tx) => archiveStaff(tx, { id: who, archived: true, by: owner() }));
  const left = await meetAtTheCounter(base, tenantId, [leave(id), leave(staff.owner)]);
  expect(left).toMatchObject([
    { status: 'fulfilled' },
    { reason: { details: { why: 'last-owner' } } },
  ]);
  const owners = await inShop((tx) =>
    tx.staff.count({ where: { role: 'owner', archivedAt: null } }),
  );
  expect(owners).toBe(1);
});

test('a cashier who becomes manager needs a new, longer PIN', async () => {
  const pin = await newPin('2468');
  const { id } = await inChain((tx) => addStaff(tx, { ...cashier(), pin, by: owner() }));
  const raised = { ...cashier(), role: 'manager' as const, id, version: 1, by: owner() };
  await inChain((tx) => changeStaff(tx, raised));
  const row = await inChain((tx) => tx.staff.findFirstOrThrow({ where: { id } }));
  expect(row).toMatchObject({ role: 'manager', pinHash: null, version: 2 });
  await expect(inChain((tx) => changeStaff(tx, raised))).rejects.toThrow('CHANGED_MEANWHILE');
});

test('a store of somebody else is no store to work in', async () => {
  const other = await aTenant(base.db);
  const person = { ...cashier(), storeIds: [other.storeId], by: owner() };
  await expect(inChain((tx) => addStaff(tx, person))).rejects.toThrow('BAD_INPUT');
});

test('who leaves is off the list and can come back; a joined manager is welcomed once', async () => {
  const { id } = await inChain((tx) => addStaff(tx, { ...cashier(), name: 'Ketgan', by: owner() }));
  await inChain((tx) => archiveStaff(tx, { id, archived: true, by: manager() }));
  const names = async (archived: boolean) =>
    (await inChain((tx) => listStaff(tx, { archived }))).rows.map((row) => row.name);
  expect(await names(false)).not.toContain('Ketgan');
  expect(await names(true)).toEqual(['Ketgan']);
  await inChain((tx) => archiveStaff(tx, { id, archived: false, by: manager() }));
  expect(await names(false)).toContain('Ketgan');
  const person = { userId: crypto.randomUUID(), name: 'Sherzod' };
  await inChain((tx) => welcomeManager(tx, person));
  await inChain((tx) => welcomeManager(tx, person));
  const found = await inChain((tx) => listStaff(tx, { search: 'sherz' }));
  expect(found.rows).toMatchObject([{ role: 'manager', storeIds: [chain.storeId] }]);
});
