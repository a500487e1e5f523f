import { type TenantTx, toNumber } from '@oson/db';

export type AuditCheck = {
  entries: number;
  /** The last link: whoever notes it elsewhere can later tell that the log's end was cut off. */
  head: { n: number; hash: string } | null;
  /** The first place at which a row was changed, taken out, put in or moved; null: none. */
  brokenAt: number | null;
  /** Rows that no link names: put in past the application. */
  unlinked: number;
};

/** Recomputes the tenant's whole log from its first row (S29). Reads only. */
export async function verifyAudit(tx: TenantTx): Promise<AuditCheck> {
  const { tenantId } = tx;
  const [sums] = await tx.$queryRaw<{ entries: bigint; unlinked: bigint; broken: bigint | null }[]>`
    with link as (
      select c.n, c.hash, e.id,
        audit_hash(lag(c.hash, 1, '') over (order by c.n), e) as wanted,
        row_number() over (order by c.n) as place
      from audit_chain c
      left join audit_entry e on e.tenant_id = c.tenant_id and e.id = c.entry_id
      where c.tenant_id = ${tenantId}::uuid
    )
    select
      (select count(*) from audit_entry where tenant_id = ${tenantId}::uuid) as entries,
      (select count(*) from audit_entry e where e.tenant_id = ${tenantId}::uuid and not exists (
        select from audit_chain c where c.tenant_id = e.tenant_id and c.entry_id = e.id)) as unlinked,
      (select min(place) from link where n <> place or id is null or hash <> wanted) as broken`;
  const { broken = null } = sums ?? {};
  const last = await tx.auditChain.findFirst({ where: { tenantId }, orderBy: { n: 'desc' } });
  return {
    entries: toNumber(sums?.entries ?? 0n),
    head: last && { n: toNumber(last.n), hash: last.hash },
    brokenAt: broken === null ? null : toNumber(broken),
    unlinked: toNumber(sums?.unlinked ?? 0n),
  };
}
