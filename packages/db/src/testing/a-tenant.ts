import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { ONE } from '@oson/domain';
import type { Database, TenantTx } from '../database.ts';
import { uuidv7Now } from '../uuidv7-now.ts';
import { withChange } from '../with-change.ts';

export type TenantOptions = {
  name?: string;
  /** How many SKUs with a barcode and a price; 3 unless told. */
  skus?: number;
  /** On-hand of each SKU in the store, in thousandths, counted; null: no stock row. 100 pieces. */
  stock?: number | null;
  terminalState?: 'practice' | 'live' | 'revoked';
  status?: 'active' | 'suspended' | 'closed';
};

export type ATerminal = {
  terminalId: string;
  incarnationId: string;
  storeId: string;
  /** Printed on receipts after the store's code. */
  code: string;
  privateKey: KeyObject;
  /** Base64url SPKI, as the incarnation's row has it. */
  publicKey: string;
};

export type ASku = {
  skuId: string;
  productId: string;
  name: string;
  /** Its barcode, a right EAN-13. */
  code: string;
  unit: string;
  /** Tiyin. */
  price: number;
  /** Tiyin. */
  cost: number;
};

export type ATenant = {
  tenantId: string;
  ownerUserId: string;
  storeId: string;
  storeCode: string;
  priceListId: string;
  categoryId: string;
  terminal: ATerminal;
  staff: { owner: string; manager: string; cashier: string };
  tenderTypes: Record<'cash' | 'card' | 'transfer' | 'debt', string>;
  skus: ASku[];
  /** Feed position after everything was made. */
  n: number;
};

const TAX_BP = 1200;
const FIRST_PRICE = 1_000_000;

/** A chain with one store, a terminal with a real key, staff, tender types and priced SKUs. */
export async function aTenant(db: Database, options: TenantOptions = {}): Promise<ATenant> {
  const tenantId = uuidv7Now();
  const name = options.name ?? `Chain ${tenantId.slice(-6)}`;
  const ownerUserId = uuidv7Now();
  await db.auth.user.create({
    data: { id: ownerUserId, name: `Owner of ${name}`, email: `owner-${tenantId}@example.test` },
  });
  await db.auth.organization.create({ data: { id: tenantId, name, slug: `chain-${tenantId}` } });
  await db.auth.member.create({
    data: { id: uuidv7Now(), organizationId: tenantId, userId: ownerUserId, role: 'owner' },
  });
  return db.inTenant(tenantId, async (tx) => {
    await tx.tenantSettings.create({
      data: {
        tenantId,
        name,
        trade: 'grocery',
        city: 'Toshkent',
        taxRateBp: TAX_BP,
        status: options.status ?? 'active',
      },
    });
    const place = await makeStore(tx);
    const terminal = await aTerminal(tx, place.storeId, options.terminalState ?? 'live');
    const staff = await makeStaff(tx, place.storeId, ownerUserId);
    const tenderTypes = await makeTenderTypes(tx);
    const goods = await makeGoods(tx, place, options);
    return { tenantId, ownerUserId, ...place, terminal, staff, tenderTypes, ...goods };
  });
}

type Place = { storeId: string; storeCode: string; priceListId: string };

async function makeStore(tx: TenantTx): Promise<Place> {
  const { tenantId } = tx;
  const place: Place = { storeId: uuidv7Now(), storeCode: 'A1', priceListId: uuidv7Now() };
  await tx.priceList.create({ data: { tenantId, id: place.priceListId, name: 'Main' } });
  const { storeId: id, storeCode: code, priceListId } = place;
  await tx.store.create({ data: { tenantId, id, code, name: 'First store', priceListId } });
  return place;
}

let terminalCodes = 0;

