import type { TenantTx } from '@oson/db';
import { addDays, businessDate, businessHour } from '@oson/domain';
import {
  type DayFigures,
  type DayScope,
  dayFigures,
  type HourFigures,
  hourFigures,
} from './day-figures.ts';
import { type DayProfit, dayProfit } from './day-profit.ts';
import { type LowStock, lowStock } from './low-stock.ts';
import { type ReceivedThrough, receivedThrough } from './received-through.ts';
import { type TenderFigures, tenderFigures } from './tender-figures.ts';
import { type TopItem, topItems } from './top-items.ts';

export type Dashboard = {
  /** Business date of today in the chain's first store. */
  date: string;
  /** The hour that is running, 0 to 23. */
  hour: number;
  /** The same weekday a week before. */
  comparedDate: string;
  today: DayFigures;
  compared: DayFigures;
  /** Sales of the compared day up to the present hour, so that half a day meets half a day. */
  comparedSoFar: { saleCount: number; gross: number };
  hours: HourFigures[];
  comparedHours: HourFigures[];
  topItems: TopItem[];
  tenders: TenderFigures[];
  openFlags: number;
  profit: DayProfit;
  lowStock: LowStock;
  received: ReceivedThrough;
};

const TOP = 6;

/** What an owner looks at first. `nowMs` decides which business date is today. */
export async function dashboard(
  tx: TenantTx,
  input: { nowMs: number; storeIds?: readonly string[] | undefined },
): Promise<Dashboard> {
  const { offset, cutover } = await clockOf(tx);
  const date = businessDate(input.nowMs, offset, cutover);
  const comparedDate = addDays(date, -7);
  const hour = businessHour(input.nowMs, offset);
  const hoursGone = hourOfDay(hour, cutover);
  const scope: DayScope = { date, storeIds: input.storeIds };
  const before: DayScope = { date: comparedDate, storeIds: input.storeIds };
  const comparedHours = await hourFigures(tx, before);
  const soFar = comparedHours.filter((row) => hourOfDay(row.hour, cutover) < hoursGone);
  return {
    date,
    hour,
    comparedDate,
    today: await dayFigures(tx, scope),
    compared: await dayFigures(tx, before),
    comparedSoFar: {
      saleCount: soFar.reduce((sum, row) => sum + row.saleCount, 0),
      gross: soFar.reduce((sum, row) => sum + row.gross, 0),
    },
    hours: await hourFigures(tx, scope),
    comparedHours,
    topItems: await topItems(tx, scope, TOP),
    tenders: await tenderFigures(tx, scope),
    openFlags: await tx.saleFlag.count({ where: { status: 'open' } }),
    profit: await dayProfit(tx, scope),
    lowStock: await lowStock(tx, input.storeIds),
    received: await receivedThrough(tx),
  };
}

/** Hours since the business day began: a day that ends at 3 has its hour 2 last. */
const hourOfDay = (hour: number, cutover: number) => (hour - cutover + 24) % 24;

async function clockOf(tx: TenantTx): Promise<{ offset: number; cutover: number }> {
  const store = await tx.store.findFirst({
    where: { archivedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { utcOffsetMin: true, cutoverHour: true },
  });
  return { offset: store?.utcOffsetMin ?? 300, cutover: store?.cutoverHour ?? 0 };
}
