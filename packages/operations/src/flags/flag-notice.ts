import type { TenantTx } from '@oson/db';

export type FlagNotice = {
  chainName: string;
  storeName: string;
  kind: string;
  receiptNumber: string | null;
  itemName: string | null;
};

/** What a notice says of an open flag; null when somebody has dealt with it already. */
export async function flagNotice(tx: TenantTx, flagId: string): Promise<FlagNotice | null> {
  const { tenantId } = tx;
  const flag = await tx.saleFlag.findUnique({ where: { tenantId_id: { tenantId, id: flagId } } });
  if (!flag || flag.status !== 'open') return null;
  const settings = await tx.tenantSettings.findUniqueOrThrow({ where: { tenantId } });
  const store = await tx.store.findUnique({
    where: { tenantId_id: { tenantId, id: flag.storeId } },
  });
  const sale = flag.saleId
    ? await tx.sale.findUnique({ where: { tenantId_id: { tenantId, id: flag.saleId } } })
    : null;
  const sku = flag.skuId
    ? await tx.sku.findUnique({ where: { tenantId_id: { tenantId, id: flag.skuId } } })
    : null;
  return {
    chainName: settings.name,
    storeName: store?.name ?? '',
    kind: flag.kind,
    receiptNumber: sale?.receiptNumber ?? null,
    itemName: sku?.name ?? null,
  };
}
