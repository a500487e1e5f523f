import { OsonError } from '@oson/contract';
import { parseBody } from '@oson/contract/schema';
import type { SupportTx, TenantTx } from '@oson/db';
import { isPersonal } from '../sync/is-personal.ts';

export type RepairRow = {
  id: string;
  /** Empty for customer operations. */
  before: string;
  after: string;
  reason: string;
  proposedAt: number;
  decision: 'applied' | 'rejected' | null;
  decidedAt: number | null;
};
export type QuarantinedDetail = {
  opId: string;
  type: string;
  v: number | null;
  cause: string;
  /** Paths and rules, or what the database said; never a value. */
  error: string;
  /** What the contract says of the body now; null: it can be read. */
  fault: string | null;
  /** The body as it came; null: erased, or it lies in no place of the chain. */
  body: string | null;
  terminalName: string | null;
  seq: number | null;
  createdAt: number;
  /** Whether a repair can be proposed: it lies in op_log under a type that is known. */
  isRepairable: boolean;
  repairs: RepairRow[];
};

/** One quarantined operation with its bytes and what was proposed for it. NOT_FOUND. */
export async function readQuarantined(
  tx: TenantTx | SupportTx,
  tenantId: string,
  opId: string,
): Promise<QuarantinedDetail> {
  const lies = await tx.opQuarantine.findFirst({
    where: { tenantId, opId },
    orderBy: [{ resolvedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'desc' }],
  });
  if (!lies) throw new OsonError('NOT_FOUND');
  const key = { tenantId_opId: { tenantId, opId } };
  const op = await tx.opLog.findUnique({ where: key });
  const kept = op && isPersonal(op.type) ? await tx.opPrivate.findUnique({ where: key }) : null;
  const body = op ? (op.body ?? kept?.body ?? null) : lies.raw || null;
  const read = op && body !== null ? parseBody(op.type, op.v, body) : null;
  const terminal = lies.terminalId
    ? await tx.terminal.findUnique({
        where: { tenantId_id: { tenantId, id: lies.terminalId } },
        select: { name: true },
      })
    : null;
  const repairs = await tx.opRepair.findMany({
    where: { tenantId, opId },
    orderBy: { proposedAt: 'desc' },
  });
  return {
    opId,
    type: op?.type ?? lies.type,
    v: op?.v ?? null,
    cause: lies.cause,
    error: lies.error,
    fault: read && !read.ok ? read.error.message : null,
    body,
    terminalName: terminal?.name ?? null,
    seq: op?.seq ?? null,
    createdAt: lies.createdAt.getTime(),
    isRepairable:
      op !== null && body !== null && (read?.ok || read?.error.cause !== 'type-unknown'),
    repairs: repairs.map((row) => ({
      id: row.id,
      before: row.before,
      after: row.after,
      reason: row.reason,
      proposedAt: row.proposedAt.getTime(),
      decision: row.decision as RepairRow['decision'],
      decidedAt: row.decidedAt?.getTime() ?? null,
    })),
  };
}
