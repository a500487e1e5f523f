import type { Check, Invariant } from '../finding.ts';

/** I4: money is conserved per sale, per shift and per chain. */
export const checkMoney: Check = async ({ sql, tenantId }) => {
  const rows = await sql<{ what: string }>`
    with lines as (
      select sale_id, sum(gross) as gross, sum(tax) as tax, count(*) as lines from sale_line
      where tenant_id = ${tenantId}::uuid group by 1
    ), paid as (
      select sale_id, sum(amount) as amount from tender
      where tenant_id = ${tenantId}::uuid group by 1
    ), raw as (
      select o.op_id, substring(o.body from '"totals":\\{[^}]*"gross":(\\d+)')::numeric as gross
      from op_log o
      where o.tenant_id = ${tenantId}::uuid and o.type = 'sale' and not exists (select from op_repair r
        where r.tenant_id = o.tenant_id and r.op_id = o.op_id and r.decision = 'applied')
    ), flagged as (
      select op_id from sale_flag where tenant_id = ${tenantId}::uuid and kind = 'arithmetic'
    )
    select 'sale ' || s.id || ' is ' || s.gross || ', its lines are ' || coalesce(l.gross, 0) as what
    from sale s left join lines l on l.sale_id = s.id
    where s.tenant_id = ${tenantId}::uuid and s.op_id not in (select op_id from flagged)
      and (coalesce(l.gross, 0) <> s.gross or coalesce(l.tax, 0) <> s.tax
        or coalesce(l.lines, 0) <> s.line_count)
    union all
    select 'sale ' || s.id || ' was paid ' || coalesce(p.amount, 0) || ', change '
      || s.change_given || ', of ' || s.gross + s.cash_rounding
    from sale s left join paid p on p.sale_id = s.id
    where s.tenant_id = ${tenantId}::uuid and s.op_id not in (select op_id from flagged)
      and coalesce(p.amount, 0) - s.change_given <> s.gross + s.cash_rounding
    union all
    select 'sale ' || s.id || ' is ' || s.gross || ', the till sealed ' || r.gross
    from sale s join raw r on r.op_id = s.op_id
    where s.tenant_id = ${tenantId}::uuid and r.gross <> s.gross
    union all
    select 'the hours add up to ' || h.gross || ', the sales to ' || s.gross
    from (select coalesce(sum(gross), 0) as gross from sales_hourly
      where tenant_id = ${tenantId}::uuid) h,
      (select coalesce(sum(gross), 0) as gross from sale s where tenant_id = ${tenantId}::uuid
        and not exists (select from sale_void v where v.tenant_id = s.tenant_id
          and v.sale_id = s.id)) s
    where h.gross <> s.gross
    union all
    select 'shift ' || f.id || ' has the figures of ' || (f.z_figures ->> 'saleCount')
      || ' sales, ' || n.sales || ' are here'
    from shift f cross join lateral (select count(*) - (select count(*) from sale_void v
        where v.tenant_id = f.tenant_id and v.shift_id = f.id
          and v.terminal_id = f.terminal_id) as sales
      from sale s where s.tenant_id = f.tenant_id and s.shift_id = f.id
        and s.incarnation_id = f.incarnation_id) n
    where f.tenant_id = ${tenantId}::uuid and f.status = 'closed'
      and (f.z_figures ->> 'saleCount')::bigint <> n.sales
      and exists (select from terminal_incarnation i where i.tenant_id = f.tenant_id
        and i.id = f.incarnation_id and i.last_seq >= f.last_seq
        -- Two machines with one profile have one shift and two drawers.
        and not i.forked)
      and not exists (select from op_quarantine q where q.tenant_id = f.tenant_id
        and q.incarnation_id = f.incarnation_id)`;
  return rows.map(({ what }) => ({ invariant: 'I4' as Invariant, tenantId, what }));
};
