import type { TenantTx } from '@oson/db';
import type { Thousandths } from '@oson/domain';
import { bookMovements, lockLevels } from './book-movements.ts';

export type StockCount = {
  documentId: string;
  storeId: string;
  /** What was counted, thousandths; each SKU once. */
  lines: { skuId: string; quantity: Thousandths }[];
  reason: string;
  userId: string;
  nowMs: number;
};

/** Books what a person has counted: a movement by the difference, and the SKU counts as counted. */
export async function countStock(tx: TenantTx, count: StockCount): Promise<void> {
  const levels = await lockLevels(
    tx,
    count.storeId,
    count.lines.map((line) => line.skuId),
  );
  await bookMovements(tx, {
    ...count,
    kind: 'count',
    movements: count.lines.map((line) => ({
      skuId: line.skuId,
      delta: line.quantity - (levels.get(line.skuId) ?? 0),
    })),
  });
}
