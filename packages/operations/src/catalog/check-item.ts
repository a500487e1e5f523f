import { OsonError } from '@oson/contract';
import type { TenantTx } from '@oson/db';
import { isMxik, normaliseCode } from '@oson/domain';
import type { ItemInput, SkuInput } from './goods-types.ts';

export type BarcodeOwner = {
  code: string;
  barcodeId: string;
  skuId: string;
  productId: string;
  name: string;
};

/** Who has these barcodes now; archived and sample goods have none. */
export async function ownersOf(tx: TenantTx, codes: readonly string[]): Promise<BarcodeOwner[]> {
  if (codes.length === 0) return [];
  return tx.$queryRaw<BarcodeOwner[]>`
    select b.code, b.id as "barcodeId", k.id as "skuId", k.product_id as "productId", k.name
    from barcode b
    join sku k on k.tenant_id = b.tenant_id and k.id = b.sku_id
    join product p on p.tenant_id = k.tenant_id and p.id = k.product_id
    where b.tenant_id = ${tx.tenantId}::uuid and b.code = any(${codes}::text[])
      and b.archived_at is null and k.archived_at is null and not p.sample
    order by b.id`;
}

/** An item with its texts trimmed and its barcodes in the one form in which they are looked up. */
export function tidyItem(input: ItemInput): ItemInput {
  const names = Object.fromEntries(
    Object.entries(input.names).flatMap(([locale, name]) => {
      const tidy = tidyText(name);
      return tidy ? [[locale, tidy]] : [];
    }),
  );
  return {
    ...input,
    name: tidyText(input.name) ?? '',
    names,
    mxik: tidyText(input.mxik),
    packageCode: tidyText(input.packageCode),
    markedGroup: tidyText(input.markedGroup),
    skus: input.skus.map(tidySku),
    moveBarcodes: input.moveBarcodes?.map(normaliseCode) ?? [],
  };
}

function tidySku(sku: SkuInput): SkuInput {
  const codes = new Map(
    sku.barcodes.flatMap(({ code, packQuantity }) => {
      const tidy = normaliseCode(code);
      return tidy ? [[tidy, packQuantity] as const] : [];
    }),
  );
  return {
    ...sku,
    code: tidyText(sku.code),
    options: sku.options.flatMap(({ name, value }) => {
      const tidy = tidyText(value);
      return tidy ? [{ name: tidyText(name) ?? '', value: tidy }] : [];
    }),
    barcodes: Array.from(codes, ([code, packQuantity]) => ({ code, packQuantity })),
  };
}

const tidyText = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim() || null;

/**
 * Refuses what no item can be: without a name or a SKU, one code on two of its SKUs, an MXIK that is
 * none.
 *
 * @throws OsonError BAD_INPUT with the field
 */
export function assertItem(item: ItemInput): void {
  const bad = (field: string) => new OsonError('BAD_INPUT', { field });
  if (item.name === '') throw bad('name');
  if (item.skus.length === 0) throw bad('skus');
  if (item.mxik !== null && !isMxik(item.mxik)) throw bad('mxik');
  const codes = item.skus.flatMap((sku) => sku.barcodes.map((barcode) => barcode.code));
  if (new Set(codes).size !== codes.length) throw bad('barcodes');
  const variants = item.skus.map((sku) => sku.options.map((option) => option.value).join(', '));
  if (new Set(variants).size !== variants.length) throw bad('options');
}
