import type { SaleBody, ShiftCloseBody, ShiftOpenBody } from '@oson/contract';
import { type JournalDb, readMeta, writeMeta } from '../journal/journal-db.ts';
import { bodyText, type JournalRecord } from '../journal/journal-record.ts';

/**
 * Does again what the sealing of records changed beside them: the open shift, and the end of the
 * cart that was sold. Part of the transaction that takes the records back.
 */
export async function replay(journal: JournalDb, records: readonly JournalRecord[]): Promise<void> {
  for (const record of records) {
    if (record.type === 'shift.open') await openShift(journal, record);
    if (record.type === 'shift.close') await closeShift(journal, record);
    if (record.type === 'sale') await endCart(journal, record);
  }
}

async function openShift(journal: JournalDb, record: JournalRecord): Promise<void> {
  const { shiftId, staffId, float } = JSON.parse(bodyText(record)) as ShiftOpenBody;
  await writeMeta(journal, 'shift', { shiftId, staffId, float, openedAt: record.operation.wallMs });
}

async function closeShift(journal: JournalDb, record: JournalRecord): Promise<void> {
  const { shiftId, staffId, countedCash } = JSON.parse(bodyText(record)) as ShiftCloseBody;
  const closedAt = record.operation.wallMs;
  await writeMeta(journal, 'lastShift', { shiftId, staffId, countedCash, closedAt });
  if ((await readMeta(journal, 'shift'))?.shiftId === shiftId) {
    await writeMeta(journal, 'shift', null);
  }
}

/** A cart that a rolled-back journal still holds must not be sold a second time. */
async function endCart(journal: JournalDb, record: JournalRecord): Promise<void> {
  const { saleId } = JSON.parse(bodyText(record)) as SaleBody;
  const kept = await journal.carts.toArray();
  const sold = kept.filter(({ cart }) => cart.cartId === saleId).map(({ id }) => id);
  await journal.carts.bulkDelete(sold);
}
