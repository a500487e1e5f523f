import type { TenderKind } from '@oson/domain';
import type { Question } from '../cart/goods-line.ts';

/** What lies over the catalogue; at most one at a time. */
export type Sheet =
  | { is: 'payment'; kind?: TenderKind }
  | { is: 'quantity'; lineId: string }
  | { is: 'ask'; skuId: string; question: Question }
  | { is: 'customer'; opener: 'cart' | 'debt' }
  | { is: 'discount' }
  | { is: 'parked' }
  | { is: 'queue' }
  | { is: 'export' }
  | { is: 'import' }
  | { is: 'menu' }
  | { is: 'health' }
  | { is: 'keys' }
  | { is: 'close-shift' }
  | { is: 'go-live' }
  | { is: 'receipt' };

/** A question that only somebody with more rights may answer: tap a name, then the PIN. */
export type Approval = {
  reason: string;
  action: string;
  /** What it is about: the id of a cart, a line. */
  subject: string | null;
  onApproved: (approverId: string) => void;
};
