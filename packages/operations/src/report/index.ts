export { type DailySummary, dailySummary } from './daily-summary.ts';
export { type Dashboard, dashboard } from './dashboard.ts';
export type { DayFigures, HourFigures } from './day-figures.ts';
export type { DayProfit } from './day-profit.ts';
export type { LowStock } from './low-stock.ts';
export {
  type ReceivedThrough,
  receivedThrough,
  type TerminalLedger,
} from './received-through.ts';
export type { TenderFigures } from './tender-figures.ts';
export type { TopItem } from './top-items.ts';
