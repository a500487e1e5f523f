import type { SupportTx, TenantTx } from '@oson/db';
import type { AuditAction } from '@oson/messages/admin';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from './list-audit.ts';
import { verifyAudit } from './verify-audit.ts';
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

describe('[S29] the chain of the log', () => {
  const check = (tenant: ATenant) => base.db.inTenant(tenant.tenantId, (tx) => verifyAudit(tx));
  /** A log of five rows in which whoever holds the database then does something. */
  async function tampered(how: (ids: string[], tenantId: string) => string[]) {
    const tenant = await aTenant(base.db);
    for (let index = 0; index < 5; index++) await write(tenant, 'store.changed', `Store ${index}`);
    const { rows } = await base.db.inTenant(tenant.tenantId, (tx) => listAudit(tx, {}));
    const ids = rows.map((row) => row.id).toReversed();
    for (const sql of how(ids, tenant.tenantId)) await base.query(sql);
    return check(tenant);
  }

  test('holds over acts that come at once, one by one and from support', async () => {
    const tenant = await aTenant(base.db);
    const acts = Array.from({ length: 20 }, (_, index) =>
      write(tenant, 'store.changed', `Store ${index}`),
    );
    await Promise.all(acts);
    const read = { userId: tenant.ownerUserId, tenantId: tenant.tenantId };
    await base.db.asSupport({ ...read, reason: 'a look', action: 'support.test' }, async () => 1);
    const whole = await check(tenant);
    expect(whole).toMatchObject({ entries: 21, head: { n: 21 }, brokenAt: null, unlinked: 0 });
    expect((await check(tenant)).head).toEqual(whole.head);
    expect((await check(await aTenant(base.db))).head).toBeNull();
  });

  test.each([
    [
      'another word in a row',
      (ids: string[]) => [`update audit_entry set subject = 'other' where id = '${ids[1]}'`],
      { brokenAt: 2, unlinked: 0 },
    ],
    [
      'another time',
      (ids: string[]) => [
        `update audit_entry set at = at - interval '1 day' where id = '${ids[3]}'`,
      ],
      { brokenAt: 4 },
    ],
    [
      'a row taken out with its link',
      (ids: string[]) => [`delete from audit_entry where id = '${ids[2]}'`],
      { brokenAt: 3, entries: 4 },
    ],
    [
      'a row put in past the trigger',
      (_ids: string[], tenantId: string) => [
        `alter table audit_entry disable trigger audit_entry_chained`,
        `insert into audit_entry (tenant_id, id, actor_kind, action)
          values ('${tenantId}', gen_random_uuid(), 'user', 'staff.added')`,
        `alter table audit_entry enable trigger audit_entry_chained`,
      ],
      { brokenAt: null, unlinked: 1 },
    ],
    [
      'two rows that change places',
      (ids: string[]) => [
        `delete from audit_chain where entry_id in ('${ids[0]}', '${ids[1]}')`,
        `insert into audit_chain select tenant_id, 1, '${ids[1]}', audit_hash('', e)
          from audit_entry e where id = '${ids[1]}'`,
      ],
      { brokenAt: 2, unlinked: 1 },
    ],
  ])('is broken by %s', async (_what, how, wanted) => {
    expect(await tampered(how)).toMatchObject(wanted);
  });

  test('the application may neither change a link nor take one out', async () => {
    await write(chain, 'staff.added', 'Aziza');
    const inChain = (act: (tx: TenantTx) => Promise<unknown>) =>
      base.db.inTenant(chain.tenantId, act);
    await expect(inChain((tx) => tx.$executeRaw`update audit_chain set hash = ''`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(inChain((tx) => tx.$executeRaw`delete from audit_chain`)).rejects.toThrow(
      /permission denied/,
    );
  });
});
