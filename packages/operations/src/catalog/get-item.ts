import { OsonError } from '@oson/contract';
import { type TenantTx, toNumber } from '@oson/db';
import type { Item, ItemNames, VariantOption } from './goods-types.ts';
import { costsNow, pricesNow } from './money-now.ts';

/**
 * An item with all its SKUs, as its form shows it. An archived item comes with the SKUs that were
 * archived with it.
 *
 * @throws OsonError NOT_FOUND
 */
export async function getItem(tx: TenantTx, productId: string): Promise<Item> {
  const { tenantId } = tx;
  const product = await tx.product.findUnique({
    where: { tenantId_id: { tenantId, id: productId } },
    include: {
      skus: { orderBy: { id: 'asc' }, include: { barcodes: { orderBy: { id: 'asc' } } } },
    },
  });
  if (!product) throw new OsonError('NOT_FOUND');
  const archived = product.archivedAt !== null;
  const skus = product.skus.filter((sku) => archived || sku.archivedAt === null);
  const ids = skus.map((sku) => sku.id);
  const [prices, costs] = [await pricesNow(tx, ids), await costsNow(tx, ids)];
  const levels = await tx.stockLevel.findMany({ where: { tenantId, skuId: { in: ids } } });
  return {
    productId,
    version: product.version,
    sample: product.sample,
    archived,
    name: product.name,
    names: (product.names ?? {}) as ItemNames,
    categoryId: product.categoryId,
    mxik: product.mxik,
    packageCode: product.packageCode,
    markedGroup: product.markedGroup,
    skus: skus.map((sku) => ({
      id: sku.id,
      name: sku.name,
      draft: sku.draft,
      options: optionsOf(sku.options),
      code: sku.code,
      unit: sku.unit,
      kind: sku.kind as Item['skus'][number]['kind'],
      tracked: sku.tracked,
      taxRateBp: sku.taxRateBp,
      favourite: sku.favourite,
      price: prices.get(sku.id)?.amount ?? null,
      cost: costs.get(sku.id) ?? null,
      barcodes: sku.barcodes
        .filter((barcode) => archived || barcode.archivedAt === null)
        .map(({ code, packQuantity }) => ({ code, packQuantity: toNumber(packQuantity) })),
      stocks: levels
        .filter((level) => level.skuId === sku.id)
        .map(({ storeId, quantity, counted }) => ({
          storeId,
          quantity: toNumber(quantity),
          counted,
        })),
    })),
  };
}

/** Options in the shape in which every writer keeps them. */
export function optionsOf(kept: unknown): VariantOption[] {
  return Array.isArray(kept) ? (kept as VariantOption[]) : [];
}
