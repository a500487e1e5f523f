import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eraseBody } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { type ATenant, aJournal, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aPusher } from '../sync/a-pusher.ts';
import { revokeForGood } from '../terminal/revoke-terminal.ts';
import { bindOwner } from './bind-owner.ts';
import { confirmForTenant, confirmTerminal } from './confirm-terminal.ts';
import { eraseCustomer } from './erase-customer.ts';
import { fileLedger } from './outside-ledger.ts';
import { reapplyOutside } from './reapply-outside.ts';

let at: TestDatabase;
let shop: ATenant;
let folder: string;
beforeAll(async () => {
  at = await testDatabase();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-outside-'));
});
afterAll(async () => {
  fs.rmSync(folder, { recursive: true });
  await at.close();
});
beforeEach(async () => {
  shop = await aTenant(at.db);
});
const inShop = <T>(act: Parameters<typeof at.db.inTenant<T>>[1]) =>
  at.db.inTenant(shop.tenantId, act);
const nowMs = Date.now();

async function aCustomer() {
  const customerId = uuidv7Now();
  const op = aJournal(shop).seal('customer.create', {
    customerId,
    staffId: shop.staff.cashier,
    name: 'Nodira',
    phone: '+998901112233',
  });
  await aPusher(at.db, shop, shop.terminal).push([op]);
  return { customerId, op };
}

/** What the feed says became of an operation, once for each change. */
const told = (opId: string) =>
  inShop(async (tx) => {
    const rows = await tx.changeRow.findMany({ where: { kind: 'outcome', rowId: opId } });
    const result = await tx.opResult.findFirst({ where: { opId }, orderBy: { attempt: 'desc' } });
    return rows.map(() => result?.state);
  });

test('[RESTORE9] an erased customer is erased again after a restore, by digests that name nobody', async () => {
  const ledger = fileLedger(path.join(folder, 'erased.jsonl'));
  const { customerId, op } = await aCustomer();
  const restored = await inShop((tx) => tx.opPrivate.findFirstOrThrow());
  const who = { customerId, userId: shop.ownerUserId, nowMs };
  await eraseCustomer(at.db, ledger, shop.tenantId, who);
  expect(await inShop((tx) => tx.opPrivate.count())).toBe(0);
  expect(await told(op.opId)).toEqual(['erased']);
  const kept = fs.readFileSync(path.join(folder, 'erased.jsonl'), 'utf8');
  expect(kept).not.toMatch(new RegExp(`Nodira|998901112233|${customerId}`));
  // A restore brings the person back, and takes back what terminals were told.
  const { tenantId } = shop;
  await at.query(`delete from op_result where tenant_id = $1 and state = 'erased'`, [tenantId]);
  await at.query(`delete from change_row where tenant_id = $1 and kind = 'outcome'`, [tenantId]);
  await inShop((tx) => tx.opPrivate.create({ data: restored }));
  await inShop((tx) =>
    tx.customer.updateMany({ data: { name: 'Nodira', phone: '+998901112233', archivedAt: null } }),
  );
  expect(await reapplyOutside(at.db, ledger, { nowMs })).toEqual({ revoked: 0, erased: 1 });
  const row = await inShop((tx) => tx.customer.findFirstOrThrow());
  expect(row).toMatchObject({ name: '', phone: null });
  expect(await inShop((tx) => tx.opPrivate.count())).toBe(0);
  // [OP18] Offered again without its body it is what it was.
  const offered = await aPusher(at.db, shop, shop.terminal).push([eraseBody(op) as never]);
  expect(offered).toMatchObject([{ r: 'replayed', is: 'erased' }]);
  // [PULL4] The terminal that sealed it drops its body as well.
  expect(await told(op.opId)).toEqual(['erased']);
  await reapplyOutside(at.db, ledger, { nowMs });
  expect(await told(op.opId)).toEqual(['erased']);
});

test('an erased customer is gone from what lies in quarantine too, also when it is erased again', async () => {
  const ledger = fileLedger(path.join(folder, 'quarantined.jsonl'));
  const { customerId, op } = await aCustomer();
  const body = (op.body ?? '').replace('Nodira', 'Nodira-opa');
  const bent = { ...op, opId: uuidv7Now(), body };
  const sale = { ...bent, opId: uuidv7Now(), type: 'sale' };
  await aPusher(at.db, shop, shop.terminal).push([bent, sale]);
  const lying = () => inShop((tx) => tx.opQuarantine.findMany({ orderBy: { type: 'asc' } }));
  const before = await lying();
  expect(before.map(({ raw }) => raw.includes('Nodira-opa'))).toEqual([true, true]);
  const who = { customerId, userId: shop.ownerUserId, nowMs };
  await eraseCustomer(at.db, ledger, shop.tenantId, who);
  const cleared = { raw: '', resolution: 'erased', resolvedAt: new Date(nowMs) };
  const kept = { raw: before[1]?.raw, resolution: null };
  expect(await lying()).toMatchObject([cleared, kept]);
  const [first] = before;
  if (!first) throw new Error('nothing lay in quarantine');
  const data = { raw: first.raw, resolvedAt: null, resolution: null };
  await inShop((tx) => tx.opQuarantine.updateMany({ where: { id: first.id }, data }));
  await reapplyOutside(at.db, ledger, { nowMs });
  expect(await lying()).toMatchObject([cleared, kept]);
});

