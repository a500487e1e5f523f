import type { Check, Invariant } from '../finding.ts';

/** I12: a receipt number stands once in its store, or its repeat is flagged. */
export const checkReceiptNumbers: Check = async ({ sql, tenantId }) => {
  const rows = await sql<{ what: string }>`
    select 'receipt ' || s.receipt_number || ' stands ' || count(*) || ' times, '
      || count(f.op_id) || ' are flagged' as what
    from sale s
    left join (select distinct op_id from sale_flag where tenant_id = ${tenantId}::uuid
      and kind = 'receipt-number-repeated') f on f.op_id = s.op_id
    where s.tenant_id = ${tenantId}::uuid
    group by s.store_id, s.receipt_number
    having count(*) > 1 and count(f.op_id) < count(*) - 1`;
  return rows.map(({ what }) => ({ invariant: 'I12' as Invariant, tenantId, what }));
};
