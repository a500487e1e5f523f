import {
  type ATenant,
  aJournal,
  aSaleBody,
  aTenant,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { applyPush } from '../sync/apply-push.ts';
import { closedTimes, holdBackOf, isOver } from '../sync/hold-back.ts';
import { acceptHeldBack } from '../sync/retry-quarantined.ts';
import type { Sender } from '../sync/stored-operation.ts';
import { closeTenant, eraseClosedTenant, reopenTenant } from './close-tenant.ts';

const DAY_MS = 24 * 3_600_000;
let at: TestDatabase;
let shop: ATenant;
beforeAll(async () => {
  at = await testDatabase();
});
afterAll(() => at.close());
beforeEach(async () => {
  shop = await aTenant(at.db);
});
const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const by = (nowMs = Date.now()) => ({ userId: shop.ownerUserId, nowMs });
const sender = (closedAtMs: number): Sender => ({
  tenantId: shop.tenantId,
  storeId: shop.storeId,
  terminalId: shop.terminal.terminalId,
  state: 'live',
  closedAtMs,
});

test('[CASE5] for 30 days a closed chain sells on, then what comes is stored, then nothing is taken', async () => {
  const now = Date.now();
  const closed = sender(now);
  expect(holdBackOf(closed, now + 29 * DAY_MS)).toBeUndefined();
  expect(holdBackOf(closed, now + 31 * DAY_MS)).toBe('closed');
  expect(isOver(closed, now + 119 * DAY_MS)).toBeNull();
  expect(isOver(closed, now + 121 * DAY_MS)).toBe('closed');
  expect(closedTimes(now)).toEqual({ sendUntil: now + 30 * DAY_MS, keptUntil: now + 120 * DAY_MS });
  const raw = aJournal(shop).seal('sale', aSaleBody(shop));
  const push = { incarnation: raw.incarnation, ops: [{ opId: raw.opId, raw }] };
  const { results } = await applyPush(at.db, sender(now - 31 * DAY_MS), push, now);
  expect(results).toMatchObject([{ r: 'quarantined' }]);
  expect(await inShop((tx) => tx.sale.count())).toBe(0);
  const accepted = await acceptHeldBack(at.db, shop.tenantId, { opIds: [raw.opId], ...by() });
  expect(accepted).toEqual({ tried: 1, posted: 1 });
});

test('[CASE2] a revoked terminal is heard for 90 days', () => {
  const now = Date.now();
  const revoked: Sender = { ...sender(0), closedAtMs: null, state: 'revoked', revokedAtMs: now };
  expect(holdBackOf(revoked, now)).toBe('revoked');
  expect(isOver(revoked, now + 89 * DAY_MS)).toBeNull();
  expect(isOver(revoked, now + 91 * DAY_MS)).toBe('revoked');
});

test('[CASE5] the owner closes, and takes it back within 30 days', async () => {
  const now = Date.now();
  await inShop((tx) => closeTenant(tx, by(now)));
  await expect(inShop((tx) => closeTenant(tx, by(now)))).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
  await inShop((tx) => reopenTenant(tx, by(now + 29 * DAY_MS)));
  await inShop((tx) => closeTenant(tx, by(now)));
  await expect(inShop((tx) => reopenTenant(tx, by(now + 31 * DAY_MS)))).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
});

test('[CASE5] after 120 days every row is gone, of this chain and of no other', async () => {
  const other = await aTenant(at.db);
  const rowsOf = async (tenantId: string) => {
    const tables = await at.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'tenant_id'`,
    );
    let rows = 0;
    for (const { name } of tables) {
      const [row] = await at.query<{ count: string }>(
        `select count(*) from ${name} where tenant_id = $1`,
        [tenantId],
      );
      rows += Number(row?.count ?? 0);
    }
    return rows;
  };
  const before = await rowsOf(other.tenantId);
  await inShop((tx) => closeTenant(tx, by()));
  expect(await eraseClosedTenant(at.db, shop.tenantId)).toBe(false);
  await at.query(
    `update tenant_settings set closed_at = now() - interval '121 days' where tenant_id = $1`,
    [shop.tenantId],
  );
  expect(await eraseClosedTenant(at.db, other.tenantId)).toBe(false);
  expect(await eraseClosedTenant(at.db, shop.tenantId)).toBe(true);
  expect(await rowsOf(shop.tenantId)).toBe(0);
  expect(await rowsOf(other.tenantId)).toBe(before);
  const chains = await at.db.auth.organization.findMany({ select: { id: true } });
  expect(chains.map(({ id }) => id)).not.toContain(shop.tenantId);
});

test('[CASE5] a chain whose rows are gone loses its account row too, when a crash came in between', async () => {
  await inShop((tx) => closeTenant(tx, by()));
  await at.query(
    `update tenant_settings set closed_at = now() - interval '121 days' where tenant_id = $1`,
    [shop.tenantId],
  );
  expect(await at.db.eraseClosed(shop.tenantId)).toBe(true);
  expect(await eraseClosedTenant(at.db, shop.tenantId)).toBe(true);
  const { tenantId: organizationId } = shop;
  expect(await at.db.auth.organization.count({ where: { id: organizationId } })).toBe(0);
  expect(await at.db.auth.member.count({ where: { organizationId } })).toBe(0);
});
