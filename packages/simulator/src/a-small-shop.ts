import type { Certificate, PullRow } from '@oson/contract';
import { newId } from './sim-journal.ts';

/** A certificate and the rows of a small shop, for a worker that has no database. */
export function aSmallShop(skuCount: number): { certificate: Certificate; rows: PullRow[] } {
  const certificate: Certificate = {
    tenantId: newId(),
    chainName: 'Baraka market',
    storeId: newId(),
    storeName: 'Chorsu',
    storeCode: 'A1',
    terminalId: newId(),
    terminalName: 'Kassa 1',
    incarnation: newId(),
    terminalCode: 'K7',
    publicKey: '',
    issuedAt: Date.now(),
  };
  const skus = Array.from({ length: skuCount }, (_, index) => skuRows(index)).flat();
  return { certificate, rows: [...shopRows(certificate), ...skus] };
}

function shopRows({ storeId, tenantId, chainName, storeName }: Certificate): PullRow[] {
  const settings = {
    chainName,
    status: 'active' as const,
    currency: 'UZS',
    locale: 'uz-Latn',
    usdRate: null,
    lowStockThreshold: 5000,
    receiptHeader: '',
    receiptFooter: '',
    taxIncluded: true,
    taxRateBp: 1200,
  };
  const store = {
    code: 'A1',
    name: storeName,
    timeZone: 'Asia/Tashkent',
    utcOffsetMin: 300,
    cutoverHour: 0,
    currency: 'UZS',
    legalName: '',
    tin: '',
    address: '',
    phone: '',
    cashRounding: 0,
    paperMm: 80 as const,
  };
  const cash = { name: 'Naqd', names: null, kind: 'cash' as const, position: 0, active: true };
  const staff = { name: 'Dilnoza', role: 'cashier' as const, pin: null };
  return [
    { kind: 'settings', id: tenantId, version: 1, data: settings },
    { kind: 'store', id: storeId, version: 1, data: store },
    { kind: 'tender-type', id: newId(), version: 1, data: cash },
    { kind: 'staff', id: newId(), version: 1, data: staff },
  ];
}

function skuRows(index: number): PullRow[] {
  const skuId = newId();
  const sku = {
    productId: newId(),
    categoryId: null,
    name: `Non ${index + 1}`,
    names: null,
    code: null,
    kind: 'piece' as const,
    unit: 'dona',
    tracked: true,
    taxRateBp: null,
    favourite: null,
    sample: false,
    mxik: null,
    marked: false,
  };
  const amount = 400_000 + index * 1000;
  return [
    { kind: 'sku', id: skuId, version: 1, data: sku },
    {
      kind: 'price',
      id: newId(),
      version: 1,
      data: { skuId, amount, currency: 'UZS', from: 0, n: index + 1 },
    },
    { kind: 'stock', id: skuId, version: 1, data: { skuId, quantity: 9000, counted: true, n: 1 } },
  ];
}
