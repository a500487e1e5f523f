import type { Check, Invariant } from '../finding.ts';

/**
 * I5: what is stored belongs to a store, a terminal and an incarnation of the same tenant. Where the
 * reader sees all tenants: no operation and no incarnation lies in two of them.
 */
export const checkWalls: Check = async ({ sql, tenantId }) => {
  const rows = await sql<{ what: string }>`
    select 'operation ' || o.op_id || ' names a place of nobody here' as what
    from op_log o
    left join terminal_incarnation i on i.tenant_id = o.tenant_id and i.id = o.incarnation_id
    where o.tenant_id = ${tenantId}::uuid
      and (i.id is null or i.terminal_id <> o.terminal_id or not exists (select from store s
        where s.tenant_id = o.tenant_id and s.id = o.store_id))
    union all
    select 'sale ' || s.id || ' is of another place than its operation'
    from sale s join op_log o on o.tenant_id = s.tenant_id and o.op_id = s.op_id
    where s.tenant_id = ${tenantId}::uuid and (s.terminal_id <> o.terminal_id
      or s.incarnation_id <> o.incarnation_id or s.store_id <> o.store_id)
    union all
    select 'operation ' || o.op_id || ' lies in two chains' from op_log o
    join op_log x on x.op_id = o.op_id and x.tenant_id <> o.tenant_id
    where o.tenant_id = ${tenantId}::uuid
    union all
    select 'incarnation ' || i.id || ' lies in two chains' from terminal_incarnation i
    join terminal_incarnation x on x.id = i.id and x.tenant_id <> i.tenant_id
    where i.tenant_id = ${tenantId}::uuid`;
  return rows.map(({ what }) => ({ invariant: 'I5' as Invariant, tenantId, what }));
};
