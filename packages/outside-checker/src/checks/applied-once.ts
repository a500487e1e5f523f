import type { Check, Invariant } from '../finding.ts';

/**
 * I2: what is posted moved its goods and made its row exactly once; what is not posted moved nothing.
 * The lines come from the raw operation (or the repair that the owner applied), not from our rows.
 */
export const checkAppliedOnce: Check = async ({ sql, tenantId }) => {
  const rows = await sql<{ what: string }>`
    with state as (
      select distinct on (op_id) op_id, state from op_result
      where tenant_id = ${tenantId}::uuid order by op_id, attempt desc
    ), ops as (
      select o.op_id, o.type, o.practice, coalesce(s.state, 'none') as state,
        -- Only what is posted was ever read: other bodies may be no JSON at all.
        case when s.state = 'posted' then coalesce((select r.after from op_repair r
          where r.tenant_id = o.tenant_id and r.op_id = o.op_id and r.decision = 'applied'
          order by r.decided_at desc limit 1), o.body)::jsonb end as body
      from op_log o left join state s on s.op_id = o.op_id
      where o.tenant_id = ${tenantId}::uuid and o.type in ('sale', 'return')
        and o.body is not null
    ), wanted as (
      select op_id, (line ->> 'skuId')::uuid as sku_id,
        sum((line ->> 'quantity')::numeric * case when type = 'sale' then -1 else 1 end) as moved
      from ops cross join lateral jsonb_array_elements(body -> 'lines') as line
      where state = 'posted' and not practice group by 1, 2
    ), moved as (
      select op_id, sku_id, sum(quantity) as moved from stock_movement
      where tenant_id = ${tenantId}::uuid and op_id is not null and kind in ('sale', 'return')
      group by 1, 2
    ), made as (
      select op_id, count(*) as times from (
        select op_id from sale where tenant_id = ${tenantId}::uuid
        union all select op_id from sale_return where tenant_id = ${tenantId}::uuid) all_rows
      group by 1
    )
    select 'operation ' || o.op_id || ' is posted and has ' || coalesce(m.times, 0) || ' rows' as what
    from ops o left join made m on m.op_id = o.op_id
    where o.state = 'posted' and not o.practice and coalesce(m.times, 0) <> 1
    union all
    select 'operation ' || o.op_id || ' is ' || o.state || ' and has a row'
    from ops o join made m on m.op_id = o.op_id where o.state <> 'posted' or o.practice
    union all
    select 'operation ' || m.op_id || ' made a row and is not held'
    from made m where not exists (select from op_log o
      where o.tenant_id = ${tenantId}::uuid and o.op_id = m.op_id)
    union all
    select 'operation ' || m.op_id || ' moved ' || m.moved || ' of ' || m.sku_id || ', its lines say '
      || coalesce(w.moved::text, 'nothing')
    from moved m left join wanted w on w.op_id = m.op_id and w.sku_id = m.sku_id
    where w.moved is distinct from m.moved and exists (select from op_log o
      where o.tenant_id = ${tenantId}::uuid and o.op_id = m.op_id and o.body is not null)
    union all
    select 'operation ' || op_id || ' was posted ' || count(*) || ' times' from op_result
    where tenant_id = ${tenantId}::uuid and state = 'posted' group by op_id having count(*) > 1`;
  return rows.map(({ what }) => ({ invariant: 'I2' as Invariant, tenantId, what }));
};
