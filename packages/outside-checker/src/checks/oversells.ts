import type { Check, Finding } from '../finding.ts';

type Move = { key: string; saleId: string | null; kind: string; quantity: string };
type Flagged = { key: string; saleId: string; flags: string };

/**
 * I8: in commit order, a sale whose own lines take counted stock below zero is flagged for that SKU
 * once, and no other is. Judged where everything after the first sale came with an operation, so that
 * the order of all movements is known.
 */
export const checkOversells: Check = async ({ sql, tenantId, openings }) => {
  const moves = await sql<Move>`
    with posted as (
      select op_id, max(n) as n from op_result
      where tenant_id = ${tenantId}::uuid and state = 'posted' group by 1
    ), judged as (
      select l.store_id, l.sku_id from stock_level l
      where l.tenant_id = ${tenantId}::uuid and l.counted and not exists (
        select from stock_movement x where x.tenant_id = l.tenant_id and x.store_id = l.store_id
          and x.sku_id = l.sku_id and (x.kind not in ('sale', 'return', 'void')) and (
            x.op_id is not null or x.id > (select min(f.id::text)::uuid from stock_movement f
              where f.tenant_id = x.tenant_id and f.store_id = x.store_id
                and f.sku_id = x.sku_id and f.op_id is not null)))
    )
    select m.store_id || ' ' || m.sku_id as key, m.sale_id as "saleId", m.kind,
      m.quantity::text as quantity
    from stock_movement m
    join judged j on j.store_id = m.store_id and j.sku_id = m.sku_id
    left join posted p on p.op_id = m.op_id
    left join op_log o on o.tenant_id = m.tenant_id and o.op_id = m.op_id
    where m.tenant_id = ${tenantId}::uuid
    order by p.n nulls first, o.seq, m.id`;
  const flagged = await sql<Flagged>`
    select f.store_id || ' ' || f.sku_id as key, s.sale_id as "saleId", count(*)::text as flags
    from sale_flag f join sale_flag_sale s on s.tenant_id = f.tenant_id and s.flag_id = f.id
    where f.tenant_id = ${tenantId}::uuid and f.kind = 'oversell' group by 1, 2`;
  const marks = new Map(flagged.map(({ key, saleId, flags }) => [`${key} ${saleId}`, flags]));
  const tell = (what: string): Finding => ({ invariant: 'I8', tenantId, what });
  const levels = new Map<string, bigint>();
  const below = new Set<string>();
  const judged = new Set<string>();
  for (const { key, saleId, kind, quantity } of moves) {
    const delta = BigInt(quantity);
    const after = (levels.get(key) ?? openings.get(key) ?? 0n) + delta;
    levels.set(key, after);
    if (kind !== 'sale' || saleId === null) continue;
    judged.add(`${key} ${saleId}`);
    if (delta < 0n && after < 0n) below.add(`${key} ${saleId}`);
  }
  return [...judged].flatMap((mark) => {
    const flags = marks.get(mark) ?? '0';
    if (below.has(mark) && flags !== '1') return [tell(`${mark} went below zero, ${flags} flags`)];
    if (!below.has(mark) && flags !== '0') return [tell(`${mark} is flagged and was covered`)];
    return [];
  });
};
