import { Prisma, rowSet } from '@oson/db';

export type HourlyFigures = {
  saleCount: number;
  gross: number;
  tax: number;
  discount: number;
  returnCount: number;
  refunds: number;
  refundTax: number;
};

const ZERO: HourlyFigures = {
  saleCount: 0,
  gross: 0,
  tax: 0,
  discount: 0,
  returnCount: 0,
  refunds: 0,
  refundTax: 0,
};

const HOUR = {
  businessDate: 'date',
  hour: 'int',
  saleCount: 'int',
  gross: 'bigint',
  tax: 'bigint',
  discount: 'bigint',
  returnCount: 'int',
  refunds: 'bigint',
  refundTax: 'bigint',
} as const;

/** The rollup that dashboards read, by business date and hour of one store. */
export class HourlyBook {
  readonly #hours = new Map<string, HourlyFigures & { businessDate: string; hour: number }>();

  add(at: { businessDate: string; hour: number }, figures: Partial<HourlyFigures>): void {
    const key = `${at.businessDate} ${at.hour}`;
    const sums = this.#hours.get(key) ?? { ...ZERO, ...at };
    for (const name of Object.keys(ZERO) as (keyof HourlyFigures)[]) {
      sums[name] += figures[name] ?? 0;
    }
    this.#hours.set(key, sums);
  }

  /** Adds everything to the table; rows in key order, so that two batches lock them alike. */
  upsert(tenantId: string, storeId: string): Prisma.Sql | null {
    if (this.#hours.size === 0) return null;
    const rows = rowSet(HOUR, [...this.#hours.values()]);
    return Prisma.sql`insert into sales_hourly as h (tenant_id, store_id, business_date, hour,
        sale_count, gross, tax, discount, return_count, refunds, refund_tax)
      select ${tenantId}::uuid, ${storeId}::uuid, "businessDate", hour, "saleCount", gross, tax,
        discount, "returnCount", refunds, "refundTax"
      from ${rows}
      order by "businessDate", hour
      on conflict (tenant_id, store_id, business_date, hour) do update set
        sale_count = h.sale_count + excluded.sale_count, gross = h.gross + excluded.gross,
        tax = h.tax + excluded.tax, discount = h.discount + excluded.discount,
        return_count = h.return_count + excluded.return_count,
        refunds = h.refunds + excluded.refunds, refund_tax = h.refund_tax + excluded.refund_tax`;
  }
}
