import { type Database, type TenantTx } from '@oson/db';
import { addDays, type DrawerEvent, zFigures } from '@oson/domain';
import { DEMO_TENANT_ID } from './demo-chain.ts';
import { insertSet, type Row } from './insert-set.ts';
import { saleRows } from './sale-rows.ts';
import type { PlannedSale } from './sales-plan.ts';
import { numbersOf, stableId } from './stable.ts';

const WEEK_DAYS = 7;
const FLOAT = 200_000_00;
const HOUR_MS = 3_600_000;

/** Writes the sales of one store, a week a transaction; weeks that are there are left alone. */
export async function writeHistory(
  db: Database,
  planned: readonly PlannedSale[],
  priceN: number,
): Promise<void> {
  for (const week of weeksOf(planned)) {
    await db.inTenant(DEMO_TENANT_ID, async (tx) => {
      if (await isWritten(tx, week)) return;
      await insertSet(tx, 'stock_movement', deliveries(week));
      await insertSet(tx, 'shift', shifts(week));
      await writeSales(tx, week, priceN);
    });
  }
}

function weeksOf(planned: readonly PlannedSale[]): PlannedSale[][] {
  const weeks: PlannedSale[][] = [];
  for (const one of planned) (weeks[Math.floor(one.day / WEEK_DAYS)] ??= []).push(one);
  return weeks.filter(Boolean);
}

async function isWritten(tx: TenantTx, [first]: readonly PlannedSale[]): Promise<boolean> {
  if (!first) return true;
  return (await tx.sale.findFirst({ where: { id: first.id }, select: { id: true } })) !== null;
}

/** Sales with all their rows and the hourly rollup. Stock levels are not touched. */
export async function writeSales(
  tx: TenantTx,
  planned: readonly PlannedSale[],
  priceN: number,
): Promise<void> {
  for (const [table, rows] of Object.entries(saleRows(planned, priceN))) {
    await insertSet(tx, table, rows);
  }
  await tx.$executeRaw`
    insert into sales_hourly as h (tenant_id, store_id, business_date, hour, sale_count, gross, tax,
      discount)
    select tenant_id, store_id, business_date, hour, count(*), sum(gross), sum(tax), sum(discount)
    from sale where tenant_id = ${tx.tenantId}::uuid and id = any(${planned.map(({ id }) => id)}::uuid[])
    group by 1, 2, 3, 4
    on conflict (tenant_id, store_id, business_date, hour) do update
    set sale_count = h.sale_count + excluded.sale_count, gross = h.gross + excluded.gross,
      tax = h.tax + excluded.tax, discount = h.discount + excluded.discount`;
}

/** What the week will sell comes the evening before it begins, one goods receipt a store. */
function deliveries(week: readonly PlannedSale[]): Row[] {
  const [first] = week as [PlannedSale];
  const sold = new Map<string, { quantity: number; cost: number }>();
  for (const { sale, skus } of week.filter(({ oversold }) => !oversold)) {
    for (const [at, line] of sale.lines.entries()) {
      const sum = sold.get(line.skuId) ?? { quantity: 0, cost: skus[at]?.cost ?? 0 };
      sold.set(line.skuId, { ...sum, quantity: sum.quantity + line.quantity });
    }
  }
  const start = addDays(first.businessDate, -(first.day % WEEK_DAYS));
  const at = Date.parse(`${addDays(start, -1)}T21:00:00+05:00`);
  const documentId = stableId('delivery', `${first.store.key} ${start}`, at);
  return [...sold].map(([skuId, { quantity, cost }]) => ({
    id: stableId('delivered', `${documentId} ${skuId}`, at),
    store_id: first.store.id,
    sku_id: skuId,
    kind: 'receipt',
    quantity,
    unit_cost: cost,
    reason: 'Haftalik yetkazish',
    document_id: documentId,
    at: new Date(at),
    business_date: addDays(start, -1),
  }));
}

function shifts(week: readonly PlannedSale[]): Row[] {
  const byShift = new Map<string, PlannedSale[]>();
  for (const one of week) byShift.set(one.shiftId, [...(byShift.get(one.shiftId) ?? []), one]);
  return [...byShift].map(([id, sales]) => shiftRow(id, sales));
}

/** Counted right nine times of ten; else some notes too few or too many. */
function shiftRow(id: string, sales: readonly PlannedSale[]): Row {
  const [first, last] = [sales[0], sales.at(-1)] as [PlannedSale, PlannedSale];
  const events = sales.map(({ sale }): DrawerEvent => ({ type: 'sale', body: sale }));
  const z = zFigures({ float: FLOAT, events });
  const random = numbersOf(id);
  const off = random() < 0.1 ? Math.round(random() * 10 - 5) * 1_000_00 : 0;
  return {
    id,
    store_id: first.store.id,
    terminal_id: first.terminal.id,
    incarnation_id: first.terminal.incarnationId,
    opened_by: first.staffId,
    closed_by: first.staffId,
    opened_at: new Date(first.soldAt - HOUR_MS / 4),
    closed_at: new Date(last.soldAt + HOUR_MS / 60),
    business_date: first.businessDate,
    currency: 'UZS',
    float_amount: FLOAT,
    counted_cash: z.expectedCash + off,
    expected_cash: z.expectedCash,
    z_figures: z,
    status: 'closed',
  };
}
