import type { SupportTx, TenantTx } from '@oson/db';
import type { AuditAction } from '@oson/messages/admin';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from './list-audit.ts';
import { writeAudit } from './write-audit.ts';

let base: TestDatabase;
let chain: ATenant;
let other: ATenant;
beforeAll(async () => {
  base = await testDatabase();
  [chain, other] = [await aTenant(base.db), await aTenant(base.db)];
});
afterAll(() => base.close());

const write = (tenant: ATenant, action: AuditAction, subject: string) =>
  base.db.inTenant(tenant.tenantId, (tx) =>
    writeAudit(tx, { actorKind: 'user', actorId: tenant.ownerUserId, action, subject }),
  );

test('[S29] what is written in the log stays: the application may neither change nor delete it', async () => {
  await write(chain, 'staff.added', 'Dilnoza');
  const inChain = (act: (tx: TenantTx) => Promise<unknown>) =>
    base.db.inTenant(chain.tenantId, act);
  await expect(
    inChain((tx) => tx.auditEntry.updateMany({ data: { action: 'nothing' } })),
  ).rejects.toThrow(/permission denied/);
  await expect(inChain((tx) => tx.auditEntry.deleteMany({}))).rejects.toThrow(/permission denied/);
  await expect(
    inChain((tx) => tx.$executeRaw`update audit_entry set reason = 'other'`),
  ).rejects.toThrow(/permission denied/);
  await expect(inChain((tx) => tx.$executeRaw`truncate audit_entry`)).rejects.toThrow(
    /permission denied/,
  );
});

test('[S29] support writes only as support, and changes nothing that is written', async () => {
  const read = { userId: chain.ownerUserId, reason: 'a test of the log', action: 'support.test' };
  const asSupport = (act: (tx: SupportTx) => Promise<unknown>) => base.db.asSupport(read, act);
  const forged = {
    tenantId: chain.tenantId,
    id: crypto.randomUUID(),
    actorKind: 'user',
    action: 'staff.added',
  };
  await expect(asSupport((tx) => tx.auditEntry.createMany({ data: [forged] }))).rejects.toThrow(
    /row-level security|permission denied/,
  );
  await expect(
    asSupport((tx) => tx.$executeRaw`update audit_entry set reason = 'other'`),
  ).rejects.toThrow(/permission denied/);
  await expect(asSupport((tx) => tx.$executeRaw`delete from audit_entry`)).rejects.toThrow(
    /permission denied/,
  );
});

test('the log is read newest first, by pages and by words, and only one’s own', async () => {
  for (let index = 0; index < 5; index++) await write(chain, 'store.changed', `Store ${index}`);
  await write(other, 'store.changed', 'Foreign');
  const page = (filter: Parameters<typeof listAudit>[1]) =>
    base.db.inTenant(chain.tenantId, (tx) => listAudit(tx, filter));
  const first = await page({ limit: 3 });
  expect(first.rows.map((row) => row.subject)).toEqual(['Store 4', 'Store 3', 'Store 2']);
  const second = await page({ limit: 50, cursor: first.nextCursor ?? '' });
  expect(second.rows.map((row) => row.subject)).toEqual(['Store 1', 'Store 0', 'Dilnoza']);
  expect(second.nextCursor).toBeNull();
  expect((await page({ search: 'dilno' })).rows).toHaveLength(1);
  expect((await page({ search: 'Foreign' })).rows).toEqual([]);
  expect((await page({ actorKind: 'support' })).rows).toEqual([]);
});
