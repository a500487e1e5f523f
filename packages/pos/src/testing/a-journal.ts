import type { Certificate } from '@oson/contract';
import type { Clocks } from '../device/clocks.ts';
import { makeDeviceKeys } from '../device/device-keys.ts';
import { type JournalDb, openJournal, writeMeta } from '../journal/journal-db.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import { type SealRequest, seal } from '../journal/seal.ts';

/** Clocks that a test moves; ids count up. */
export function testClocks(startMs = 1_763_700_000_000): Clocks & { pass(ms: number): void } {
  let wallMs = startMs;
  let ids = 0;
  return {
    read: () => ({ wallMs, monoMs: wallMs - startMs, bootId: 'boot-1' }),
    newId: () => {
      ids += 1;
      return `0190a000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
    },
    pass(ms) {
      wallMs += ms;
    },
  };
}

export function aCertificate(overrides: Partial<Certificate> = {}): Certificate {
  return {
    tenantId: 'tenant-1',
    chainName: 'Baraka Market',
    storeId: 'store-1',
    storeName: 'Chilonzor',
    storeCode: 'CH',
    terminalId: crypto.randomUUID(),
    terminalName: '2-kassa',
    incarnation: 'incarnation-1',
    terminalCode: '7K',
    publicKey: 'key',
    issuedAt: 0,
    ...overrides,
  };
}

/** The journal of an enrolled terminal, in a database of its own. */
export async function anEnrolledJournal(): Promise<JournalDb> {
  const certificate = aCertificate();
  const db = openJournal(certificate.terminalId);
  await writeMeta(db, 'identity', { certificate, signature: 'signature', state: 'live' });
  await writeMeta(db, 'keys', await makeDeviceKeys());
  return db;
}

/** A small sale of one line, ready to be sealed. */
export function aSale(overrides: Partial<SealRequest<'sale'>> = {}): SealRequest<'sale'> {
  return {
    type: 'sale',
    receipt: 'live',
    body: ({ opId, receiptNumber }) => ({
      saleId: opId,
      receiptNumber,
      shiftId: 'shift-1',
      staffId: 'staff-1',
      customerId: null,
      currency: 'UZS',
      taxIncluded: true,
      rules: 1,
      priceN: 1,
      priceEpoch: 1,
      lines: [],
      saleDiscount: null,
      totals: { gross: 470_000, discount: 0, net: 419_643, tax: 50_357 },
      tenders: [{ tenderTypeId: 'cash', kind: 'cash', amount: 500_000, currency: 'UZS' }],
      cashRounding: 0,
      changeGiven: 30_000,
      debtApproverId: null,
      utcOffsetMin: 300,
    }),
    deltas: [{ skuId: 'non', delta: -1000 }],
    amount: 470_000,
    shiftId: 'shift-1',
    ...overrides,
  };
}

/** Seals so many sales one after the other. */
export async function sealSales(
  db: JournalDb,
  clocks: Clocks,
  count: number,
): Promise<JournalRecord[]> {
  const records: JournalRecord[] = [];
  for (let i = 0; i < count; i++) records.push(await seal(db, clocks, aSale()));
  return records;
}
