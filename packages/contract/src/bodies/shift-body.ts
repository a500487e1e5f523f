import type { Tiyin } from '@oson/domain';

export type ShiftOpenBody = {
  shiftId: string;
  staffId: string | null;
  /** Cash counted into the drawer at the start. */
  float: Tiyin;
  currency: string;
};

/** The Z is the device's: the server recounts when everything up to `lastSeq` has come. */
export type ZFigures = {
  saleCount: number;
  gross: Tiyin;
  tax: Tiyin;
  discount: Tiyin;
  returnCount: number;
  refunds: Tiyin;
  cashRounding: Tiyin;
  /** Sums by tender kind, net of change. */
  tenders: Record<string, Tiyin>;
  float: Tiyin;
  cashIn: Tiyin;
  cashOut: Tiyin;
  expectedCash: Tiyin;
};

export type ShiftCloseBody = {
  shiftId: string;
  staffId: string | null;
  countedCash: Tiyin;
  /** Pieces of each denomination, by its value in tiyin. */
  denominations?: Record<string, number>;
  /** Sequence number of the last operation of this shift before the close. */
  lastSeq: number;
  z: ZFigures;
  currency: string;
};

export type CashMoveBody = {
  moveId: string;
  shiftId: string;
  staffId: string | null;
  approverId: string | null;
  direction: 'in' | 'out';
  amount: Tiyin;
  currency: string;
  reason: string;
};
