import { type TenantTx, toNumber, uuidv7Now } from '@oson/db';
import { mulDiv, type Thousandths, type Tiyin } from '@oson/domain';
import { type Booking, bookMovements, isBookedBefore, lockLevels } from './book-movements.ts';

export type GoodsReceipt = {
  /** Made by the sender, so that a repeated sending books once. */
  documentId: string;
  storeId: string;
  /** What came in; `unitCost` is the price paid for one unit, absent when not known. */
  lines: { skuId: string; quantity: Thousandths; unitCost?: Tiyin | undefined }[];
  /** Supplier, invoice number or what else says where it comes from. */
  reason: string;
  userId: string;
  nowMs: number;
};

/**
 * Books a goods receipt and carries the average cost of each SKU forward. Sent again it changes
 * nothing; with other content under the same id it throws KEY_REUSED.
 */
export async function receiveGoods(tx: TenantTx, receipt: GoodsReceipt): Promise<void> {
  const booking: Booking = {
    ...receipt,
    kind: 'receipt',
    movements: receipt.lines.map(({ skuId, quantity, unitCost }) => ({
      skuId,
      delta: quantity,
      unitCost,
    })),
  };
  await lockLevels(tx, receipt.storeId, skusOf(receipt.lines));
  if (await isBookedBefore(tx, booking)) return;
  await writeAverageCosts(tx, receipt);
  await bookMovements(tx, booking);
}

/**
 * Gone without a sale: broken, spoilt, used up. Quantities are what went, above zero. Repeated as a
 * goods receipt may be.
 */
export async function writeOffStock(
  tx: TenantTx,
  writeOff: Omit<GoodsReceipt, 'lines'> & { lines: { skuId: string; quantity: Thousandths }[] },
): Promise<void> {
  const booking: Booking = {
    ...writeOff,
    kind: 'write-off',
    movements: writeOff.lines.map(({ skuId, quantity }) => ({ skuId, delta: -quantity })),
  };
  await lockLevels(tx, writeOff.storeId, skusOf(writeOff.lines));
  if (!(await isBookedBefore(tx, booking))) await bookMovements(tx, booking);
}

const skusOf = (lines: { skuId: string }[]) => lines.map((line) => line.skuId);

async function writeAverageCosts(tx: TenantTx, receipt: GoodsReceipt): Promise<void> {
  const priced = receipt.lines.filter((line) => line.unitCost !== undefined);
  if (priced.length === 0) return;
  // Receipts of two stores follow one another: each averages over what the one before it has left.
  await tx.$queryRaw`select id from sku
    where tenant_id = ${tx.tenantId}::uuid and id = any(${skusOf(priced)}::uuid[])
    order by id for no key update`;
  const rows = await tx.$queryRaw<{ skuId: string; onHand: bigint; cost: bigint | null }[]>`
    select k.id as "skuId",
      (select coalesce(sum(greatest(quantity, 0)), 0)::bigint from stock_level l
        where l.tenant_id = k.tenant_id and l.sku_id = k.id) as "onHand",
      (select amount from sku_cost c where c.tenant_id = k.tenant_id and c.sku_id = k.id
        order by c."from" desc, c.id desc limit 1) as cost
    from sku k
    where k.tenant_id = ${tx.tenantId}::uuid
      and k.id = any(${priced.map((line) => line.skuId)}::uuid[])`;
  const before = new Map(rows.map((row) => [row.skuId, row]));
  await tx.skuCost.createMany({
    data: priced.map((line) => {
      const known = before.get(line.skuId);
      const amount = averageCost(
        { quantity: toNumber(known?.onHand ?? 0), cost: costOf(known?.cost) },
        { quantity: line.quantity, cost: line.unitCost as Tiyin },
      );
      const from = new Date(receipt.nowMs);
      return {
        tenantId: tx.tenantId,
        id: uuidv7Now(),
        skuId: line.skuId,
        amount: BigInt(amount),
        from,
      };
    }),
  });
}

const costOf = (cost: bigint | null | undefined) =>
  cost === null || cost === undefined ? null : toNumber(cost);

type Lot = { quantity: Thousandths; cost: Tiyin };

/** Moving average of the cost of one unit, in tiyin. Goods of unknown cost weigh nothing. */
export function averageCost(
  held: { quantity: Thousandths; cost: Tiyin | null },
  received: Lot,
): Tiyin {
  if (held.cost === null || held.quantity <= 0) return received.cost;
  const quantity = held.quantity + received.quantity;
  if (quantity <= 0) return received.cost;
  const step = mulDiv(received.cost - held.cost, received.quantity, quantity);
  return held.cost + step;
}
