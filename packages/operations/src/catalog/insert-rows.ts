import { Prisma, type TenantTx } from '@oson/db';

/** Columns that the catalogue writes in sets, by table: a set travels as one JSON parameter. */
const COLUMNS = {
  category: { id: 'uuid', name: 'text', names: 'jsonb', hue: 'int', position: 'int' },
  product: {
    id: 'uuid',
    category_id: 'uuid',
    name: 'text',
    names: 'jsonb',
    mxik: 'text',
    package_code: 'text',
    marked_group: 'text',
    search_key: 'text',
  },
  sku: {
    id: 'uuid',
    product_id: 'uuid',
    code: 'text',
    name: 'text',
    names: 'jsonb',
    options: 'jsonb',
    kind: 'text',
    unit: 'text',
    tracked: 'boolean',
    tax_rate_bp: 'int',
    favourite: 'int',
  },
  barcode: { id: 'uuid', sku_id: 'uuid', code: 'text', kind: 'text', pack_quantity: 'bigint' },
  sku_cost: { id: 'uuid', sku_id: 'uuid', amount: 'bigint', currency: 'text', from: 'timestamptz' },
  price: {
    id: 'uuid',
    price_list_id: 'uuid',
    sku_id: 'uuid',
    amount: 'bigint',
    currency: 'text',
    from: 'timestamptz',
    n: 'bigint',
  },
  stock_movement: {
    id: 'uuid',
    store_id: 'uuid',
    sku_id: 'uuid',
    kind: 'text',
    quantity: 'bigint',
    unit_cost: 'bigint',
    reason: 'text',
    document_id: 'uuid',
    by_user: 'uuid',
    at: 'timestamptz',
    business_date: 'date',
  },
  import_row: {
    batch_id: 'uuid',
    row: 'int',
    at: 'text',
    outcome: 'text',
    problems: 'jsonb',
    data: 'jsonb',
    decision: 'jsonb',
    sku_id: 'uuid',
  },
} as const satisfies Record<string, Record<string, string>>;

export type SetTable = keyof typeof COLUMNS;
type Value = string | number | boolean | null | object | undefined;
export type SetRow<Table extends SetTable> = Partial<Record<keyof (typeof COLUMNS)[Table], Value>>;

/** Inserts a set of rows in one statement; a row whose id is there already is left as it stands. */
export async function insertRows<Table extends SetTable>(
  tx: TenantTx,
  table: Table,
  rows: readonly SetRow<Table>[],
): Promise<void> {
  if (rows.length === 0) return;
  // Names and types are constants of this file; every value travels in the JSON parameter.
  const columns = Object.entries(COLUMNS[table]);
  const names = columns.map(([name]) => `"${name}"`).join(', ');
  const typed = columns.map(([name, type]) => `"${name}" ${type}`).join(', ');
  await tx.$executeRaw`
    insert into ${Prisma.raw(`"${table}" (tenant_id, ${names})`)}
    select ${tx.tenantId}::uuid, ${Prisma.raw(names)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${Prisma.raw(typed)})
    on conflict do nothing`;
}
