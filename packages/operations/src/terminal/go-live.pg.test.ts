import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sender } from '../sync/stored-operation.ts';
import { goLive } from './go-live.ts';
import { listTerminals } from './list-terminals.ts';
import { revokeTerminal } from './revoke-terminal.ts';

let at: TestDatabase;
let shop: ATenant;
let sender: Sender;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db, { terminalState: 'practice' });
  sender = { ...shop.terminal, tenantId: shop.tenantId, state: 'practice' };
  await inShop((tx) => tx.product.updateMany({ data: { sample: true } }));
});
const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const owner = () => inShop((tx) => tx.staff.findFirstOrThrow({ where: { role: 'owner' } }));
const start = (over: Partial<Parameters<typeof goLive>[2]> = {}) =>
  goLive(at.db, sender, { keepSampleGoods: true, pin: '482913', ...over });

test('[CASE18] the practice terminal becomes live and the owner has a PIN that is stored nowhere', async () => {
  const { staffId } = await start();
  const row = await owner();
  expect(staffId).toBe(row.id);
  expect(row.pinHash).toMatch(/^[0-9a-f]{64}$/);
  expect(row.pinParams).toEqual({ m: 19_456, t: 2, p: 1 });
  expect(JSON.stringify(row)).not.toContain('482913');
  const terminal = await inShop((tx) => tx.terminal.findFirstOrThrow());
  expect(terminal.state).toBe('live');
  const told = await inShop((tx) => tx.changeRow.findMany({ where: { kind: 'staff' } }));
  expect(told.map(({ rowId }) => rowId)).toEqual([staffId]);
  expect(await inShop((tx) => tx.product.count({ where: { archivedAt: null } }))).toBe(3);
});

test('sample goods leave when they are not wanted', async () => {
  await start({ keepSampleGoods: false });
  expect(await inShop((tx) => tx.product.count({ where: { archivedAt: null } }))).toBe(0);
  const gone = await inShop((tx) =>
    tx.changeRow.findMany({ where: { kind: 'sku', n: shop.n + 1 } }),
  );
  expect(gone).toHaveLength(3);
});

test('asked again, a live terminal changes no PIN and takes no goods away', async () => {
  await start();
  const { pinHash } = await owner();
  await start({ pin: '771204', keepSampleGoods: false });
  expect((await owner()).pinHash).toBe(pinHash);
  expect(await inShop((tx) => tx.product.count({ where: { archivedAt: null } }))).toBe(3);
});

test('a PIN that is none, and a revoked terminal, are refused', async () => {
  for (const pin of ['1234', '111111', '123456', 'abcdef']) {
    await expect(start({ pin })).rejects.toMatchObject({ code: 'BAD_PIN' });
  }
  sender = { ...sender, state: 'revoked' };
  await expect(start()).rejects.toMatchObject({ code: 'TERMINAL_REVOKED' });
});

test('[RESTORE8] a revoked terminal is listed as such, and its keys are pulled as revoked', async () => {
  const { terminalId } = shop.terminal;
  await inShop((tx) => revokeTerminal(tx, { terminalId, userId: shop.ownerUserId }));
  await inShop((tx) => revokeTerminal(tx, { terminalId, userId: shop.ownerUserId }));
  const { rows } = await inShop((tx) => listTerminals(tx, {}));
  expect(rows).toMatchObject([
    { id: terminalId, state: 'revoked', pending: { count: 0 }, owed: 0 },
  ]);
  const told = await inShop((tx) => tx.changeRow.findMany({ where: { kind: 'terminal' } }));
  expect(told.map(({ rowId }) => rowId)).toEqual([shop.terminal.incarnationId]);
});
