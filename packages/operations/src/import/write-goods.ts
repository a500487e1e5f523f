import { type TenantTx, uuidv7Now } from '@oson/db';
import { barcodeKindOf } from '../catalog/barcode-kind.ts';
import { insertRows } from '../catalog/insert-rows.ts';
import { searchKeyOf } from '../catalog/search-key.ts';
import { nameKey } from './plan/name-key.ts';
import { skuNameOf } from './plan/plan-rows.ts';
import type { ImportRowData } from './row-as-read.ts';
import type { Before, GoodsRow, WriteContext } from './write-context.ts';

/** Hues of the sections, far enough apart to be told by eye. */
const HUES = [205, 25, 72, 145, 265, 320, 100, 45, 180, 235, 290, 350] as const;

export type Categories = { idOf: (path: readonly string[]) => string | null; added: string[] };

/** Finds the categories that rows name and makes those that are missing; a path is named by its end. */
export async function ensureCategories(
  tx: TenantTx,
  rows: readonly GoodsRow[],
): Promise<Categories> {
  const known = await tx.category.findMany({
    where: { tenantId: tx.tenantId, archivedAt: null, sample: false },
    select: { id: true, name: true, position: true },
  });
  const ids = new Map(known.map((category) => [nameKey(category.name), category.id]));
  let position = Math.max(0, ...known.map((category) => category.position));
  const missing = [];
  for (const { data } of rows) {
    const name = data.category.at(-1)?.slice(0, 120);
    if (!name || ids.has(nameKey(name))) continue;
    const id = uuidv7Now();
    ids.set(nameKey(name), id);
    missing.push({ id, name, hue: hueOf(data.category[0] ?? name), position: ++position });
  }
  await insertRows(tx, 'category', missing);
  return {
    idOf: (path) => ids.get(nameKey(path.at(-1)?.slice(0, 120) ?? '')) ?? null,
    added: missing.map((category) => category.id),
  };
}

/** Sections of one parent share its hue. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const letter of nameKey(name)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return HUES[sum % HUES.length] ?? HUES[0];
}

/** New goods: a product for each key, a SKU for each row. */
export async function writeNewGoods(
  tx: TenantTx,
  rows: readonly GoodsRow[],
  categories: Categories,
  context: WriteContext,
): Promise<void> {
  const products = new Map<string, GoodsRow>();
  const variants = new Map<string, string[]>();
  for (const row of rows) {
    const { productId, options } = row.data;
    if (!products.has(productId)) products.set(productId, row);
    const values = options.map((option) => option.value);
    variants.set(productId, [...(variants.get(productId) ?? []), ...values]);
  }
  await insertRows(
    tx,
    'product',
    Array.from(products.values(), ({ data }) => ({
      id: data.productId,
      category_id: categories.idOf(data.category),
      name: data.name,
      names: data.names,
      mxik: data.mxik,
      package_code: data.packageCode,
      marked_group: data.marked,
      search_key: searchKeyOf([
        data.name,
        ...Object.values(data.names ?? {}),
        ...(variants.get(data.productId) ?? []),
      ]),
    })),
  );
  await insertRows(
    tx,
    'sku',
    rows.map((row) => skuRow(row, context.taxRateBp)),
  );
}

function skuRow({ data, skuId }: GoodsRow, taxRateBp: number) {
  return {
    id: skuId,
    product_id: data.productId,
    code: data.code,
    name: skuNameOf(data),
    names: namesOf(data),
    options: data.options.length > 0 ? data.options : null,
    kind: kindOf(data),
    unit: data.unit,
    tracked: data.tracked,
    tax_rate_bp: data.taxRateBp === taxRateBp ? null : data.taxRateBp,
  };
}

function kindOf(data: ImportRowData): 'piece' | 'weighed' | 'bundle' {
  if (data.kind === 'composite') return 'bundle';
  return data.weighed ? 'weighed' : 'piece';
}

/** Names by script with the variant behind each, as the SKU's own line is made. */
function namesOf(data: ImportRowData): Record<string, string> | null {
  if (!data.names) return null;
  const variant = data.options.map((option) => `, ${option.value}`).join('');
  return Object.fromEntries(
    Object.entries(data.names).map(([locale, name]) => [locale, `${name}${variant}`]),
  );
}

