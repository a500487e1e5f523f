import { generateKeyPairSync } from 'node:crypto';
import { joinTenant, makeAccount } from '@oson/auth';
import { type Database, type TenantTx, withChange } from '@oson/db';
import { hashPin } from '@oson/operations';
import {
  ACCOUNTS,
  CHAIN_NAME,
  DEBTOR,
  DEMO_TENANT_ID,
  PRICE_LIST_ID,
  STAFF,
  STORES,
  TENDERS,
  TERMINALS,
  VAT_BP,
} from './demo-chain.ts';
import { insertSet } from './insert-set.ts';

export type ChainAccounts = { ownerUserId: string; managerUserId: string };

/** The people who log in, and the chain they belong to; does nothing a second time. */
export async function writeAccounts(db: Database): Promise<ChainAccounts> {
  const { owner, manager, support } = ACCOUNTS;
  const { userId: ownerUserId } = await makeAccount(db, { ...owner, proven: true });
  const { userId: managerUserId } = await makeAccount(db, { ...manager, proven: true });
  await makeAccount(db, { ...support, role: 'support', proven: true });
  const chain = { tenantId: DEMO_TENANT_ID, chainName: CHAIN_NAME };
  await joinTenant(db, { ...chain, userId: ownerUserId, role: 'owner' });
  await joinTenant(db, { ...chain, userId: managerUserId, role: 'manager' });
  return { ownerUserId, managerUserId };
}

/**
 * Settings, stores, terminals, tender types and staff.
 * @returns when the chain was made, ms: the end of its history, also when seeding goes on later
 */
export async function writePlaces(db: Database, accounts: ChainAccounts): Promise<number> {
  const pins = await Promise.all(STAFF.map(({ pin }) => hashPin(pin)));
  return db.inTenant(DEMO_TENANT_ID, async (tx) => {
    const known = await tx.tenantSettings.findFirst({ select: { createdAt: true } });
    if (known) return known.createdAt.getTime();
    const now = new Date();
    await writeSettings(tx, now);
    await writeTerminals(tx, now);
    await writeStaff(tx, accounts, pins);
    await insertSet(
      tx,
      'tender_type',
      TENDERS.map(({ id, kind, names }, position) => ({
        ...fresh,
        id,
        kind,
        names,
        name: names['uz-Latn'],
        position,
        rounding: 0,
        active: true,
      })),
    );
    await insertSet(tx, 'customer', [
      { ...fresh, ...DEBTOR, debt_limit: 500_000_00, created_at: now },
    ]);
    await withChange(tx, [
      { kind: 'settings', id: tx.tenantId },
      ...STORES.map(({ id }) => ({ kind: 'store', id, storeId: id })),
      ...TERMINALS.map(({ id }) => ({ kind: 'terminal', id })),
      ...TENDERS.map(({ id }) => ({ kind: 'tender-type', id })),
      ...STAFF.map(({ id }) => ({ kind: 'staff', id })),
      { kind: 'customer', id: DEBTOR.id },
    ]);
    return now.getTime();
  });
}

const fresh = { version: 1 };

async function writeSettings(tx: TenantTx, now: Date): Promise<void> {
  await tx.tenantSettings.create({
    data: {
      tenantId: tx.tenantId,
      name: CHAIN_NAME,
      trade: 'grocery',
      city: 'Toshkent',
      taxRateBp: VAT_BP,
      usdRate: 12_050_00n,
      usdRateAt: now,
      receiptHeader: CHAIN_NAME,
      receiptFooter: 'Xaridingiz uchun rahmat!',
      createdAt: now,
    },
  });
  await tx.priceList.create({
    data: { tenantId: tx.tenantId, id: PRICE_LIST_ID, name: 'Asosiy narxlar' },
  });
  await tx.store.createMany({
    data: STORES.map(({ id, code, name, address, phone }) => ({
      tenantId: tx.tenantId,
      id,
      code,
      name,
      address,
      phone,
      legalName: 'Baraka Market MChJ',
      tin: '301234567',
      priceListId: PRICE_LIST_ID,
    })),
  });
}

/** Real keys whose private halves are nowhere: a browser takes a terminal's place by enrolling. */
async function writeTerminals(tx: TenantTx, now: Date): Promise<void> {
  const { tenantId } = tx;
  const places = TERMINALS.map((terminal) => {
    const storeId = STORES.find(({ key }) => key === terminal.storeKey)?.id ?? '';
    return { ...terminal, storeId };
  });
  await tx.terminal.createMany({
    data: places.map(({ id, storeId, name }) => ({ tenantId, id, storeId, name, state: 'live' })),
  });
  await tx.terminalIncarnation.createMany({
    data: places.map(({ incarnationId, id, storeId, code }) => ({
      tenantId,
      id: incarnationId,
      terminalId: id,
      storeId,
      code,
      publicKey: aPublicKey(),
      lastHelloAt: now,
      lastPushAt: now,
      appVersion: 'seed',
      storage: { persisted: true, freeBytes: 9_000_000_000, usedBytes: 21_000_000 },
    })),
  });
}

function aPublicKey(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
}

type Pin = Awaited<ReturnType<typeof hashPin>>;

async function writeStaff(tx: TenantTx, accounts: ChainAccounts, pins: Pin[]): Promise<void> {
  const { tenantId } = tx;
  const users: Record<string, string> = {
    [ACCOUNTS.owner.name]: accounts.ownerUserId,
    [ACCOUNTS.manager.name]: accounts.managerUserId,
  };
  await tx.staff.createMany({
    data: STAFF.map(({ id, name, role }, at) => ({
      tenantId,
      id,
      name,
      role,
      userId: users[name] ?? null,
      pinSalt: pins[at]?.salt ?? null,
      pinHash: pins[at]?.hash ?? null,
      pinParams: pins[at]?.params,
      pinVersion: 1,
    })),
  });
  const storeIds = new Map(STORES.map(({ key, id }) => [key, id]));
  await tx.staffStore.createMany({
    data: STAFF.flatMap(({ id: staffId, storeKeys }) =>
      storeKeys.map((key) => ({ tenantId, staffId, storeId: storeIds.get(key) ?? '' })),
    ),
  });
}
