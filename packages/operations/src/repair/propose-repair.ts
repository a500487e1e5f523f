import { BODY_VERSIONS, canonicalJson, OsonError, type OperationType } from '@oson/contract';
import { parseBody } from '@oson/contract/schema';
import { type Database, type SupportTx, uuidv7Now } from '@oson/db';
import { isPersonal } from '../sync/is-personal.ts';

export type ProposeRepair = {
  tenantId: string;
  /** The member of support. */
  userId: string;
  opId: string;
  /** The body that shall stand in the place of the raw one: JSON, in the newest version. */
  after: string;
  reason: string;
  nowMs: number;
};

/**
 * Support proposes what should stand in the place of a quarantined body. Nothing moves before the
 * owner's click, and the raw bytes never change. BAD_INPUT with `field` when the contract does not
 * accept it, NOT_FOUND when the operation does not lie in quarantine, CHANGED_MEANWHILE when a
 * proposal waits already.
 */
export async function proposeRepair(db: Database, input: ProposeRepair): Promise<{ id: string }> {
  const { tenantId, userId, reason, opId } = input;
  const id = uuidv7Now();
  const read = { userId, tenantId, reason, action: 'support.repair-proposed' };
  await db.asSupport(read, async (tx) => {
    const op = await readOpen(tx, tenantId, opId);
    const { v, after } = checkedBody(op.type, input.after);
    const waiting = await tx.opRepair.count({ where: { tenantId, opId, decidedAt: null } });
    if (waiting > 0) throw new OsonError('CHANGED_MEANWHILE');
    // Personal data is not copied: it lies where it can be erased.
    const before = isPersonal(op.type) ? '' : (op.body ?? '');
    await tx.opRepair.createMany({
      data: [{ tenantId, id, opId, type: op.type, v, before, after, reason, proposedBy: userId }],
    });
  });
  return { id };
}

/** A quarantined operation that can be applied once its body can be read: it lies in op_log. */
async function readOpen(tx: SupportTx, tenantId: string, opId: string) {
  const lies = await tx.opQuarantine.count({ where: { tenantId, opId, resolvedAt: null } });
  const op = await tx.opLog.findUnique({ where: { tenantId_opId: { tenantId, opId } } });
  if (!op || lies === 0) throw new OsonError('NOT_FOUND');
  return op;
}

/** The body as canonical JSON of the newest version. */
export function checkedBody(type: string, text: string): { v: number; after: string } {
  const v = BODY_VERSIONS[type as OperationType];
  if (v === undefined) throw new OsonError('BAD_INPUT', { field: 'type' });
  const read = parseBody(type, v, text);
  if (!read.ok) throw new OsonError('BAD_INPUT', { field: read.error.message.slice(0, 200) });
  return { v, after: canonicalJson(read.body) };
}
