import { type TenantTx, withChange } from '@oson/db';
import type { AuditAction } from '@oson/messages/admin';
import { writeAudit } from '../audit/write-audit.ts';
import { ownersOf } from './check-item.ts';
import { takeVersion } from './save-item.ts';

type Target = { productId: string; version: number };

/**
 * Takes an item off the shelves: nothing is deleted, its codes become free, its sales keep it.
 *
 * @throws OsonError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function archiveItem(
  tx: TenantTx,
  target: Target,
  userId: string,
): Promise<{ version: number }> {
  const { tenantId } = tx;
  await takeVersion(tx, target);
  // One moment for all of it, so that a restore knows what went together.
  const archivedAt = new Date();
  const product = await tx.product.update({
    where: { tenantId_id: { tenantId, id: target.productId } },
    data: { archivedAt },
  });
  const skus = await tx.sku.findMany({
    where: { tenantId, productId: target.productId, archivedAt: null },
    select: { id: true },
  });
  const skuIds = skus.map((sku) => sku.id);
  const live = { tenantId, archivedAt: null };
  const codes = await tx.barcode.findMany({ where: { ...live, skuId: { in: skuIds } } });
  const data = { archivedAt, version: { increment: 1 } };
  await tx.sku.updateMany({ where: { ...live, id: { in: skuIds } }, data });
  await tx.barcode.updateMany({ where: { ...live, skuId: { in: skuIds } }, data });
  await audit(tx, userId, 'item.archived', product.name);
  await publish(tx, skuIds, codes);
  return { version: product.version };
}

/**
 * Brings an archived item back with the SKUs and codes that went with it; a code that another item
 * has got meanwhile stays there.
 *
 * @throws OsonError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function restoreItem(
  tx: TenantTx,
  target: Target,
  userId: string,
): Promise<{ version: number }> {
  const { tenantId } = tx;
  await takeVersion(tx, target);
  const where = { tenantId_id: { tenantId, id: target.productId } };
  const { archivedAt } = await tx.product.findUniqueOrThrow({ where });
  const product = await tx.product.update({ where, data: { archivedAt: null } });
  const together = { tenantId, archivedAt };
  const skus = await tx.sku.findMany({
    where: { ...together, productId: target.productId },
    select: { id: true },
  });
  const skuIds = skus.map((sku) => sku.id);
  const codes = await tx.barcode.findMany({ where: { ...together, skuId: { in: skuIds } } });
  const taken = await ownersOf(
    tx,
    codes.map((barcode) => barcode.code),
  );
  const free = codes.filter((barcode) => !taken.some((owner) => owner.code === barcode.code));
  const data = { archivedAt: null, version: { increment: 1 } };
  await tx.sku.updateMany({ where: { tenantId, id: { in: skuIds } }, data });
  const freeIds = free.map((barcode) => barcode.id);
  await tx.barcode.updateMany({ where: { tenantId, id: { in: freeIds } }, data });
  await audit(tx, userId, 'item.restored', product.name);
  await publish(tx, skuIds, free);
  return { version: product.version };
}

const audit = (tx: TenantTx, actorId: string, action: AuditAction, subject: string) =>
  writeAudit(tx, { actorKind: 'user', actorId, action, subject });

async function publish(
  tx: TenantTx,
  skuIds: readonly string[],
  codes: readonly { id: string }[],
): Promise<void> {
  await withChange(tx, [
    ...skuIds.map((id) => ({ kind: 'sku', id })),
    ...codes.map(({ id }) => ({ kind: 'barcode', id })),
  ]);
}
