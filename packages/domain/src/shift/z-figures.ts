import type { TenderKind } from '../sale/sale-types.ts';
import type { Tiyin } from '../units.ts';
import { type DrawerContents, isPractice, type SaleFigures } from './drawer-events.ts';
import { expectedCash } from './expected-cash.ts';

/** The figures of a shift's closing report; amounts in tiyin of the drawer's currency. */
export type ShiftFigures = {
  /** Sales less voids; a void takes its sale out of every figure. */
  saleCount: number;
  gross: Tiyin;
  /** Tax inside `gross`; that of returns is in the reports. */
  tax: Tiyin;
  discount: Tiyin;
  returnCount: number;
  /** What went back to buyers, before cash rounding; `gross` is not lessened by it. */
  refunds: Tiyin;
  /** Cash rounding of sales less that of returns. */
  cashRounding: Tiyin;
  /** By tender kind: taken for sales and debts net of change, less refunded. */
  tenders: Record<string, Tiyin>;
  float: Tiyin;
  cashIn: Tiyin;
  cashOut: Tiyin;
  expectedCash: Tiyin;
};

/** Sums a shift's events to its Z; the same function runs at the drawer and on the server. */
export function zFigures(contents: DrawerContents): ShiftFigures {
  const z: ShiftFigures = {
    saleCount: 0,
    gross: 0,
    tax: 0,
    discount: 0,
    returnCount: 0,
    refunds: 0,
    cashRounding: 0,
    tenders: {},
    float: contents.float,
    cashIn: 0,
    cashOut: 0,
    expectedCash: expectedCash(contents),
  };
  for (const event of contents.events) {
    if (isPractice(event)) continue;
    switch (event.type) {
      case 'sale':
        countSale(z, event.body, 1);
        break;
      case 'void':
        countSale(z, event.voided, -1);
        break;
      case 'return':
        z.returnCount += 1;
        z.refunds += event.body.refund;
        z.cashRounding -= event.body.cashRounding;
        countTenders(z, event.body.tenders, 0, -1);
        break;
      case 'debt.payment':
        countTenders(z, event.body.tenders, event.body.changeGiven, 1);
        break;
      case 'cash.move':
        if (event.body.direction === 'in') z.cashIn += event.body.amount;
        else z.cashOut += event.body.amount;
        break;
      default:
        event satisfies never;
    }
  }
  return z;
}

type Direction = 1 | -1;

function countSale(z: ShiftFigures, sale: SaleFigures, direction: Direction): void {
  z.saleCount += direction;
  z.gross += direction * sale.totals.gross;
  z.tax += direction * sale.totals.tax;
  z.discount += direction * sale.totals.discount;
  z.cashRounding += direction * sale.cashRounding;
  countTenders(z, sale.tenders, sale.changeGiven, direction);
}

function countTenders(
  z: ShiftFigures,
  tenders: readonly { kind: TenderKind; amount: Tiyin }[],
  changeGiven: Tiyin,
  direction: Direction,
): void {
  for (const { kind, amount } of tenders) {
    z.tenders[kind] = (z.tenders[kind] ?? 0) + direction * amount;
  }
  if (changeGiven !== 0) z.tenders.cash = (z.tenders.cash ?? 0) - direction * changeGiven;
}
