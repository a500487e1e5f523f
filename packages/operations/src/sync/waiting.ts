import type { SqlTx } from '@oson/db';
import type { StoredOperation } from './stored-operation.ts';

type Row = {
  op_id: string;
  incarnation_id: string;
  seq: number;
  type: string;
  v: number;
  hash: string;
  body: string | null;
  sold_at: Date;
  received_at: Date;
  attempts: number;
  since: Date | null;
};

/**
 * Operations out of op_log, to be tried again; a repair that the owner has applied stands in the place
 * of the raw body (SRV18, SRV19).
 */
export async function readStored(
  tx: SqlTx,
  opIds: readonly string[],
): Promise<(StoredOperation & { incarnation: string })[]> {
  if (opIds.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    select o.op_id, o.incarnation_id, o.seq, o.type, coalesce(f.v, o.v) as v, o.hash,
      coalesce(f.after, o.body, p.body) as body,
      o.sold_at, o.received_at, w.since,
      (select coalesce(max(r.attempt), 0) from op_result r
        where r.tenant_id = o.tenant_id and r.op_id = o.op_id) as attempts
    from op_log o
    left join op_private p on p.tenant_id = o.tenant_id and p.op_id = o.op_id
    left join op_waiting w on w.tenant_id = o.tenant_id and w.op_id = o.op_id
    left join lateral (select r.v, r.after from op_repair r
      where r.tenant_id = o.tenant_id and r.op_id = o.op_id and r.decision = 'applied'
      order by r.decided_at desc limit 1) f on true
    where o.tenant_id = ${tx.tenantId}::uuid and o.op_id = any(${opIds}::uuid[])
    order by o.seq`;
  return rows.map((row) => ({
    opId: row.op_id,
    incarnation: row.incarnation_id,
    seq: row.seq,
    type: row.type,
    v: row.v,
    hash: row.hash,
    body: row.body,
    soldAtMs: row.sold_at.getTime(),
    receivedAtMs: row.received_at.getTime(),
    // Judged when it was stored first.
    clockJumpMs: null,
    isFork: false,
    attempts: row.attempts,
    waitingSinceMs: row.since?.getTime() ?? null,
  }));
}

/** What waits for its sale in one incarnation. */
export async function readWaiting(tx: SqlTx, incarnation: string): Promise<StoredOperation[]> {
  const rows = await tx.$queryRaw<{ op_id: string }[]>`
    select op_id from op_waiting
    where tenant_id = ${tx.tenantId}::uuid and incarnation_id = ${incarnation}::uuid`;
  return readStored(
    tx,
    rows.map(({ op_id }) => op_id),
  );
}
