import { type ChangedRow, type TenantTx, uuidv7Now } from '@oson/db';
import { searchKeyOf } from '../../catalog/search-key.ts';
import { sampleOf, type Trade } from './sample-trade.ts';

export type WrittenSample = {
  changed: ChangedRow[];
  /** Priced after the change has its number, because a price carries it. */
  priced: { skuId: string; price: number }[];
};

/** Writes the sample goods of a trade: sections, products, SKUs and codes, each marked `sample`. */
export async function writeSampleGoods(tx: TenantTx, trade: Trade): Promise<WrittenSample> {
  const { tenantId } = tx;
  const sections = sampleOf(trade).map((section) => ({ ...section, id: uuidv7Now() }));
  const goods = sections.flatMap((section) =>
    section.goods.map((good) => ({
      ...good,
      categoryId: section.id,
      productId: uuidv7Now(),
      skuId: uuidv7Now(),
      barcodeId: uuidv7Now(),
    })),
  );
  await tx.category.createMany({
    data: sections.map(({ id, names, hue }, position) => ({
      tenantId,
      id,
      name: names['uz-Latn'] ?? '',
      names,
      hue,
      position,
      sample: true,
    })),
  });
  await tx.product.createMany({
    data: goods.map((good) => ({
      tenantId,
      id: good.productId,
      categoryId: good.categoryId,
      name: good.names['uz-Latn'],
      names: good.names,
      sample: true,
      searchKey: searchKeyOf(Object.values(good.names)),
    })),
  });
  await tx.sku.createMany({
    data: goods.map((good, position) => ({
      tenantId,
      id: good.skuId,
      productId: good.productId,
      code: good.code,
      name: good.names['uz-Latn'],
      kind: good.kind,
      unit: good.unit,
      favourite: position,
    })),
  });
  const coded = goods.flatMap((good) => (good.ean ? [{ ...good, ean: good.ean }] : []));
  await tx.barcode.createMany({
    data: coded.map(({ barcodeId: id, skuId, ean: code }) => ({ tenantId, id, skuId, code })),
  });
  return {
    changed: [
      ...sections.map(({ id }) => ({ kind: 'category', id })),
      ...goods.map(({ skuId: id }) => ({ kind: 'sku', id })),
      ...coded.map(({ barcodeId: id }) => ({ kind: 'barcode', id })),
    ],
    priced: goods.map(({ skuId, price }) => ({ skuId, price })),
  };
}
