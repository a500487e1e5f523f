import { uuidv7Now } from '@oson/db';
import {
  type ATenant,
  aSaleBody,
  aTenant,
  aJournal,
  type TestDatabase,
  testDatabase,
} from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyPush } from '../sync/index.ts';
import { searchTenants } from './search-tenants.ts';
import {
  endSupportAccess,
  findSupportAccess,
  openSupportAccess,
  revealContacts,
  setSuspended,
} from './support-access.ts';
import { readTenantHealth } from './tenant-health.ts';
import { readTenantView, VIEWS } from './tenant-view.ts';

let base: TestDatabase;
let chain: ATenant;
let receipt: string;
const support = { userId: uuidv7Now() };
const read = { ...support, reason: 'a test of the desk', action: 'support.test' };

beforeAll(async () => {
  base = await testDatabase();
  await aTenant(base.db, { name: 'Boshqa doʻkon' });
  chain = await aTenant(base.db, { name: 'Zarafshon Savdo', stock: 0 });
  await base.db.auth.user.update({
    where: { id: chain.ownerUserId },
    data: { phoneNumber: '+998901234567', name: 'Gulbahor' },
  });
  await base.db.inTenant(chain.tenantId, (tx) =>
    tx.store.updateMany({ data: { tin: '301234567' } }),
  );
  const journal = aJournal(chain);
  const sale = aSaleBody(chain);
  receipt = sale.receiptNumber;
  const op = journal.seal('sale', sale);
  const { terminalId, incarnationId: incarnation } = chain.terminal;
  const { tenantId, storeId } = chain;
  const access = { tenantId, storeId, terminalId, incarnation, state: 'live' as const };
  await applyPush(base.db, access, { incarnation, ops: [{ opId: op.opId, raw: op }] }, Date.now());
});
afterAll(() => base.close());

const search = (text?: string) =>
  base.db.asSupport(read, (tx) => searchTenants(tx, text ? { search: text } : {}));
const health = () =>
  base.db.asSupport(read, (tx) => readTenantHealth(tx, chain.tenantId, Date.now()));

test('a name, phone, e-mail, TIN or receipt number leads to the tenant', async () => {
  expect((await search()).rows).toHaveLength(2);
  const found = async (text: string) =>
    (await search(text)).rows.map((row) => [row.name, row.matched]);
  expect(await found('zarafshon')).toEqual([['Zarafshon Savdo', 'name']]);
  expect(await found('90 123 45 67')).toEqual([['Zarafshon Savdo', 'phone']]);
  expect(await found(`owner-${chain.tenantId}@example.test`)).toEqual([
    ['Zarafshon Savdo', 'email'],
  ]);
  expect(await found('301234567')).toEqual([['Zarafshon Savdo', 'tin']]);
  expect(await found(receipt.toLowerCase())).toEqual([['Zarafshon Savdo', 'receipt']]);
  expect(await found('%')).toEqual([]);
  expect(await found('yoʻq narsa')).toEqual([]);
});

test('health tells of terminals, unsent sales and flags, with the phone masked', async () => {
  await base.db.inTenant(chain.tenantId, (tx) =>
    tx.terminalIncarnation.updateMany({
      data: {
        lastHelloAt: new Date(Date.now() - 26 * 3_600_000),
        maxSeq: 32,
        pendingCount: 31,
        pendingSum: 184_200_000n,
        storage: { persisted: false, freeBytes: null, usedBytes: null },
      },
    }),
  );
  await base.db.jobs.$executeRaw`
    insert into jobs.run (id, function_id, status, event)
    values ('run-1', 'flag-notice', 'failed', ${{ data: { tenantId: chain.tenantId } }}::jsonb),
      ('run-2', 'flag-notice', 'failed', ${{ data: { tenantId: uuidv7Now() } }}::jsonb)`;
  const seen = await health();
  expect(seen.jobs).toMatchObject({ failed: 1, lastFailed: 'flag-notice' });
  expect(seen.terminals).toMatchObject([
    { pendingCount: 31, pendingSum: 184_200_000, storageProtected: false, held: 1 },
  ]);
  expect(seen.flags.open).toBe(1);
  expect(seen.health.score).toBeLessThan(70);
  expect(seen.health.reasons[0]).toMatchObject({ code: 'silent', hours: 26, pendingCount: 31 });
  expect(seen.owners).toEqual([
    { name: 'Gulbahor', phone: '+998 90 ••• •• 67', email: expect.stringContaining('•••') },
  ]);
});

test('what came in a push after the hello is unsent no longer, in the list and in health', async () => {
  const tell = (maxSeq: number) =>
    base.db.inTenant(chain.tenantId, (tx) =>
      tx.terminalIncarnation.updateMany({ data: { maxSeq, pendingCount: 1, pendingSum: 500n } }),
    );
  const listed = async () => (await search('zarafshon')).rows[0];
  await tell(2);
  expect(await listed()).toMatchObject({ pendingCount: 1, pendingSum: 500 });
  await tell(1);
  expect(await listed()).toMatchObject({ pendingCount: 0, pendingSum: 0 });
  expect((await health()).terminals).toMatchObject([
    { held: 1, pendingCount: 0, pendingSum: 0, pendingOldestAt: null },
  ]);
});

