import { type SqlTx, uuidv7Now, withChange } from '@oson/db';
import { isPersonal } from './is-personal.ts';
import type { Place } from './place.ts';
import { iso } from './posting.ts';
import type { StoredOperation } from './stored-operation.ts';

type Fault = { cause: string; error: string; nowMs: number };

/**
 * Lays an operation that cannot be applied into quarantine, in a transaction that does nothing else.
 * One that was answered otherwise before tells its terminal by the feed.
 */
export async function quarantineAlone(
  tx: SqlTx,
  place: Place,
  op: StoredOperation,
  fault: Fault,
): Promise<void> {
  const at = iso(fault.nowMs);
  const raw = isPersonal(op.type) ? '' : (op.body ?? '');
  await tx.$executeRaw`with waits as (
      delete from op_waiting
      where tenant_id = ${tx.tenantId}::uuid and op_id = ${op.opId}::uuid
    ), kept as (
      insert into op_quarantine (tenant_id, id, op_id, incarnation_id, terminal_id, store_id, type,
        cause, error, raw, created_at)
      values (${tx.tenantId}::uuid, ${uuidv7Now()}::uuid, ${op.opId}::uuid,
        ${place.incarnation}::uuid, ${place.terminalId}::uuid, ${place.store.id}::uuid, ${op.type},
        ${fault.cause}, ${fault.error}, ${raw}, ${at}::timestamptz)
    )
    insert into op_result (tenant_id, op_id, attempt, state, cause, flags, at)
    values (${tx.tenantId}::uuid, ${op.opId}::uuid, ${op.attempts + 1}, 'quarantined',
      ${fault.cause}, '[]', ${at}::timestamptz)`;
  if (op.attempts > 0) {
    await withChange(tx, [{ kind: 'outcome', id: op.opId, storeId: place.store.id }]);
  }
}
