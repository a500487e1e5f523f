import { OsonError } from '@oson/contract';
import { checkTerminalPlace } from '@oson/operations';
import { hashEnrolmentCode } from './enrolment-code.ts';
import { type EnrolmentPorts, ENROLMENT_VALID_MS } from './enrolment-ports.ts';
import { withTry } from './tries.ts';

export type Claim = {
  tenantId: string;
  /** The manager who types the code; wrong tries are counted by it. */
  userId: string;
  code: string;
  storeId: string;
  name: string;
  /** An existing terminal, enrolled again after its journal was lost. */
  terminalId?: string | undefined;
};

/**
 * A manager takes a waiting device into a store. Refuses with CODE_WRONG when no device waits with
 * this code, CODE_EXPIRED when its time is over, NOT_FOUND when store or terminal are not the
 * chain's, TENANT_SUSPENDED, TOO_MANY_REQUESTS after 5 wrong tries.
 */
export async function claimEnrolment(
  ports: EnrolmentPorts,
  claim: Claim,
): Promise<{ enrolmentId: string; deviceName: string }> {
  const { tenantId, storeId, terminalId } = claim;
  await ports.db.inTenant(tenantId, (tx) => checkTerminalPlace(tx, { storeId, terminalId }));
  return withTry(ports, `user:${claim.userId}`, () => takeWaitingDevice(ports, claim));
}

async function takeWaitingDevice(ports: EnrolmentPorts, claim: Claim) {
  const codeHash = hashEnrolmentCode(ports.keys.enrolment, claim.code);
  const enrolments = ports.db.auth.terminalEnrolment;
  const found = await enrolments.findUnique({ where: { codeHash } });
  if (found?.purpose !== 'device') throw new OsonError('CODE_WRONG');
  const now = new Date(ports.now());
  if (found.expiresAt <= now || found.claimedAt) throw new OsonError('CODE_EXPIRED');
  // Two managers may type it at once: the row decides who was first.
  const taken = await enrolments.updateMany({
    where: { id: found.id, claimedAt: null, expiresAt: { gt: now }, triesLeft: { gt: 0 } },
    data: {
      claimedAt: now,
      claimedTenant: claim.tenantId,
      claimedStore: claim.storeId,
      claimedTerminal: claim.terminalId ?? null,
      terminalName: claim.name,
      expiresAt: new Date(ports.now() + ENROLMENT_VALID_MS),
    },
  });
  if (taken.count === 0) throw new OsonError('CODE_EXPIRED');
  return { enrolmentId: found.id, deviceName: found.deviceName ?? '' };
}