test('[S27] a view needs a reason, lasts 30 minutes, and the tenant reads who looked and why', async () => {
  const { tenantId } = chain;
  const open = (reason: string) => openSupportAccess(base.db, { ...support, tenantId, reason });
  await expect(open('why')).rejects.toThrow('BAD_INPUT');
  const opened = await open('Chek topilmadi deb qoʻngʻiroq qildi');
  const find = (nowMs: number) =>
    base.db.asSupport(read, (tx) => findSupportAccess(tx, { ...support, tenantId, nowMs }));
  expect(await find(Date.now())).toEqual(opened);
  expect(await find(Date.now() + 31 * 60_000)).toBeNull();
  const stranger = { userId: uuidv7Now(), tenantId, nowMs: Date.now() };
  expect(await base.db.asSupport(read, (tx) => findSupportAccess(tx, stranger))).toBeNull();
  await endSupportAccess(base.db, { ...support, tenantId });
  expect(await find(Date.now())).toBeNull();
  const log = await base.db.inTenant(tenantId, (tx) =>
    tx.auditEntry.findMany({ where: { actorKind: 'support' }, orderBy: { id: 'asc' } }),
  );
  expect(log.map((row) => [row.action, row.actorId])).toEqual([
    ['support.view-opened', support.userId],
    ['support.view-ended', support.userId],
  ]);
  expect(log[0]?.reason).toBe('Chek topilmadi deb qoʻngʻiroq qildi');
});

test('[S27] the view reads by pages and shows no cost, customer, PIN or key', async () => {
  const { tenantId } = chain;
  await base.db.inTenant(tenantId, async (tx) => {
    await tx.staff.updateMany({ data: { pinHash: 'pin-hash-canary', pinSalt: 'salt-canary' } });
    await tx.customer.create({
      data: { tenantId, id: uuidv7Now(), name: 'Mijoz-canary', phone: '+998935550000' },
    });
  });
  for (const view of VIEWS) {
    const page = await base.db.asSupport(read, (tx) =>
      readTenantView(tx, { tenantId, view, limit: 2 }),
    );
    expect(JSON.stringify(page), view).not.toContain('canary');
    expect(page.rows.length, view).toBeLessThanOrEqual(2);
    if (!page.nextCursor) continue;
    const cursor = page.nextCursor;
    const next = await base.db.asSupport(read, (tx) =>
      readTenantView(tx, { tenantId, view, cursor, limit: 2 }),
    );
    const seen = new Set(page.rows.map((row) => row.id));
    expect(
      next.rows.filter((row) => seen.has(row.id)),
      view,
    ).toEqual([]);
    expect(next.rows.length, view).toBeGreaterThan(0);
  }
});

test('[CASE4] suspension and its end carry a typed reason, move the feed, and happen once', async () => {
  const { tenantId } = chain;
  const set = (suspended: boolean, reason = 'Toʻlov kelmadi, eslatildi') =>
    setSuspended(base.db, { ...support, tenantId, suspended, reason });
  await expect(set(true, 'qisqa')).rejects.toThrow('BAD_INPUT');
  const status = () => base.db.inTenant(tenantId, (tx) => tx.tenantSettings.findFirstOrThrow());
  const feed = () => base.db.inTenant(tenantId, (tx) => tx.tenantSeq.findFirstOrThrow());
  const before = await feed();
  await set(true);
  expect(await status()).toMatchObject({ status: 'suspended' });
  expect((await feed()).n).toBe(before.n + 1n);
  await expect(set(true)).rejects.toThrow('CHANGED_MEANWHILE');
  await set(false);
  expect(await status()).toMatchObject({ status: 'active', suspendReason: null });
  const actions = await base.db.inTenant(tenantId, (tx) =>
    tx.auditEntry.findMany({
      where: { action: { in: ['support.suspended', 'support.resumed'] } },
      orderBy: { id: 'asc' },
    }),
  );
  expect(actions.map((row) => row.action)).toEqual(['support.suspended', 'support.resumed']);
});

test('revealing a phone is an act of its own in the tenant’s log', async () => {
  const { tenantId } = chain;
  const reason = 'Egasiga qoʻngʻiroq qilish kerak';
  const shown = await revealContacts(base.db, { ...support, tenantId, reason });
  expect(shown).toMatchObject([{ name: 'Gulbahor', phone: '+998901234567' }]);
  const logged = await base.db.inTenant(tenantId, (tx) =>
    tx.auditEntry.count({ where: { action: 'support.contacts-revealed', reason } }),
  );
  expect(logged).toBe(1);
});

test('support sees how complete the sales are and which terminal came back after a restore', async () => {
  const { tenantId } = chain;
  const { incarnationId: id } = chain.terminal;
  const oldest = new Date(Date.now() - 60_000);
  await base.db.inTenant(tenantId, async (tx) => {
    await tx.terminalIncarnation.updateMany({
      where: { id },
      data: {
        lastHelloAt: new Date(),
        maxSeq: 4,
        pendingCount: 3,
        pendingSum: 900n,
        pendingOldestAt: oldest,
      },
    });
    await tx.terminal.updateMany({ data: { recoveredAt: new Date() } });
  });
  const { received, terminals } = await health();
  expect(received).toMatchObject({ through: oldest.getTime(), pending: 3, pendingSum: 900 });
  expect(terminals).toMatchObject([{ unconfirmed: true }]);
});
