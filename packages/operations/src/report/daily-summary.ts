import type { TenantTx } from '@oson/db';
import { type DayFigures, dayFigures } from './day-figures.ts';
import { type ReceivedThrough, receivedThrough } from './received-through.ts';
import { type TopItem, topItems } from './top-items.ts';

export type DailySummary = {
  chainName: string;
  locale: string;
  date: string;
  figures: DayFigures;
  stores: { name: string; saleCount: number; gross: number }[];
  topItems: TopItem[];
  openFlags: number;
  received: ReceivedThrough;
};

const TOP = 5;

/** What the owner's daily report says about one business date (YYYY-MM-DD). */
export async function dailySummary(tx: TenantTx, date: string): Promise<DailySummary> {
  const settings = await tx.tenantSettings.findUniqueOrThrow({ where: { tenantId: tx.tenantId } });
  const stores = await tx.store.findMany({ where: { archivedAt: null }, orderBy: { name: 'asc' } });
  const byStore = [];
  for (const store of stores) {
    const figures = await dayFigures(tx, { date, storeIds: [store.id] });
    byStore.push({ name: store.name, saleCount: figures.saleCount, gross: figures.gross });
  }
  return {
    chainName: settings.name,
    locale: settings.locale,
    date,
    figures: await dayFigures(tx, { date }),
    stores: byStore,
    topItems: await topItems(tx, { date }, TOP),
    openFlags: await tx.saleFlag.count({ where: { status: 'open' } }),
    received: await receivedThrough(tx),
  };
}
