import { OsonError } from '@oson/contract';
import { Prisma, type TenantTx, toNumber, uuidv7Now, withChange } from '@oson/db';
import { businessDate, type Thousandths, type Tiyin } from '@oson/domain';

/** Kinds of movements that people make in the office. */
export type OfficeMovement = 'receipt' | 'count' | 'write-off' | 'transfer';

export type Movement = {
  /** Of the row; absent: any. */
  id?: string;
  skuId: string;
  delta: Thousandths;
  unitCost?: Tiyin | undefined;
};
export type Booking = {
  storeId: string;
  kind: OfficeMovement;
  movements: Movement[];
  reason: string;
  userId: string;
  /** All movements of one document share it. */
  documentId: string;
  nowMs: number;
};

/** Locks the levels of these SKUs in SKU order and returns what is on hand, thousandths. */
export async function lockLevels(
  tx: TenantTx,
  storeId: string,
  skuIds: string[],
): Promise<Map<string, Thousandths>> {
  const ids = [...new Set(skuIds)].sort();
  const known = await tx.sku.count({ where: { id: { in: ids } } });
  if (known !== ids.length) throw new OsonError('NOT_FOUND', { field: 'skuId' });
  await tx.$executeRaw`
    insert into stock_level (tenant_id, store_id, sku_id)
    select ${tx.tenantId}::uuid, ${storeId}::uuid, id from unnest(${ids}::uuid[]) id order by id
    on conflict do nothing`;
  const rows = await tx.$queryRaw<{ skuId: string; quantity: bigint }[]>`
    select sku_id as "skuId", quantity from stock_level
    where tenant_id = ${tx.tenantId}::uuid and store_id = ${storeId}::uuid
      and sku_id = any(${ids}::uuid[]) order by sku_id for update`;
  return new Map(rows.map((row) => [row.skuId, toNumber(row.quantity)]));
}

/**
 * Whether this document is booked already: a sending that is repeated after a lost answer changes
 * nothing. Call it while `lockLevels` holds the rows. Throws KEY_REUSED when the document that is
 * booked says something else.
 */
export async function isBookedBefore(
  tx: TenantTx,
  booking: Pick<Booking, 'storeId' | 'documentId' | 'movements'>,
): Promise<boolean> {
  const rows = await tx.stockMovement.findMany({ where: { documentId: booking.documentId } });
  if (rows.length === 0) return false;
  const booked = new Map(
    rows.map((row) => [`${row.storeId}/${row.skuId}`, toNumber(row.quantity)]),
  );
  const { storeId, movements } = booking;
  const isSame =
    rows.length === movements.length &&
    movements.every(({ skuId, delta }) => booked.get(`${storeId}/${skuId}`) === delta);
  if (!isSame) throw new OsonError('KEY_REUSED');
  return true;
}

/** The same for a document whose rows have ids that follow from its content. */
export async function isBookedUnder(
  tx: TenantTx,
  documentId: string,
  ids: readonly string[],
): Promise<boolean> {
  const rows = await tx.stockMovement.findMany({ where: { documentId }, select: { id: true } });
  if (rows.length === 0) return false;
  const isSame = rows.length === ids.length && rows.every(({ id }) => ids.includes(id));
  if (!isSame) throw new OsonError('KEY_REUSED');
  return true;
}

/** Writes movements and levels of rows that `lockLevels` holds; ends with the change counter. */
export async function bookMovements(tx: TenantTx, booking: Booking): Promise<void> {
  const store = await tx.store.findUnique({
    where: { tenantId_id: { tenantId: tx.tenantId, id: booking.storeId } },
  });
  if (!store) throw new OsonError('NOT_FOUND', { field: 'storeId' });
  const date = businessDate(booking.nowMs, store.utcOffsetMin, store.cutoverHour);
  const { movements } = booking;
  await tx.stockMovement.createMany({
    data: movements.map((movement) => ({
      tenantId: tx.tenantId,
      id: movement.id ?? uuidv7Now(),
      storeId: booking.storeId,
      skuId: movement.skuId,
      kind: booking.kind,
      quantity: BigInt(movement.delta),
      unitCost: movement.unitCost === undefined ? null : BigInt(movement.unitCost),
      reason: booking.reason || null,
      documentId: booking.documentId,
      byUser: booking.userId,
      at: new Date(booking.nowMs),
      businessDate: new Date(date),
    })),
  });
  const sums = Prisma.join(
    movements.map(({ skuId, delta }) => Prisma.sql`(${skuId}::uuid, ${BigInt(delta)}::bigint)`),
  );
  await tx.$executeRaw`
    update stock_level l set quantity = l.quantity + d.delta, counted = true, updated_at = now()
    from (select sku_id, sum(delta)::bigint as delta from (values ${sums}) v (sku_id, delta)
      group by sku_id) d
    where l.tenant_id = ${tx.tenantId}::uuid and l.store_id = ${booking.storeId}::uuid
      and l.sku_id = d.sku_id`;
  await withChange(
    tx,
    movements.map(({ skuId }) => ({ kind: 'stock', id: skuId, storeId: booking.storeId })),
  );
}
