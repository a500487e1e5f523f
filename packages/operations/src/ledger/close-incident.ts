import { OsonError } from '@oson/contract';
import type { TenantTx } from '@oson/db';
import { writeAudit } from '../audit/index.ts';

/** The owner has seen an incident: it is open no longer, and stays in the ledger. NOT_FOUND. */
export async function closeIncident(
  tx: TenantTx,
  input: { incidentId: string; userId: string; nowMs: number },
): Promise<void> {
  const [row] = await tx.$queryRaw<{ kind: string; cause: string }[]>`
    update terminal_incident set closed_at = ${new Date(input.nowMs)}::timestamptz,
      closed_by = ${input.userId}::uuid, resolution = 'seen'
    where tenant_id = ${tx.tenantId}::uuid and id = ${input.incidentId}::uuid
      and closed_at is null
    returning kind, cause`;
  if (!row) throw new OsonError('NOT_FOUND');
  await writeAudit(tx, {
    actorKind: 'user',
    actorId: input.userId,
    action: 'incident.closed',
    subject: `${row.kind}: ${row.cause}`,
  });
}
