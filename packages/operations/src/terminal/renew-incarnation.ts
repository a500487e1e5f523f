import { OsonError } from '@oson/contract';
import { type TenantTx, withChange } from '@oson/db';
import { writeAudit } from '../audit/index.ts';
import { findLosses } from '../ledger/find-losses.ts';
import { drawUnusedCode, endOthers, type Enrolled, readEnrolled } from './enrol-terminal.ts';

export type Renewal = {
  /** Id for the new incarnation, when one has to be made. */
  fresh: string;
  terminalId: string;
  storeId: string;
  publicKey: string;
  cause: 'fork' | 'rolled-back';
};

/**
 * Gives a terminal a new life: new key, new code, numbers from 1. The same key again finds what was
 * made. It is no new terminal, so a suspended chain's gets one too. NOT_FOUND, TERMINAL_REVOKED.
 */
export async function renewIncarnation(
  tx: TenantTx,
  renewal: Renewal,
): Promise<Enrolled & { incarnation: string }> {
  const { terminalId, storeId, publicKey } = renewal;
  // Enrolments of a store follow one another: no code is drawn twice.
  await tx.$queryRaw`select id from store
    where tenant_id = ${tx.tenantId}::uuid and id = ${storeId}::uuid for update`;
  const known = await tx.terminalIncarnation.findFirst({
    where: { terminalId, publicKey },
    select: { id: true },
  });
  const incarnation = known?.id ?? renewal.fresh;
  if (!known) await makeIncarnation(tx, renewal);
  return { ...((await readEnrolled(tx, incarnation)) as Enrolled), incarnation };
}

async function makeIncarnation(tx: TenantTx, renewal: Renewal): Promise<void> {
  const { fresh, terminalId, storeId, publicKey, cause } = renewal;
  const terminal = await tx.terminal.findUnique({
    where: { tenantId_id: { tenantId: tx.tenantId, id: terminalId } },
    select: { name: true, revokedAt: true },
  });
  if (!terminal) throw new OsonError('NOT_FOUND');
  if (terminal.revokedAt) throw new OsonError('TERMINAL_REVOKED');
  const ended = await endOthers(tx, terminalId);
  const code = await drawUnusedCode(tx, storeId);
  await tx.terminalIncarnation.create({
    data: { tenantId: tx.tenantId, id: fresh, terminalId, storeId, code, publicKey },
  });
  await findLosses(tx, Date.now(), terminalId);
  await writeAudit(tx, {
    actorKind: 'terminal',
    actorId: terminalId,
    action: 'terminal.renewed',
    subject: terminal.name,
    details: { code, cause },
  });
  await withChange(
    tx,
    [fresh, ...ended].map((id) => ({ kind: 'terminal', id })),
  );
}
