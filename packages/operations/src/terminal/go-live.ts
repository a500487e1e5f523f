import { OsonError } from '@oson/contract';
import { type Database, type TenantTx, withChange } from '@oson/db';
import { writeAudit } from '../audit/index.ts';
import { assertPin, hashPin, type PinVerifier } from '../staff/index.ts';
import type { Sender } from '../sync/stored-operation.ts';
import { archiveSampleGoods } from '../tenant/index.ts';

export type GoLive = { keepSampleGoods: boolean; pin: string };

/**
 * "Start selling": the practice terminal becomes live, the owner gets a PIN, and the sample goods
 * leave when they are not wanted. Asked again it sets the PIN again and changes nothing else.
 * BAD_PIN, NOT_FOUND when the chain has no owner, TERMINAL_REVOKED.
 */
export async function goLive(
  db: Database,
  sender: Sender,
  { keepSampleGoods, pin }: GoLive,
): Promise<{ staffId: string }> {
  if (sender.state === 'revoked') throw new OsonError('TERMINAL_REVOKED');
  assertPin(pin, 'owner');
  // A third of a second of computing: not while a transaction is open.
  const verifier = await hashPin(pin);
  const staffId = await db.inTenant(sender.tenantId, (tx) => {
    return becomeLive(tx, sender, { pin: verifier, keepSampleGoods });
  });
  return { staffId };
}

type Start = { pin: PinVerifier; keepSampleGoods: boolean };

async function becomeLive(
  tx: TenantTx,
  sender: Sender,
  { pin, keepSampleGoods }: Start,
): Promise<string> {
  const owner = await tx.staff.findFirst({
    where: { role: 'owner', archivedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, pinHash: true },
  });
  if (!owner) throw new OsonError('NOT_FOUND');
  const terminal = await tx.terminal.updateMany({
    where: { id: sender.terminalId, state: 'practice', revokedAt: null },
    data: { state: 'live', version: { increment: 1 } },
  });
  // A live terminal may not change the owner's PIN: that is done in the office.
  if (terminal.count === 0 && owner.pinHash !== null) return owner.id;
  await tx.staff.updateMany({
    where: { id: owner.id },
    data: {
      pinHash: pin.hash,
      pinSalt: pin.salt,
      pinParams: pin.params,
      pinVersion: { increment: 1 },
      version: { increment: 1 },
    },
  });
  await writeAudit(tx, {
    actorKind: 'terminal',
    actorId: sender.terminalId,
    action: 'terminal.went-live',
  });
  const gone = keepSampleGoods ? [] : await archiveSampleGoods(tx, new Date());
  await withChange(tx, [{ kind: 'staff', id: owner.id }, ...gone]);
  return owner.id;
}
