import { OsonError } from '@oson/contract';
import { type ChangedRow, Prisma, type TenantTx, uuidv7Now, withChange } from '@oson/db';
import type { AuditAction } from '@oson/messages/admin';
import { writeAudit } from '../audit/write-audit.ts';
import { assertItem, tidyItem } from './check-item.ts';
import type { ItemInput } from './goods-types.ts';
import { insertRows } from './insert-rows.ts';
import { saveBarcodes } from './save-barcodes.ts';
import { saveMoney } from './save-money.ts';
import { saveSkus } from './save-skus.ts';
import { searchKeyOf } from './search-key.ts';

/**
 * Makes an item: a name and a price suffice.
 *
 * @throws OsonError BAD_INPUT with the field, BARCODE_TAKEN with the other item's name
 */
export async function createItem(
  tx: TenantTx,
  input: ItemInput,
  userId: string,
): Promise<{ productId: string }> {
  const item = tidyItem(input);
  assertItem(item);
  const productId = uuidv7Now();
  await insertRows(tx, 'product', [{ id: productId, ...productOf(item) }]);
  await saveParts(tx, productId, item, userId, 'item.created');
  return { productId };
}

/**
 * Changes an item as its form shows it: SKUs that are not named any more are archived.
 *
 * @throws OsonError NOT_FOUND, CHANGED_MEANWHILE when somebody else was quicker, BAD_INPUT,
 *   BARCODE_TAKEN
 */
export async function updateItem(
  tx: TenantTx,
  target: { productId: string; version: number },
  input: ItemInput,
  userId: string,
): Promise<void> {
  const item = tidyItem(input);
  assertItem(item);
  const product = productOf(item);
  await takeVersion(tx, target);
  await tx.product.update({
    where: { tenantId_id: { tenantId: tx.tenantId, id: target.productId } },
    data: {
      name: product.name,
      names: product.names ?? Prisma.DbNull,
      categoryId: product.category_id,
      mxik: product.mxik,
      packageCode: product.package_code,
      markedGroup: product.marked_group,
      searchKey: product.search_key,
    },
  });
  await saveParts(tx, target.productId, item, userId, 'item.changed');
}

/** Counts the item's version up, if it is still the one that the person saw. */
export async function takeVersion(
  tx: TenantTx,
  target: { productId: string; version: number },
): Promise<void> {
  const where = { tenantId: tx.tenantId, id: target.productId };
  const taken = await tx.product.updateMany({
    where: { ...where, version: target.version },
    data: { version: { increment: 1 } },
  });
  if (taken.count === 1) return;
  const known = await tx.product.count({ where });
  throw new OsonError(known === 0 ? 'NOT_FOUND' : 'CHANGED_MEANWHILE');
}

function productOf(item: ItemInput) {
  return {
    category_id: item.categoryId,
    name: item.name,
    names: Object.keys(item.names).length > 0 ? item.names : null,
    mxik: item.mxik,
    package_code: item.packageCode,
    marked_group: item.markedGroup,
    search_key: searchKeyOf([
      item.name,
      ...Object.values(item.names),
      ...item.skus.flatMap((sku) => sku.options.map((option) => option.value)),
    ]),
  };
}

async function saveParts(
  tx: TenantTx,
  productId: string,
  item: ItemInput,
  userId: string,
  action: AuditAction,
): Promise<void> {
  const skus = await saveSkus(tx, productId, item);
  const barcodes = await saveBarcodes(tx, skus.saved, item.moveBarcodes ?? []);
  const prices = await saveMoney(tx, skus.saved);
  await writeAudit(tx, { actorKind: 'user', actorId: userId, action, subject: item.name });
  const changed: ChangedRow[] = [
    ...skus.changedIds.map((id) => ({ kind: 'sku', id })),
    ...barcodes.map((id) => ({ kind: 'barcode', id })),
    ...prices.map(({ id }) => ({ kind: 'price', id })),
  ];
  const n = await withChange(tx, changed);
  await insertRows(
    tx,
    'price',
    prices.map((price) => ({ ...price, n })),
  );
}
