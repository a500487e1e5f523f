/** The chain of the frozen journals of packages/contract, as a server that enrolled their terminal has it. */
import { type Database, type TenantTx, uuidv7Now, withChange } from '@oson/db';
import type { PullData, PullKind } from '@oson/contract';
import { JOURNAL_OF_FIRST_BUILD } from '@oson/contract/fixtures';

const { catalogue, meta } = JOURNAL_OF_FIRST_BUILD;
export const FROZEN_CERTIFICATE = meta.identity.certificate;
const { tenantId, storeId } = FROZEN_CERTIFICATE;
/** Before the first sale of the journal, so that its prices held then. */
const PRICED_AT = new Date('2025-11-01T00:00:00Z');
const MANY = 1_000_000_000n;

/** Makes tenant, store, terminal, people and goods under the ids that the journals name. */
export async function makeFrozenChain(db: Database, publicKey: string): Promise<void> {
  const ownerUserId = uuidv7Now();
  const email = `owner-${tenantId}@example.test`;
  await db.auth.user.create({ data: { id: ownerUserId, name: 'Owner', email } });
  await db.auth.organization.create({
    data: { id: tenantId, name: FROZEN_CERTIFICATE.chainName, slug: `chain-${tenantId}` },
  });
  await db.auth.member.create({
    data: { id: uuidv7Now(), organizationId: tenantId, userId: ownerUserId, role: 'owner' },
  });
  await db.inTenant(tenantId, async (tx) => {
    const priceListId = await makePlace(tx, publicKey);
    await makePeople(tx);
    await makeGoods(tx, priceListId);
  });
}

function rowsOf<K extends PullKind>(kind: K): { id: string; data: PullData[K] }[] {
  const rows = catalogue.filter((row) => row.kind === kind);
  return rows.map(({ id, data }) => ({ id, data: data as PullData[K] }));
}

async function makePlace(tx: TenantTx, publicKey: string): Promise<string> {
  const { chainName: name, storeCode, storeName, terminalName } = FROZEN_CERTIFICATE;
  const { terminalId, incarnation, terminalCode: code } = FROZEN_CERTIFICATE;
  const priceListId = uuidv7Now();
  const settings = { tenantId, name, trade: 'grocery', city: 'Toshkent', taxRateBp: 1200 };
  await tx.tenantSettings.create({ data: settings });
  await tx.priceList.create({ data: { tenantId, id: priceListId, name: 'Main' } });
  await tx.store.create({
    data: { tenantId, id: storeId, code: storeCode, name: storeName, priceListId },
  });
  await tx.terminal.create({
    data: { tenantId, id: terminalId, storeId, name: terminalName, state: 'live' },
  });
  await tx.terminalIncarnation.create({
    data: { tenantId, id: incarnation, terminalId, storeId, code, publicKey },
  });
  return priceListId;
}

async function makePeople(tx: TenantTx): Promise<void> {
  for (const { id, data } of rowsOf('staff')) {
    await tx.staff.create({ data: { tenantId, id, name: data.name, role: data.role } });
    await tx.staffStore.create({ data: { tenantId, staffId: id, storeId } });
  }
  for (const { id, data } of rowsOf('tender-type')) {
    await tx.tenderType.create({ data: { tenantId, id, name: data.name, kind: data.kind } });
  }
}

async function makeGoods(tx: TenantTx, priceListId: string): Promise<void> {
  const skus = rowsOf('sku');
  const prices = rowsOf('price');
  for (const { id, data } of skus) {
    await tx.product.create({ data: { tenantId, id: data.productId, name: data.name } });
    const { productId, name, unit, tracked } = data;
    await tx.sku.create({ data: { tenantId, id, productId, name, unit, tracked } });
    const level = { tenantId, storeId, skuId: id, quantity: MANY };
    await tx.stockLevel.create({ data: { ...level, counted: true } });
    const opening = { id: uuidv7Now(), kind: 'count', reason: 'opening' };
    const moment = { at: PRICED_AT, businessDate: PRICED_AT };
    await tx.stockMovement.create({ data: { ...level, ...opening, ...moment } });
  }
  const n = await withChange(tx, [
    { kind: 'settings', id: tenantId },
    { kind: 'store', id: storeId, storeId },
    ...rowsOf('staff').map(({ id }) => ({ kind: 'staff', id })),
    ...rowsOf('tender-type').map(({ id }) => ({ kind: 'tender-type', id })),
    ...skus.map(({ id }) => ({ kind: 'sku', id })),
    ...skus.map(({ id }) => ({ kind: 'stock', id, storeId })),
    ...prices.map(({ id }) => ({ kind: 'price', id })),
  ]);
  for (const { id, data } of prices) {
    const amount = data.amount === null ? null : BigInt(data.amount);
    const held = { skuId: data.skuId, amount, from: PRICED_AT, n: BigInt(n) };
    await tx.price.create({ data: { tenantId, id, priceListId, ...held } });
  }
}