/** Adds the rows' barcodes, but none that another good of the catalogue has taken meanwhile. */
export async function writeBarcodes(
  tx: TenantTx,
  rows: readonly GoodsRow[],
  before: Before,
): Promise<string[]> {
  const codes = rows.flatMap((row) => row.data.barcodes.map((barcode) => barcode.code));
  const taken = await tx.$queryRaw<{ code: string; sku_id: string }[]>`
    select b.code, b.sku_id from barcode b
    join sku s on s.tenant_id = b.tenant_id and s.id = b.sku_id
    join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
    where b.tenant_id = ${tx.tenantId}::uuid and b.code = any(${codes}::text[])
      and b.archived_at is null and s.archived_at is null and not p.sample`;
  const owners = new Map(taken.map((row) => [row.code, row.sku_id]));
  const added = [];
  for (const row of rows) {
    for (const { code, packQuantity } of row.data.barcodes) {
      const owner = owners.get(code);
      if (owner !== undefined) {
        if (owner !== row.skuId) contested(row, code);
        continue;
      }
      owners.set(code, row.skuId);
      const id = uuidv7Now();
      const kind = barcodeKindOf(code, packQuantity, row.data.weighed);
      added.push({ id, sku_id: row.skuId, code, kind, pack_quantity: packQuantity });
      const was = before.get(row.row);
      if (was) was.barcodes = [...(was.barcodes ?? []), id];
    }
  }
  await insertRows(tx, 'barcode', added);
  return added.map((barcode) => barcode.id);
}

function contested(row: GoodsRow, code: string): void {
  const said = row.problems.some((p) => p.code === 'barcode-of-another-row' && p.raw === code);
  if (!said) row.problems.push({ code: 'barcode-of-another-row', role: 'barcode', raw: code });
}

/** Fills what a known product lacks; what it has is not overwritten. */
export async function fillKnownProducts(
  tx: TenantTx,
  rows: readonly GoodsRow[],
  categories: Categories,
  before: Before,
): Promise<void> {
  const set = rows.flatMap((row) => {
    const was = before.get(row.row);
    const mxik = row.data.changes.includes('mxik') ? row.data.mxik : null;
    const category = row.data.changes.includes('category')
      ? categories.idOf(row.data.category)
      : null;
    if (was && mxik) was.mxikWasEmpty = true;
    if (was && category) was.categoryWasEmpty = true;
    return mxik || category ? [{ id: row.data.productId, mxik, category_id: category }] : [];
  });
  if (set.length === 0) return;
  await tx.$executeRaw`
    update product p
    set mxik = coalesce(p.mxik, r.mxik), category_id = coalesce(p.category_id, r.category_id),
      version = p.version + 1
    from (
      select id, max(mxik) as mxik, (array_agg(category_id))[1] as category_id
      from jsonb_to_recordset(${JSON.stringify(set)}::jsonb)
        as r(id uuid, mxik text, category_id uuid)
      group by id
    ) r
    where p.tenant_id = ${tx.tenantId}::uuid and p.id = r.id`;
}

/** Which SKUs stores carry, and the least they want to have. */
export async function writeStoreSkus(tx: TenantTx, rows: readonly GoodsRow[]): Promise<void> {
  const set = rows.flatMap((row) =>
    Object.entries(row.data.stores).flatMap(([storeId, figures]) =>
      figures.forSale && figures.minStock === null
        ? []
        : [
            {
              store_id: storeId,
              sku_id: row.skuId,
              carried: figures.forSale,
              min_stock: figures.minStock,
            },
          ],
    ),
  );
  if (set.length === 0) return;
  await tx.$executeRaw`
    insert into store_sku (tenant_id, store_id, sku_id, carried, min_stock)
    select ${tx.tenantId}::uuid, store_id, sku_id, carried, min_stock
    from jsonb_to_recordset(${JSON.stringify(set)}::jsonb)
      as r(store_id uuid, sku_id uuid, carried boolean, min_stock bigint)
    on conflict (tenant_id, store_id, sku_id) do nothing`;
}
