import type { Correction, FlagKind, OperationState, PushResult } from '@oson/contract';
import { type SqlTx, toNumber } from '@oson/db';

type Row = {
  op_id: string;
  state: OperationState;
  n: bigint | null;
  flags: FlagKind[];
  corrections: Correction[];
  at: Date;
};

/** What known operations are now: the newest result of each, as `replayed`. */
export async function readResults(tx: SqlTx, opIds: readonly string[]): Promise<PushResult[]> {
  if (opIds.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    select distinct on (op_id) op_id, state, n, flags, corrections, at from op_result
    where tenant_id = ${tx.tenantId}::uuid and op_id = any(${opIds}::uuid[])
    order by op_id, attempt desc`;
  return rows.map((row) => ({
    opId: row.op_id,
    r: 'replayed',
    is: row.state,
    ...(row.n !== null && { n: toNumber(row.n) }),
    flags: row.flags,
    corrections: row.corrections,
    at: row.at.getTime(),
  }));
}