test('[RESTORE8] a line that a crash has torn takes no later one with it', async () => {
  const file = path.join(folder, 'torn.jsonl');
  const ledger = fileLedger(file);
  const fact = {
    kind: 'revoked',
    tenant: shop.tenantId,
    terminal: uuidv7Now(),
    at: nowMs,
  } as const;
  await ledger.append(fact);
  fs.appendFileSync(file, JSON.stringify(fact).slice(0, 40));
  const later = { ...fact, terminal: uuidv7Now() };
  await ledger.append(later);
  expect(await ledger.read()).toEqual([fact, later]);
});

test('[RESTORE8] a ledger that cannot be read is a fault, and only one that is not there is empty', async () => {
  expect(await fileLedger(path.join(folder, 'none.jsonl')).read()).toEqual([]);
  const wall = path.join(folder, 'wall');
  fs.writeFileSync(wall, '');
  await expect(fileLedger(path.join(wall, 'ledger.jsonl')).read()).rejects.toThrow('ENOTDIR');
});

test('[OP18] an operation that comes without its body is stored, stays erased and moves nothing', async () => {
  const op = aJournal(shop).seal('customer.create', {
    customerId: uuidv7Now(),
    staffId: null,
    name: 'Dilnoza',
    phone: null,
  });
  const [result] = await aPusher(at.db, shop, shop.terminal).push([eraseBody(op) as never]);
  expect(result).toMatchObject({ is: 'erased' });
  expect(await inShop((tx) => tx.customer.count())).toBe(0);
  expect(await inShop((tx) => tx.opQuarantine.count())).toBe(0);
  const [again] = await aPusher(at.db, shop, shop.terminal).push([op]);
  expect(again).toMatchObject({ r: 'replayed', is: 'erased' });
});

test('[RESTORE8] a revocation is kept outside and applied again after a restore', async () => {
  const ledger = fileLedger(path.join(folder, 'revoked.jsonl'));
  const { terminalId } = shop.terminal;
  const who = { terminalId, userId: shop.ownerUserId, revokedAtMs: nowMs };
  await revokeForGood(at.db, ledger, shop.tenantId, who);
  await inShop((tx) => tx.terminal.updateMany({ data: { state: 'live', revokedAt: null } }));
  const input = { nowMs, tenantId: shop.tenantId };
  expect(await reapplyOutside(at.db, ledger, input)).toMatchObject({ revoked: 1 });
  expect(await reapplyOutside(at.db, ledger, input)).toMatchObject({ revoked: 0 });
  expect(await inShop((tx) => tx.terminal.findFirstOrThrow())).toMatchObject({ state: 'revoked' });
});

test('[RESTORE7] support binds an owner to a recovered chain and to no other, with a row in its log', async () => {
  const { tenantId } = shop;
  const userId = uuidv7Now();
  const email = `new-owner-${tenantId}@example.test`;
  await at.db.auth.user.create({ data: { id: userId, name: 'Aziza', email } });
  const reason = 'the shop showed its papers';
  const bind = () => bindOwner(at.db, { tenantId, identifier: email, userId, reason });
  await expect(bind()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  const confirm = () =>
    confirmForTenant(at.db, {
      tenantId,
      terminalId: shop.terminal.terminalId,
      userId,
      reason,
      nowMs,
    });
  await inShop((tx) => tx.terminal.updateMany({ data: { recoveredAt: new Date() } }));
  await expect(confirm()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await inShop((tx) => tx.tenantSettings.updateMany({ data: { recoveredAt: new Date() } }));
  // A recovered chain that has its owner again decides about its terminals itself.
  await expect(confirm()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await at.db.auth.member.deleteMany({ where: { organizationId: tenantId } });
  await confirm();
  expect(await bind()).toEqual({ ownerName: 'Aziza' });
  await expect(bind()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  const told = await inShop((tx) => tx.auditEntry.findMany({ where: { actorKind: 'support' } }));
  expect(told.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['support.owner-bound', 'support.terminal-confirmed']),
  );
});

test('[RESTORE7] the owner confirms a terminal that came back, once', async () => {
  await inShop((tx) => tx.terminal.updateMany({ data: { recoveredAt: new Date() } }));
  const who = { terminalId: shop.terminal.terminalId, userId: shop.ownerUserId, nowMs };
  await inShop((tx) => confirmTerminal(tx, who));
  await expect(inShop((tx) => confirmTerminal(tx, who))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
