import { type TenantTx, toNumber } from '@oson/db';
import { openIncident } from './open-incident.ts';

/** A terminal that says nothing for so long may never speak again. */
export const SILENT_MS = 14 * 24 * 3_600_000;
/** Causes that an incarnation's silence has; a word of it ends them. */
export const SILENCE = 'silent';
/** Another incarnation of the terminal followed. */
export const FOLLOWED = 'followed';

type Row = {
  id: string;
  terminal_id: string;
  last_seq: number;
  max_seq: number;
  pending_count: number;
  pending_sum: bigint;
  last_hello_at: Date | null;
  /** A number that a hello named, and that another operation has or none. */
  said_from: number | null;
  followed: boolean;
};

/**
 * Opens a loss for every incarnation of a device that was followed by another, or is silent for 14
 * days, without having said that its journal is empty (CASE20). From the first number that
 * the server lacks; to an unknown one: what was sold after the last hello nobody knows.
 * @returns how many are new
 */
export async function findLosses(
  tx: TenantTx,
  nowMs: number,
  terminalId: string | null = null,
): Promise<number> {
  const rows = await tx.$queryRaw<Row[]>`
    select i.id, i.terminal_id, i.last_seq, i.max_seq, i.pending_count, i.pending_sum,
      i.last_hello_at, i.ended_at is not null as followed,
      (select min((m.mark ->> 'seq')::int) from jsonb_array_elements(i.said) as m(mark)
        where not exists (select from op_log o where o.tenant_id = i.tenant_id
          and o.incarnation_id = i.id and o.seq = (m.mark ->> 'seq')::int
          and o.hash = m.mark ->> 'hash')) as said_from
    from terminal_incarnation i
    join terminal t on t.tenant_id = i.tenant_id and t.id = i.terminal_id
    where i.tenant_id = ${tx.tenantId}::uuid and t.kind = 'device' and t.state <> 'practice'
      and (${terminalId}::uuid is null or t.id = ${terminalId}::uuid)
      and (i.ended_at is not null or greatest(i.last_hello_at, i.last_push_at, i.created_at)
        < ${new Date(nowMs - SILENT_MS)}::timestamptz)
      and not (i.pending_count = 0 and i.empty_seq is not null and i.empty_seq >= i.max_seq)
      and not exists (select from terminal_incident k where k.tenant_id = i.tenant_id
        and k.incarnation_id = i.id and k.kind = 'loss' and k.cause in (${SILENCE}, ${FOLLOWED})
        and (k.closed_at is null or k.closed_by is not null))`;
  let opened = 0;
  for (const row of rows) {
    const isNew = await openIncident(tx, {
      kind: 'loss',
      terminalId: row.terminal_id,
      incarnation: row.id,
      cause: row.followed ? FOLLOWED : SILENCE,
      fromSeq: Math.min(row.last_seq + 1, row.said_from ?? Number.POSITIVE_INFINITY),
      toSeq: null,
      pending: { count: row.pending_count, sum: toNumber(row.pending_sum) },
      details: { lastKnownSeq: row.max_seq, lastHelloAt: row.last_hello_at?.getTime() ?? null },
      atMs: nowMs,
    });
    if (isNew) opened += 1;
  }
  return opened;
}
