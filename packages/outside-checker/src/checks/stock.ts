import type { Check, Finding } from '../finding.ts';

type Row = { key: string; level: string | null; moved: string };

/** I3: the number on the shelf is the opening and the sum of all movements, per store and SKU. */
export const checkStock: Check = async ({ sql, tenantId, openings }) => {
  const rows = await sql<Row>`
    select coalesce(l.store_id, m.store_id) || ' ' || coalesce(l.sku_id, m.sku_id) as key,
      l.quantity::text as level, coalesce(m.moved, 0)::text as moved
    from (select * from stock_level where tenant_id = ${tenantId}::uuid) l
    full join (select store_id, sku_id, sum(quantity) as moved from stock_movement
      where tenant_id = ${tenantId}::uuid group by 1, 2) m
      on m.store_id = l.store_id and m.sku_id = l.sku_id`;
  return rows.flatMap(({ key, level, moved }): Finding[] => {
    const wanted = (openings.get(key) ?? 0n) + BigInt(moved);
    if (BigInt(level ?? 0) === wanted) return [];
    const what = `stock ${key} is ${level ?? 'not there'}, its movements say ${wanted}`;
    return [{ invariant: 'I3', tenantId, what }];
  });
};
