import { mulDiv } from '../money/mul-div.ts';
import type { Settlement, Tender } from '../sale/sale-types.ts';
import type { Tiyin } from '../units.ts';

/** What cash rounding adds to (or takes from) an amount: to the nearest step, half upwards. */
export function cashRoundingOf(amount: Tiyin, step: Tiyin): Tiyin {
  if (step <= 0) return 0;
  return mulDiv(amount, 1, step) * step - amount;
}

/**
 * Settles a total with what was given. Cash rounds only what cash has to take; a cash tender of 0
 * asks "what would be due in cash?", and cash of exactly the rest is not rounded. Only cash gives change: what other tenders hold above the
 * total is `overpaid`, and such a sale may not be completed.
 * Always: given − changeGiven − overpaid + missing = due = gross + cashRounding.
 */
export function settle(
  gross: Tiyin,
  tenders: readonly Pick<Tender, 'kind' | 'amount'>[],
  cashStep: Tiyin,
): Settlement {
  const cash = sumOf(tenders.filter((tender) => tender.kind === 'cash'));
  const other = sumOf(tenders.filter((tender) => tender.kind !== 'cash'));
  const inCash = tenders.some((tender) => tender.kind === 'cash');
  const rest = gross - other;
  // Cash that is the rest to the tiyin is taken as it is: there is nothing to round away.
  const rounds = inCash && rest > 0 && cash !== rest;
  const cashRounding = rounds ? cashRoundingOf(rest, cashStep) : 0;
  const wanted = Math.max(0, rest + cashRounding);
  return {
    due: gross + cashRounding,
    cashRounding,
    given: cash + other,
    changeGiven: Math.max(0, cash - wanted),
    missing: Math.max(0, wanted - cash),
    overpaid: Math.max(0, -rest),
  };
}

/** Whether a sale with this settlement may be completed. */
export function isSettled(settlement: Settlement): boolean {
  return settlement.missing === 0 && settlement.overpaid === 0;
}

/** What a further non-cash tender may take at most: the rest, unrounded, never below 0. */
export function roomFor(gross: Tiyin, tenders: readonly Pick<Tender, 'amount'>[]): Tiyin {
  return Math.max(0, gross - sumOf(tenders));
}

/**
 * The value in the sale's currency of money in a foreign one: `foreignAmount` in its hundredths,
 * `rate` in tiyin for one whole unit.
 */
export function foreignValue(foreignAmount: number, rate: number): Tiyin {
  return mulDiv(foreignAmount, rate, 100);
}

function sumOf(tenders: readonly Pick<Tender, 'amount'>[]): Tiyin {
  return tenders.reduce((sum, tender) => sum + tender.amount, 0);
}
