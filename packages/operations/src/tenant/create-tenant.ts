import { type ChangedRow, type TenantTx, uuidv7Now, withChange } from '@oson/db';
import type { TenderKind } from '@oson/domain';
import { writeAudit } from '../audit/write-audit.ts';
import type { Trade } from './sample/sample-trade.ts';
import { writeSampleGoods } from './sample/write-sample-goods.ts';
import { storeCodeFor } from './store-code.ts';

export type NewTenant = {
  name: string;
  trade: Trade;
  city: string;
  locale: string;
  owner: { userId: string; name: string };
};
export type CreatedTenant = { storeId: string; storeCode: string; sampleCount: number };

type Names = Record<'uz-Latn' | 'ru' | 'en', string>;
const VAT_BP = 1200;
const TENDERS: readonly { kind: TenderKind; names: Names }[] = [
  { kind: 'cash', names: { 'uz-Latn': 'Naqd', ru: 'Наличные', en: 'Cash' } },
  { kind: 'card', names: { 'uz-Latn': 'Karta', ru: 'Карта', en: 'Card' } },
  { kind: 'payme', names: { 'uz-Latn': 'Payme', ru: 'Payme', en: 'Payme' } },
  { kind: 'click', names: { 'uz-Latn': 'Click', ru: 'Click', en: 'Click' } },
  { kind: 'uzum', names: { 'uz-Latn': 'Uzum', ru: 'Uzum', en: 'Uzum' } },
  { kind: 'debt', names: { 'uz-Latn': 'Nasiya', ru: 'В долг', en: 'On credit' } },
];

/**
 * Everything that a chain needs for its first sale, in one transaction: settings, a price list with
 * the tax rate, tender types, the first store, the owner's staff row (without a PIN) and the sample
 * goods of its trade. The tenant itself is `tx.tenantId`; its organization is the caller's business.
 */
export async function createTenant(tx: TenantTx, wanted: NewTenant): Promise<CreatedTenant> {
  const { tenantId } = tx;
  const priceListId = uuidv7Now();
  const taxRateId = uuidv7Now();
  await writeSettings(tx, wanted);
  await tx.priceList.create({ data: { tenantId, id: priceListId, name: wanted.name } });
  const place = await firstStore(tx, wanted, priceListId);
  const tenders = await writeTenderTypes(tx);
  const sample = await writeSampleGoods(tx, wanted.trade);
  const prices = sample.priced.map((priced) => ({ ...priced, id: uuidv7Now() }));
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: wanted.owner.userId,
    action: 'tenant.created',
    subject: wanted.name,
  });
  const changed: ChangedRow[] = [
    { kind: 'settings', id: tenantId },
    { kind: 'store', id: place.storeId, storeId: place.storeId },
    { kind: 'staff', id: place.staffId },
    { kind: 'tax-rate', id: taxRateId },
    ...tenders.map((id) => ({ kind: 'tender-type', id })),
    ...sample.changed,
    ...prices.map(({ id }) => ({ kind: 'price', id })),
  ];
  const n = BigInt(await withChange(tx, changed));
  // Prices and rates name the change that they came with.
  await tx.taxRate.create({ data: { tenantId, id: taxRateId, name: 'QQS', rateBp: VAT_BP, n } });
  await tx.price.createMany({
    data: prices.map(({ id, skuId, price }) => ({
      tenantId,
      id,
      priceListId,
      skuId,
      amount: BigInt(price),
      n,
    })),
  });
  return {
    storeId: place.storeId,
    storeCode: place.storeCode,
    sampleCount: sample.priced.length,
  };
}

async function writeSettings(tx: TenantTx, wanted: NewTenant): Promise<void> {
  const { name, trade, city, locale } = wanted;
  await tx.tenantSettings.create({
    data: { tenantId: tx.tenantId, name, trade, city, locale, taxRateBp: VAT_BP },
  });
}

async function writeTenderTypes(tx: TenantTx): Promise<string[]> {
  const rows = TENDERS.map(({ kind, names }, position) => ({
    tenantId: tx.tenantId,
    id: uuidv7Now(),
    kind,
    names,
    name: names['uz-Latn'],
    position,
  }));
  await tx.tenderType.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

async function firstStore(tx: TenantTx, wanted: NewTenant, priceListId: string) {
  const { tenantId } = tx;
  const place = {
    storeId: uuidv7Now(),
    storeCode: storeCodeFor(wanted.name, []),
    staffId: uuidv7Now(),
  };
  await tx.store.create({
    data: {
      tenantId,
      id: place.storeId,
      code: place.storeCode,
      name: wanted.name,
      address: wanted.city,
      priceListId,
    },
  });
  await tx.staff.create({
    data: {
      tenantId,
      id: place.staffId,
      userId: wanted.owner.userId,
      name: wanted.owner.name,
      role: 'owner',
    },
  });
  await tx.staffStore.create({
    data: { tenantId, staffId: place.staffId, storeId: place.storeId },
  });
  return place;
}
