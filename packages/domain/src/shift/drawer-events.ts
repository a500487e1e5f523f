import type { SaleTotals, Tender } from '../sale/sale-types.ts';
import type { Tiyin } from '../units.ts';

type TenderFigures = Pick<Tender, 'kind' | 'amount' | 'currency' | 'foreignAmount'>;

/** What a drawer needs of a sale: a sealed sale's body fits as it is. */
export type SaleFigures = {
  practice?: boolean;
  totals: SaleTotals;
  tenders: readonly TenderFigures[];
  cashRounding: Tiyin;
  changeGiven: Tiyin;
};

export type ReturnFigures = {
  practice?: boolean;
  refund: Tiyin;
  tax: Tiyin;
  tenders: readonly TenderFigures[];
  cashRounding: Tiyin;
};

export type DebtPaymentFigures = { tenders: readonly TenderFigures[]; changeGiven: Tiyin };

/**
 * What happened to a drawer in a shift, named by operation type so that operations' bodies can be
 * handed in unchanged. A void carries the sale that it takes back.
 */
export type DrawerEvent =
  | { type: 'sale'; body: SaleFigures }
  | { type: 'return'; body: ReturnFigures }
  | { type: 'void'; voided: SaleFigures }
  | { type: 'cash.move'; body: { direction: 'in' | 'out'; amount: Tiyin } }
  | { type: 'debt.payment'; body: DebtPaymentFigures };

export type DrawerContents = {
  /** Cash counted into the drawer when the shift opened. */
  float: Tiyin;
  events: readonly DrawerEvent[];
  /** Currency of the drawer's money; UZS unless said. */
  currency?: string;
};

/** Whether an event belongs to practice: no money, in no figure. */
export function isPractice(event: DrawerEvent): boolean {
  if (event.type === 'sale' || event.type === 'return') return event.body.practice === true;
  return event.type === 'void' && event.voided.practice === true;
}
