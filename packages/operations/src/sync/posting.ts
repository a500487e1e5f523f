import type { Correction } from '@oson/contract';
import type { ChangedRow } from '@oson/db';
import { businessDate, businessHour } from '@oson/domain';
import { FlagBook } from './flag-book.ts';
import { HourlyBook } from './hourly-book.ts';
import type { Known } from './known-facts.ts';
import type { Place } from './place.ts';
import type { StockBook } from './stock-book.ts';
import type { StoredOperation } from './stored-operation.ts';
import { WriteSet } from './write-set.ts';

/** A price that holds from the feed position that this batch will get. */
export type NewPrice = { id: string; skuId: string; amount: number; currency: string };
export type CustomerPut = { customerId: string; name: string; phone: string | null };

/** A batch while it is decided: what is known, and what will be written. */
export type Posting = {
  readonly tenantId: string;
  readonly place: Place;
  readonly nowMs: number;
  readonly known: Known;
  readonly stock: StockBook;
  readonly write: WriteSet;
  readonly flags: FlagBook;
  readonly hourly: HourlyBook;
  readonly corrections: Map<string, Correction[]>;
  readonly changed: Map<string, ChangedRow>;
  /** By operation: worked out once, asked for by every row. */
  readonly moments: Map<string, Moment>;
  readonly newPrices: NewPrice[];
  readonly customers: Map<string, CustomerPut>;
  readonly openedShifts: ShiftOpened[];
  readonly closedShifts: ShiftClosed[];
  /** Ids that came with this batch: flags that missed them are resolved. */
  readonly arrived: Set<string>;
};

export type ShiftOpened = {
  id: string;
  opened_by: string | null;
  opened_at: string;
  business_date: string;
  currency: string;
  float_amount: number;
};
export type ShiftClosed = {
  id: string;
  closed_by: string | null;
  closed_at: string;
  business_date: string;
  currency: string;
  float_amount: number;
  counted_cash: number;
  expected_cash: number;
  denominations: Record<string, number> | null;
  z_figures: unknown;
  last_seq: number;
};

/** A batch of which nothing is decided yet. */
export function newPosting(
  tenantId: string,
  place: Place,
  nowMs: number,
  facts: { known: Known; stock: StockBook },
): Posting {
  return {
    tenantId,
    place,
    nowMs,
    ...facts,
    write: new WriteSet(),
    flags: new FlagBook(),
    hourly: new HourlyBook(),
    corrections: new Map(),
    changed: new Map(),
    moments: new Map(),
    newPrices: [],
    customers: new Map(),
    openedShifts: [],
    closedShifts: [],
    arrived: new Set(),
  };
}

/** Tells terminals that a row has changed; `storeId` null: rows of the whole chain. */
export function noteChange(posting: Posting, kind: string, id: string, storeId: string | null) {
  posting.changed.set(`${kind} ${id}`, { kind, id, storeId });
}

/** When an operation happened, in the forms that rows carry. */
export type Moment = { at: string; receivedAt: string; businessDate: string; hour: number };

export function momentOf({ moments, place }: Posting, op: StoredOperation): Moment {
  const known = moments.get(op.opId);
  if (known) return known;
  const { utcOffsetMin, cutoverHour } = place.store;
  const moment = {
    at: iso(op.soldAtMs),
    receivedAt: iso(op.receivedAtMs),
    businessDate: businessDate(op.soldAtMs, utcOffsetMin, cutoverHour),
    hour: businessHour(op.soldAtMs, utcOffsetMin),
  };
  moments.set(op.opId, moment);
  return moment;
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
