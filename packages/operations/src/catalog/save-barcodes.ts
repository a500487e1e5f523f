import { OsonError } from '@oson/contract';
import { type TenantTx, toNumber, uuidv7Now } from '@oson/db';
import { barcodeKindOf } from './barcode-kind.ts';
import { ownersOf } from './check-item.ts';
import { insertRows } from './insert-rows.ts';
import type { SavedSku } from './save-skus.ts';

/**
 * Brings the barcodes of an item's SKUs to what its form says. A code of another item is refused,
 * unless the person moves it here.
 *
 * @returns ids of the barcodes that changed, those taken from other items included
 * @throws OsonError BARCODE_TAKEN with the code and the other item
 */
export async function saveBarcodes(
  tx: TenantTx,
  skus: readonly SavedSku[],
  moved: readonly string[],
): Promise<string[]> {
  const { tenantId } = tx;
  const skuIds = skus.map((sku) => sku.id);
  const wanted = skus.flatMap((sku) =>
    sku.barcodes.map((barcode) => ({ ...barcode, sku, key: `${sku.id} ${barcode.code}` })),
  );
  const known = await tx.barcode.findMany({
    where: { tenantId, skuId: { in: skuIds }, archivedAt: null },
  });
  const codes = wanted.map((barcode) => barcode.code);
  const strangers = (await ownersOf(tx, codes)).filter((owner) => !skuIds.includes(owner.skuId));
  const refused = strangers.find((owner) => !moved.includes(owner.code));
  if (refused) {
    const { code, name, productId, skuId } = refused;
    throw new OsonError('BARCODE_TAKEN', { barcode: code, name, productId, skuId });
  }
  const keys = new Map(wanted.map((barcode) => [barcode.key, barcode]));
  const gone = known.filter((barcode) => !keys.has(`${barcode.skuId} ${barcode.code}`));
  const goneIds = [
    ...gone.map((barcode) => barcode.id),
    ...strangers.map((owner) => owner.barcodeId),
  ];
  await tx.barcode.updateMany({
    where: { tenantId, id: { in: goneIds } },
    data: { archivedAt: new Date(), version: { increment: 1 } },
  });
  const repacked = [];
  for (const barcode of known) {
    const now = keys.get(`${barcode.skuId} ${barcode.code}`);
    if (!now || toNumber(barcode.packQuantity) === now.packQuantity) continue;
    const kind = barcodeKindOf(now.code, now.packQuantity, now.sku.kind === 'weighed');
    await tx.barcode.update({
      where: { tenantId_id: { tenantId, id: barcode.id } },
      data: { packQuantity: BigInt(now.packQuantity), kind, version: { increment: 1 } },
    });
    repacked.push(barcode.id);
  }
  const kept = new Set(known.map((barcode) => `${barcode.skuId} ${barcode.code}`));
  const added = wanted
    .filter((barcode) => !kept.has(barcode.key))
    .map(({ code, packQuantity, sku }) => ({
      id: uuidv7Now(),
      sku_id: sku.id,
      code,
      kind: barcodeKindOf(code, packQuantity, sku.kind === 'weighed'),
      pack_quantity: packQuantity,
    }));
  await insertRows(tx, 'barcode', added);
  return [...goneIds, ...repacked, ...added.map((barcode) => barcode.id)];
}
