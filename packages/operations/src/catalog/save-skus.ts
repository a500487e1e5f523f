import { OsonError } from '@oson/contract';
import { type TenantTx, uuidv7Now } from '@oson/db';
import type { ItemInput, ItemNames, SkuInput } from './goods-types.ts';
import { insertRows } from './insert-rows.ts';

export type SavedSku = SkuInput & { id: string; isNew: boolean };

/**
 * Writes the SKUs of an item: new ones are made, known ones changed, and those that the form does
 * not name any more are archived together with their codes.
 *
 * @throws OsonError BAD_INPUT when a SKU is another item's
 */
export async function saveSkus(
  tx: TenantTx,
  productId: string,
  item: ItemInput,
): Promise<{ saved: SavedSku[]; changedIds: string[] }> {
  const { tenantId } = tx;
  const known = await tx.sku.findMany({
    where: { tenantId, productId, archivedAt: null },
    select: { id: true },
  });
  const ids = new Set(known.map((sku) => sku.id));
  const saved = item.skus.map((sku) => {
    if (sku.id !== undefined && !ids.has(sku.id))
      throw new OsonError('BAD_INPUT', { field: 'skus' });
    return { ...sku, id: sku.id ?? uuidv7Now(), isNew: sku.id === undefined };
  });
  const rows = saved.map((sku) => ({ ...rowOf(item, sku), product_id: productId, new: sku.isNew }));
  await insertRows(
    tx,
    'sku',
    rows.filter((row) => row.new),
  );
  await updateSkus(
    tx,
    rows.filter((row) => !row.new),
  );
  const dropped = [...ids].filter((id) => !saved.some((sku) => sku.id === id));
  await archiveSkus(tx, dropped);
  return { saved, changedIds: [...saved.map((sku) => sku.id), ...dropped] };
}

function rowOf(item: ItemInput, sku: SavedSku) {
  return {
    id: sku.id,
    code: sku.code,
    name: [item.name, ...sku.options.map((option) => option.value)].join(', '),
    names: variantNames(item.names, sku),
    options: sku.options.length > 0 ? sku.options : null,
    kind: sku.kind,
    unit: sku.unit,
    tracked: sku.tracked,
    tax_rate_bp: sku.taxRateBp,
    favourite: sku.favourite,
  };
}

/** The item's names with the variant behind each; null when it has one name only. */
function variantNames(names: ItemNames, sku: SkuInput): ItemNames | null {
  const entries = Object.entries(names);
  if (entries.length === 0) return null;
  const variant = sku.options.map((option) => `, ${option.value}`).join('');
  return Object.fromEntries(entries.map(([locale, name]) => [locale, `${name}${variant}`]));
}

async function updateSkus(tx: TenantTx, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    update sku k set code = r.code, name = r.name, names = nullif(r.names, 'null'::jsonb),
      options = nullif(r.options, 'null'::jsonb), kind = r.kind, unit = r.unit,
      tracked = r.tracked, tax_rate_bp = r.tax_rate_bp, favourite = r.favourite, draft = false,
      version = k.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, code text, name text,
      names jsonb, options jsonb, kind text, unit text, tracked boolean, tax_rate_bp int,
      favourite int)
    where k.tenant_id = ${tx.tenantId}::uuid and k.id = r.id`;
}

async function archiveSkus(tx: TenantTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const now = new Date();
  const where = { tenantId: tx.tenantId, archivedAt: null };
  await tx.sku.updateMany({
    where: { ...where, id: { in: [...ids] } },
    data: { archivedAt: now, version: { increment: 1 } },
  });
  await tx.barcode.updateMany({
    where: { ...where, skuId: { in: [...ids] } },
    data: { archivedAt: now, version: { increment: 1 } },
  });
}
