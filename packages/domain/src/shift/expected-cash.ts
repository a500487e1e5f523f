import type { Tender } from '../sale/sale-types.ts';
import type { Tiyin } from '../units.ts';
import { type DrawerContents, type DrawerEvent, isPractice } from './drawer-events.ts';

/**
 * Cash that should lie in the drawer in its own currency: the float, cash taken net of change,
 * less cash refunded, moved in and out. Cash rounding is inside what was taken and given. Foreign
 * notes lie beside it (`expectedForeignCash`); change for them is given in the drawer's currency.
 */
export function expectedCash({ float, events, currency = 'UZS' }: DrawerContents): Tiyin {
  return events.reduce((cash, event) => cash + cashMoved(event, currency), float);
}

/** What one event adds to the drawer's cash in `currency`; negative when it takes some. */
export function cashMoved(event: DrawerEvent, currency = 'UZS'): Tiyin {
  if (isPractice(event)) return 0;
  switch (event.type) {
    case 'sale':
    case 'debt.payment':
      return cashIn(event.body.tenders, currency) - event.body.changeGiven;
    case 'void':
      return event.voided.changeGiven - cashIn(event.voided.tenders, currency);
    case 'return':
      return 0 - cashIn(event.body.tenders, currency);
    case 'cash.move':
      return event.body.direction === 'in' ? event.body.amount : -event.body.amount;
    default:
      return event satisfies never;
  }
}

/** Foreign notes that should lie in the drawer, in hundredths, by currency. */
export function expectedForeignCash(
  events: readonly DrawerEvent[],
  currency = 'UZS',
): Record<string, number> {
  const held: Record<string, number> = {};
  for (const event of events) {
    if (isPractice(event) || event.type === 'cash.move') continue;
    const takes = event.type === 'sale' || event.type === 'debt.payment';
    const { tenders } = event.type === 'void' ? event.voided : event.body;
    for (const tender of tenders) {
      if (tender.kind !== 'cash' || tender.currency === currency) continue;
      const amount = tender.foreignAmount ?? 0;
      held[tender.currency] = (held[tender.currency] ?? 0) + (takes ? amount : -amount);
    }
  }
  return held;
}

function cashIn(
  tenders: readonly Pick<Tender, 'kind' | 'amount' | 'currency'>[],
  currency: string,
): Tiyin {
  return tenders
    .filter((tender) => tender.kind === 'cash' && tender.currency === currency)
    .reduce((sum, tender) => sum + tender.amount, 0);
}
