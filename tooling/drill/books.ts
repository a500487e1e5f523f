/** What the database says when everything has arrived, held against the till rolls. */
import type { Installation } from './installation.ts';

export type Books = {
  printed: number;
  stored: number;
  lost: string[];
  doubled: string[];
  wrongStock: number;
};

/** Compares printed receipts with stored sales, and stock with its movements. */
export async function readBooks({ rows, printed }: Installation): Promise<Books> {
  const sales = await rows<{ number: string; tenant: string }>(
    'select receipt_number as number, tenant_id as tenant from sale',
  );
  const count = new Map<string, number>();
  for (const { number, tenant } of sales) {
    const key = `${tenant} ${number}`;
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  const rolls = printed.all().map((each) => `${each.tenantId} ${each.receiptNumber}`);
  const wrong = await rows(
    `select l.sku_id from stock_level l where l.quantity <> (
       select coalesce(sum(m.quantity), 0) from stock_movement m
       where m.tenant_id = l.tenant_id and m.store_id = l.store_id and m.sku_id = l.sku_id)`,
  );
  return {
    printed: rolls.length,
    stored: sales.length,
    lost: rolls.filter((key) => !count.has(key)),
    doubled: [...count].filter(([, times]) => times > 1).map(([key]) => key),
    wrongStock: wrong.length,
  };
}
