import type { TenantTx } from '@oson/db';
import type { Thousandths } from '@oson/domain';
import { idOfBytes } from '../sync/store-raw.ts';
import { type Booking, bookMovements, isBookedUnder, lockLevels } from './book-movements.ts';

export type StockCount = {
  /** Made by the sender, so that a repeated sending books once. */
  documentId: string;
  storeId: string;
  /** What was counted, thousandths; each SKU once. */
  lines: { skuId: string; quantity: Thousandths }[];
  reason: string;
  userId: string;
  nowMs: number;
};

/**
 * Books what a person has counted: a movement by the difference, and the SKU counts as counted. Sent
 * again it changes nothing, whatever was sold meanwhile; with other content under the same id it
 * throws KEY_REUSED.
 */
export async function countStock(tx: TenantTx, count: StockCount): Promise<void> {
  const { documentId, storeId, lines } = count;
  const levels = await lockLevels(
    tx,
    storeId,
    lines.map((line) => line.skuId),
  );
  const movements = lines.map(({ skuId, quantity }) => ({
    // The row's id follows from what was counted: the difference depends on when it came.
    id: idOfBytes(['count', documentId, storeId, skuId, quantity].join('|')),
    skuId,
    delta: quantity - (levels.get(skuId) ?? 0),
  }));
  const booking: Booking = { ...count, kind: 'count', movements };
  const ids = movements.map(({ id }) => id);
  if (!(await isBookedUnder(tx, documentId, ids))) await bookMovements(tx, booking);
}
