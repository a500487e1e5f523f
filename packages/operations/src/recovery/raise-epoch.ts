import { enqueueJob, type TenantTx } from '@oson/db';
import { writeAudit } from '../audit/index.ts';
import { openIncident } from '../ledger/open-incident.ts';

export type RestoreFound = {
  /** The epoch that was seen to have gone back. */
  epoch: number;
  head: number;
  /** The newest position that the device knows of. */
  namedN: number;
  cause: 'ahead' | 'other-bytes';
  terminalId: string;
  incarnation: string | null;
  nowMs: number;
};

/**
 * The server went back behind what it had told: a new epoch for this tenant, by compare-and-set, so
 * that a thousand terminals that find it at once raise it once. Alarms with an incident, the
 * tenant's log, and the job that applies again what a restore must not undo.
 * @returns the tenant's epoch now
 */
export async function raiseEpoch(tx: TenantTx, found: RestoreFound): Promise<number> {
  const [raised] = await tx.$queryRaw<{ epoch: number }[]>`
    update tenant_seq set epoch = epoch + 1
    where tenant_id = ${tx.tenantId}::uuid and epoch = ${found.epoch}
    returning epoch`;
  if (!raised) return presentEpoch(tx);
  const lostChanges = Math.max(0, found.namedN - found.head);
  await openIncident(tx, {
    kind: 'restore',
    terminalId: found.terminalId,
    incarnation: found.incarnation,
    cause: found.cause,
    // What the office wrote after the restore point is lost: as many changes as a device names more.
    details: { epoch: raised.epoch, head: found.head, namedN: found.namedN, lostChanges },
    atMs: found.nowMs,
  });
  await writeAudit(tx, {
    actorKind: 'system',
    action: 'sync.restore-found',
    details: { epoch: raised.epoch, lostChanges },
  });
  await enqueueJob(tx, { name: 'restore/found', data: { epoch: raised.epoch } });
  return raised.epoch;
}

async function presentEpoch(tx: TenantTx): Promise<number> {
  const [row] = await tx.$queryRaw<{ epoch: number }[]>`
    select epoch from tenant_seq where tenant_id = ${tx.tenantId}::uuid`;
  return row?.epoch ?? 1;
}

/** A device of the epoch before names how far the feed had come: the count of what is lost grows. */
export async function noteLostChanges(tx: TenantTx, epoch: number, namedN: number): Promise<void> {
  await tx.$executeRaw`
    update terminal_incident set details = details || jsonb_build_object(
      'namedN', ${namedN}::bigint, 'lostChanges', ${namedN}::bigint - (details ->> 'head')::bigint)
    where tenant_id = ${tx.tenantId}::uuid and kind = 'restore' and closed_at is null
      and (details ->> 'epoch')::int = ${epoch + 1}
      and (details ->> 'namedN')::bigint < ${namedN}`;
}