/** One more enrolled terminal in a store, inside the tenant's transaction. */
export async function aTerminal(
  tx: TenantTx,
  storeId: string,
  state: 'practice' | 'live' | 'revoked' = 'live',
): Promise<ATerminal> {
  const { tenantId } = tx;
  const { privateKey, publicKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = key.export({ type: 'spki', format: 'der' }).toString('base64url');
  const [terminalId, incarnationId] = [uuidv7Now(), uuidv7Now()];
  const code = `T${(++terminalCodes).toString(36).toUpperCase().padStart(2, '0')}`;
  await tx.terminal.create({
    data: {
      tenantId,
      id: terminalId,
      storeId,
      name: `Kassa ${code}`,
      state,
      revokedAt: state === 'revoked' ? new Date() : null,
    },
  });
  await tx.terminalIncarnation.create({
    data: { tenantId, id: incarnationId, terminalId, storeId, code, publicKey },
  });
  return { terminalId, incarnationId, storeId, code, privateKey, publicKey };
}

async function makeStaff(tx: TenantTx, storeId: string, ownerUserId: string) {
  const { tenantId } = tx;
  const staff = { owner: uuidv7Now(), manager: uuidv7Now(), cashier: uuidv7Now() };
  const people = Object.entries(staff);
  await tx.staff.createMany({
    data: people.map(([role, id]) => ({
      tenantId,
      id,
      name: `The ${role}`,
      role,
      userId: role === 'owner' ? ownerUserId : null,
    })),
  });
  await tx.staffStore.createMany({
    data: people.map(([, staffId]) => ({ tenantId, staffId, storeId })),
  });
  return staff;
}

async function makeTenderTypes(tx: TenantTx): Promise<ATenant['tenderTypes']> {
  const { tenantId } = tx;
  const ids = { cash: uuidv7Now(), card: uuidv7Now(), transfer: uuidv7Now(), debt: uuidv7Now() };
  await tx.tenderType.createMany({
    data: Object.entries(ids).map(([kind, id], position) => ({
      tenantId,
      id,
      name: kind,
      kind,
      position,
    })),
  });
  return ids;
}

async function makeGoods(tx: TenantTx, place: Place, options: TenantOptions) {
  const { tenantId } = tx;
  const categoryId = uuidv7Now();
  await tx.category.create({ data: { tenantId, id: categoryId, name: 'Goods' } });
  const skus = Array.from({ length: options.skus ?? 3 }, (_, index) => aSku(index));
  await tx.product.createMany({
    data: skus.map(({ productId: id, name }) => ({ tenantId, id, categoryId, name })),
  });
  await tx.sku.createMany({
    data: skus.map(({ skuId: id, productId, name, unit }) => ({
      tenantId,
      id,
      productId,
      name,
      unit,
      tracked: true,
    })),
  });
  await tx.barcode.createMany({
    data: skus.map(({ skuId, code }) => ({ tenantId, id: uuidv7Now(), skuId, code })),
  });
  await tx.skuCost.createMany({
    data: skus.map(({ skuId, cost }) => ({
      tenantId,
      id: uuidv7Now(),
      skuId,
      amount: BigInt(cost),
    })),
  });
  await makeStock(tx, place.storeId, skus, options.stock === undefined ? 100 * ONE : options.stock);
  const n = await priceGoods(tx, place, skus);
  return { categoryId, skus, n };
}

async function makeStock(tx: TenantTx, storeId: string, skus: ASku[], quantity: number | null) {
  if (quantity === null) return;
  const { tenantId } = tx;
  const at = new Date();
  const levels = skus.map(({ skuId }) => ({
    tenantId,
    storeId,
    skuId,
    quantity: BigInt(quantity),
  }));
  await tx.stockLevel.createMany({ data: levels.map((level) => ({ ...level, counted: true })) });
  await tx.stockMovement.createMany({
    data: levels.map((level) => ({
      ...level,
      id: uuidv7Now(),
      kind: 'count',
      reason: 'opening',
      at,
      businessDate: at,
    })),
  });
}

async function priceGoods(tx: TenantTx, place: Place, skus: ASku[]): Promise<number> {
  const { tenantId } = tx;
  const { priceListId, storeId } = place;
  const prices = skus.map((sku) => ({ id: uuidv7Now(), ...sku }));
  const n = await withChange(tx, [
    ...skus.map(({ skuId: id }) => ({ kind: 'sku', id })),
    ...skus.map(({ skuId: id }) => ({ kind: 'stock', id, storeId })),
    ...prices.map(({ id }) => ({ kind: 'price', id })),
  ]);
  await tx.price.createMany({
    data: prices.map(({ id, skuId, price }) => ({
      tenantId,
      id,
      priceListId,
      skuId,
      amount: BigInt(price),
      n: BigInt(n),
    })),
  });
  return n;
}

function aSku(index: number): ASku {
  const price = FIRST_PRICE + index * 100_000;
  return {
    skuId: uuidv7Now(),
    productId: uuidv7Now(),
    name: `Goods ${index + 1}`,
    code: ean13(478_000_000_000 + index),
    unit: 'dona',
    price,
    cost: Math.trunc(price / 2),
  };
}

/** Twelve digits and their check digit. */
function ean13(twelve: number): string {
  const digits = Array.from(String(twelve), Number);
  const sum = digits.reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
