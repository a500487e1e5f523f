import type { World } from '../world.ts';

type Rule = readonly [name: string, sql: string];

/** What must hold of one chain's rows by themselves; each answers a line for whatever does not. */
const RULES: readonly Rule[] = [
  [
    'FEED1',
    `select 'the counter is ' || s.n || ', the newest change ' || coalesce(max(c.n), 0)
        || ' of ' || count(c.n) as what
      from tenant_seq s left join change c on c.tenant_id = s.tenant_id
      where s.tenant_id = $1 group by s.n having s.n <> coalesce(max(c.n), 0) or s.n <> count(c.n)`,
  ],
  [
    'FEED2',
    `select 'operation ' || r.op_id || ' was posted with n ' || coalesce(r.n::text, 'none')
        || ', which no change has' as what
      from op_result r where r.tenant_id = $1 and r.state = 'posted' and not exists (
        select from change c where c.tenant_id = r.tenant_id and c.n = r.n)`,
  ],
  [
    'SRV2',
    `select 'operation ' || o.op_id || ' is held and has no result' as what from op_log o
      where o.tenant_id = $1 and not exists (select from op_result r
        where r.tenant_id = o.tenant_id and r.op_id = o.op_id)`,
  ],
  [
    'SRV9',
    `select 'operation ' || w.op_id || ' waits for a sale that is there' as what
      from op_waiting w join sale s on s.tenant_id = w.tenant_id and s.id = w.sale_id
      where w.tenant_id = $1`,
  ],
  [
    'QUAR1',
    `select 'operation ' || q.op_id || ' is ' || r.state || ' and lies in quarantine' as what
      from op_quarantine q join lateral (select state from op_result r
        where r.tenant_id = q.tenant_id and r.op_id = q.op_id order by attempt desc limit 1) r on true
      where q.tenant_id = $1 and q.resolved_at is null and r.state = 'posted'
        and q.cause not in ('id_reused', 'unsigned_import', 'hash', 'envelope')`,
  ],
  [
    'OUTBOX',
    `select 'flag ' || f.kind || ' has ' || count(j.id) || ' jobs that tell of it' as what
      from sale_flag f left join job_outbox j on j.tenant_id = f.tenant_id
        and j.name = 'sale/flagged' and j.data ->> 'flagId' = f.id::text
      where f.tenant_id = $1 and f.resolution is distinct from 'arrived'
      group by f.id, f.kind having count(j.id) <> 1`,
  ],
  [
    'OUTBOX',
    `select 'a job tells of a flag that is not there' as what from job_outbox j
      where j.tenant_id = $1 and j.name = 'sale/flagged' and not exists (select from sale_flag f
        where f.tenant_id = j.tenant_id and f.id::text = j.data ->> 'flagId')`,
  ],
  [
    'SRV15',
    `select 'SKU ' || sku_id || ' has ' || count(*) || ' open oversell tasks' as what
      from sale_flag where tenant_id = $1 and kind = 'oversell' and status = 'open'
      group by store_id, sku_id having count(*) > 1`,
  ],
  [
    'HELLO5',
    `select 'incarnation ' || i.id || ' says that it holds ' || h.seqs || ' numbers, '
        || l.seqs || ' are there' as what
      from terminal_incarnation i
      cross join lateral (select coalesce(sum((r ->> 'to')::int - (r ->> 'from')::int + 1), 0) as seqs
        from jsonb_array_elements(i.held) r) h
      cross join lateral (select count(distinct o.seq) as seqs from op_log o
        where o.tenant_id = i.tenant_id and o.incarnation_id = i.id) l
      where i.tenant_id = $1 and h.seqs <> l.seqs`,
  ],
  [
    'CASE14',
    `select 'operation ' || op_id || ' was sold after it came' as what from op_log
      where tenant_id = $1 and sold_at > received_at`,
  ],
  [
    'STOCK',
    `select 'document ' || document_id || ' was booked ' || count(*) || ' times' as what
      from stock_movement where tenant_id = $1 and kind in ('receipt', 'write-off')
      group by document_id, sku_id having count(*) > 1`,
  ],
  [
    'SHIFT',
    `select 'shift ' || id || ' was counted differently: ' || (z_figures ->> 'differs') as what
      from shift s where tenant_id = $1 and z_figures ? 'differs'
        and jsonb_array_length(z_figures -> 'differs') > 0
        -- Two drawers with one profile have one shift, and two Zs.
        and not exists (select from terminal_incarnation i where i.tenant_id = s.tenant_id
          and i.id = s.incarnation_id and i.forked)`,
  ],
];

/** All rules in one question. */
const QUESTION = RULES.map(
  ([name, text]) => `(select '${name}' as name, what from (${text}) found limit 1)`,
).join(' union all ');

/** Every rule over the rows of each chain. */
export async function checkRows(world: World): Promise<void> {
  for (const { tenantId } of world.shops) {
    const { monitor } = world.postgres;
    const [found] = await monitor.query<{ name: string; what: string }>(QUESTION, [tenantId]);
    if (found) world.broken(found.name, found.what);
  }
}
