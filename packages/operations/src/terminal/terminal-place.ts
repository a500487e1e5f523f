import { OsonError } from '@oson/contract';
import type { TenantTx } from '@oson/db';

/** Chain and store by name, as a new device shows them before its tap. */
export async function readPlaceNames(
  tx: TenantTx,
  storeId: string,
): Promise<{ chainName: string; storeName: string }> {
  const [row] = await tx.$queryRaw<{ chainName: string; storeName: string }[]>`
    select t.name as "chainName", s.name as "storeName"
    from store s join tenant_settings t on t.tenant_id = s.tenant_id
    where s.tenant_id = ${tx.tenantId}::uuid and s.id = ${storeId}::uuid`;
  if (!row) throw new OsonError('NOT_FOUND');
  return row;
}

export type TerminalPlace = { storeId: string; terminalId?: string | null | undefined };

/**
 * Refuses what may get no terminal: TENANT_SUSPENDED, or NOT_FOUND when the store is not the chain's
 * or the terminal is not one of that store, or is revoked.
 */
export async function checkTerminalPlace(tx: TenantTx, place: TerminalPlace): Promise<void> {
  const [row] = await tx.$queryRaw<{ status: string; fits: boolean }[]>`
    select t.status, ${place.terminalId ?? null}::uuid is null or exists (select from terminal d
        where d.tenant_id = s.tenant_id and d.id = ${place.terminalId ?? null}::uuid
          and d.store_id = s.id and d.kind = 'device' and d.revoked_at is null) as fits
    from store s join tenant_settings t on t.tenant_id = s.tenant_id
    where s.tenant_id = ${tx.tenantId}::uuid and s.id = ${place.storeId}::uuid
      and s.archived_at is null`;
  if (!row?.fits) throw new OsonError('NOT_FOUND');
  if (row.status !== 'active') throw new OsonError('TENANT_SUSPENDED');
}
