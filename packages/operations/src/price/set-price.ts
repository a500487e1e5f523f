import { OsonError } from '@oson/contract';
import { type TenantTx, uuidv7Now, withChange } from '@oson/db';
import type { Tiyin } from '@oson/domain';
import { writeAudit } from '../audit/write-audit.ts';
import { insertRows } from '../catalog/insert-rows.ts';
import { liveLists, pricesNow } from '../catalog/money-now.ts';

export type PriceChange = {
  skuId: string;
  /** null: typed at the sale. */
  price: Tiyin | null;
  /** The price that the person saw; another one meanwhile is not overwritten. */
  expected: Tiyin | null;
  /** Only the list of this store; absent: every list that stores sell by. */
  storeId?: string | undefined;
  userId: string;
};

/**
 * Sets the price of one SKU from now on, as a new row: old prices stay for the sales they made.
 *
 * @throws OsonError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function setPrice(tx: TenantTx, change: PriceChange): Promise<void> {
  const { tenantId } = tx;
  const sku = await tx.sku.findFirst({
    where: { tenantId, id: change.skuId, archivedAt: null },
  });
  if (!sku) throw new OsonError('NOT_FOUND');
  // Changes of one item's prices follow one another: each sees what the one before it has set.
  await tx.$queryRaw`select id from product
    where tenant_id = ${tenantId}::uuid and id = ${sku.productId}::uuid for no key update`;
  const lists = await listsFor(tx, change.storeId);
  const now = (await pricesNow(tx, [sku.id], lists[0]?.id)).get(sku.id)?.amount ?? null;
  if (now !== change.expected) throw new OsonError('CHANGED_MEANWHILE');
  if (now === change.price) return;
  // A form of the item that was opened before would write the old price back: it is refused.
  await tx.product.update({
    where: { tenantId_id: { tenantId, id: sku.productId } },
    data: { version: { increment: 1 } },
  });
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: change.userId,
    action: 'price.changed',
    subject: sku.name,
    details: { from: now, to: change.price },
  });
  const rows = lists.map((list) => ({
    id: uuidv7Now(),
    price_list_id: list.id,
    sku_id: sku.id,
    amount: change.price,
    currency: list.currency,
    from: new Date().toISOString(),
  }));
  const n = await withChange(
    tx,
    rows.map(({ id }) => ({ kind: 'price', id })),
  );
  await insertRows(
    tx,
    'price',
    rows.map((row) => ({ ...row, n })),
  );
}

async function listsFor(tx: TenantTx, storeId: string | undefined) {
  if (!storeId) return liveLists(tx);
  const store = await tx.store.findFirst({
    where: { tenantId: tx.tenantId, id: storeId, archivedAt: null },
    select: { priceListId: true, currency: true },
  });
  if (!store) throw new OsonError('NOT_FOUND');
  return [{ id: store.priceListId, currency: store.currency }];
}
