import { OsonError } from '@oson/contract';
import { type ChangedRow, type TenantTx, withChange } from '@oson/db';
import { writeAudit } from '../audit/write-audit.ts';

const UNDO_MS = 24 * 3_600_000;
const REMOVED = 'tenant.sample-removed';

export type SampleState = { present: number; restorableUntil: number | null };

/** How many sample goods there are, and until when the removed ones may be taken back (ms). */
export async function readSampleState(tx: TenantTx, nowMs: number): Promise<SampleState> {
  const present = await tx.product.count({ where: { sample: true, archivedAt: null } });
  const removedAt = present > 0 ? null : await lastRemoval(tx, nowMs);
  return { present, restorableUntil: removedAt === null ? null : removedAt + UNDO_MS };
}

/**
 * Archives every sample good; a section goes with them unless goods of the shop's own lie in it.
 * Does not end the transaction: whoever calls it names the rows in its own change.
 */
export async function archiveSampleGoods(tx: TenantTx, at: Date): Promise<ChangedRow[]> {
  const products = await tx.product.findMany({
    where: { sample: true, archivedAt: null },
    select: { id: true },
  });
  if (products.length === 0) return [];
  const ids = products.map(({ id }) => id);
  const skus = await tx.sku.findMany({
    where: { productId: { in: ids }, archivedAt: null },
    select: { id: true },
  });
  const skuIds = skus.map(({ id }) => id);
  const barcodes = await tx.barcode.findMany({
    where: { skuId: { in: skuIds }, archivedAt: null },
    select: { id: true },
  });
  const barcodeIds = barcodes.map(({ id }) => id);
  const archived = { archivedAt: at };
  const next = { archivedAt: at, version: { increment: 1 } };
  await tx.product.updateMany({ where: { id: { in: ids } }, data: next });
  await tx.sku.updateMany({ where: { id: { in: skuIds } }, data: next });
  await tx.barcode.updateMany({ where: { id: { in: barcodeIds } }, data: archived });
  const categories = await tx.category.findMany({
    where: { sample: true, archivedAt: null, products: { none: { archivedAt: null } } },
    select: { id: true },
  });
  const categoryIds = categories.map(({ id }) => id);
  await tx.category.updateMany({ where: { id: { in: categoryIds } }, data: next });
  return namedRows({ skuIds, barcodeIds, categoryIds });
}

/** The one button: sample goods leave, and may be taken back for 24 hours. */
export async function removeSampleGoods(
  tx: TenantTx,
  by: { userId: string },
): Promise<{ removed: number }> {
  const at = new Date();
  const changed = await archiveSampleGoods(tx, at);
  const removed = changed.filter(({ kind }) => kind === 'sku').length;
  if (removed === 0) return { removed };
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: by.userId,
    action: REMOVED,
    subject: String(removed),
    details: { at: at.getTime() },
  });
  await withChange(tx, changed);
  return { removed };
}

/** Takes the last removal back; refuses with NOT_FOUND when there is none within 24 hours. */
export async function restoreSampleGoods(
  tx: TenantTx,
  by: { userId: string },
): Promise<{ restored: number }> {
  const removedAt = await lastRemoval(tx, Date.now());
  if (removedAt === null) throw new OsonError('NOT_FOUND');
  const at = new Date(removedAt);
  const same = { archivedAt: at };
  const products = await tx.product.findMany({
    where: { sample: true, ...same },
    select: { id: true, categoryId: true },
  });
  const productIds = products.map(({ id }) => id);
  const inProducts = { productId: { in: productIds } };
  const skus = await tx.sku.findMany({ where: { ...inProducts, ...same }, select: { id: true } });
  const skuIds = skus.map(({ id }) => id);
  const barcodes = await tx.barcode.findMany({
    where: { skuId: { in: skuIds }, ...same },
    select: { id: true },
  });
  const barcodeIds = barcodes.map(({ id }) => id);
  const categories = await tx.category.findMany({
    where: { sample: true, ...same },
    select: { id: true },
  });
  const categoryIds = categories.map(({ id }) => id);
  const back = { archivedAt: null, version: { increment: 1 } };
  await tx.category.updateMany({ where: { id: { in: categoryIds } }, data: back });
  await tx.product.updateMany({ where: { id: { in: productIds } }, data: back });
  await tx.sku.updateMany({ where: { id: { in: skuIds } }, data: back });
  await tx.barcode.updateMany({ where: { id: { in: barcodeIds } }, data: { archivedAt: null } });
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: by.userId,
    action: 'tenant.sample-restored',
    subject: String(skuIds.length),
  });
  await withChange(tx, namedRows({ skuIds, barcodeIds, categoryIds }));
  return { restored: skuIds.length };
}

type Ids = { skuIds: string[]; barcodeIds: string[]; categoryIds: string[] };
const namedRows = (ids: Ids): ChangedRow[] => [
  ...ids.categoryIds.map((id) => ({ kind: 'category', id })),
  ...ids.skuIds.map((id) => ({ kind: 'sku', id })),
  ...ids.barcodeIds.map((id) => ({ kind: 'barcode', id })),
];

/** When the sample goods last left, if that was within the time of undo; ms. */
async function lastRemoval(tx: TenantTx, nowMs: number): Promise<number | null> {
  const entry = await tx.auditEntry.findFirst({
    where: { action: REMOVED },
    orderBy: { at: 'desc' },
    select: { details: true },
  });
  const details = entry?.details as { at?: unknown } | null | undefined;
  const at = typeof details?.at === 'number' ? details.at : null;
  return at !== null && nowMs - at < UNDO_MS ? at : null;
}
