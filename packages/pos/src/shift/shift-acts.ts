import type { ShiftCloseBody, ZFigures } from '@oson/contract';
import { type DrawerEvent, type Tiyin, zFigures } from '@oson/domain';
import { currencyOf } from '../pay/sell.ts';
import type { Pos } from '../core/pos.ts';
import { readMeta, writeMeta } from '../journal/journal-db.ts';
import {
  bodyText,
  type ClosedShift,
  type JournalRecord,
  type OpenShift,
} from '../journal/journal-record.ts';
import { seal } from '../journal/seal.ts';

/** Opens the drawer's shift with the cash counted into it, in tiyin. Resolves after the strict write. */
export async function openShift(pos: Pos, float: Tiyin): Promise<OpenShift> {
  const shiftId = pos.clocks.newId();
  const staffId = pos.session.get()?.id ?? null;
  const shift: OpenShift = { shiftId, staffId, float, openedAt: pos.clocks.read().wallMs };
  const currency = currencyOf(pos.catalog.shelf.get());
  const record = await seal(pos.journal, pos.clocks, {
    type: 'shift.open',
    receipt: 'none',
    body: () => ({ shiftId, staffId, float, currency }),
    deltas: [],
    amount: 0,
    shiftId,
    also: async () => {
      // Two taps must not open two shifts: the second finds the first one inside its transaction.
      if (await readMeta(pos.journal, 'shift')) throw new Error('a shift is open already');
      await writeMeta(pos.journal, 'shift', shift);
    },
  });
  pos.shift.set(shift);
  pos.sync.sealed(record);
  return shift;
}

/** Figures of the open shift from the journal alone: what has been sold, taken and given back. */
export async function shiftFigures(pos: Pos): Promise<ZFigures> {
  const shift = pos.shift.get();
  if (!shift) throw new Error('no shift is open');
  const records = await pos.journal.operations.where('shiftId').equals(shift.shiftId).toArray();
  const currency = currencyOf(pos.catalog.shelf.get());
  return zFigures({ float: shift.float, events: await drawerEvents(pos, records), currency });
}

/** Closes the shift with a count. The Z is this device's; the server recounts it later (CASE8). */
export async function closeShift(pos: Pos, countedCash: Tiyin): Promise<ShiftCloseBody> {
  const shift = pos.shift.get();
  if (!shift) throw new Error('no shift is open');
  const z = await shiftFigures(pos);
  const staffId = pos.session.get()?.id ?? null;
  const currency = currencyOf(pos.catalog.shelf.get());
  const { shiftId } = shift;
  const closedAt = pos.clocks.read().wallMs;
  const closed: ClosedShift = { shiftId, staffId, countedCash, closedAt };
  const record = await seal(pos.journal, pos.clocks, {
    type: 'shift.close',
    receipt: 'none',
    body: ({ seq }) => ({ shiftId, staffId, countedCash, lastSeq: seq - 1, z, currency }),
    deltas: [],
    amount: 0,
    shiftId,
    also: async () => {
      const open = await readMeta(pos.journal, 'shift');
      if (open?.shiftId !== shiftId) throw new Error('this shift is closed already');
      await writeMeta(pos.journal, 'shift', null);
      await writeMeta(pos.journal, 'lastShift', closed);
    },
  });
  pos.shift.set(null);
  pos.lastShift.set(closed);
  pos.sync.sealed(record);
  return JSON.parse(bodyText(record)) as ShiftCloseBody;
}

const DRAWER_TYPES = new Set(['sale', 'return', 'cash.move', 'debt.payment']);

async function drawerEvents(pos: Pos, records: readonly JournalRecord[]): Promise<DrawerEvent[]> {
  const events: DrawerEvent[] = [];
  for (const record of records.toSorted((a, b) => a.seq - b.seq)) {
    const body = JSON.parse(bodyText(record));
    if (DRAWER_TYPES.has(record.type)) events.push({ type: record.type, body } as DrawerEvent);
    if (record.type !== 'void') continue;
    const sale = await pos.journal.operations.get(body.saleOpId);
    if (sale) events.push({ type: 'void', voided: JSON.parse(bodyText(sale)) });
  }
  return events;
}
