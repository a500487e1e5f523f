import type { ErasedOperation, Operation } from '../operation.ts';
import type { Admit } from './hello.ts';

/** An operation whose body was erased goes with `bodyDigest` in its place. */
export type PushRequest = { incarnation: string; ops: (Operation | ErasedOperation)[] };

/**
 * What an operation is on the server now. All mean stored. `erased`: its body is gone for good on
 * both sides, its place in the chain is kept and it moves nothing.
 */
export type OperationState = 'posted' | 'waiting' | 'quarantined' | 'rejected' | 'erased';

export const FLAG_KINDS = [
  'oversell',
  'unknown-sku',
  'archived-sku',
  'price-changed',
  'arithmetic',
  'clock',
  'staff-removed',
  'staff-unknown',
  'shift-unknown',
  'shift-closed',
  'customer-unknown',
  'debt-limit',
  'phone-twice',
  'receipt-number-repeated',
  'returned-twice',
  'returned-too-much',
  'referent-missing',
  'fork',
  'unknown-tender',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** What the server decided differently from the device: the device's figure, and what stands. */
export type Correction = { field: string; sent: number | string; stands: number | string };

export type PushResult = {
  opId: string;
  r: 'posted' | 'replayed' | 'waiting' | 'quarantined';
  is: OperationState;
  /** Feed position at which it was posted. */
  n?: number;
  flags: FlagKind[];
  corrections: Correction[];
  /** Server time, ms. */
  at: number;
};

export type PushAnswer = { epoch: number; results: PushResult[]; admit: Admit; nonce: string };
