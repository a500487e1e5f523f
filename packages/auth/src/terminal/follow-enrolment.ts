import {
  type EnrolAnswer,
  type EnrolFinishRequest,
  type EnrolPollAnswer,
  type EnrolPollRequest,
  OsonError,
} from '@oson/contract';
import { readPlaceNames } from '@oson/operations';
import { hashSecret, isSameHash } from './enrolment-code.ts';
import type { EnrolmentPorts } from './enrolment-ports.ts';
import { admitTerminal } from './admit-terminal.ts';

/** The device asks whether somebody has claimed it. A wrong secret costs one of 5 tries. */
export async function pollEnrolment(
  ports: EnrolmentPorts,
  request: EnrolPollRequest,
): Promise<EnrolPollAnswer> {
  const row = await ownEnrolment(ports, request);
  if (!row || row.expiresAt.getTime() <= ports.now()) return { state: 'expired' };
  const { claimedTenant, claimedStore } = row;
  if (!claimedTenant || !claimedStore) {
    return { state: 'waiting', expiresAt: row.expiresAt.getTime() };
  }
  const place = await ports.db.inTenant(claimedTenant, (tx) => readPlaceNames(tx, claimedStore));
  return { state: 'claimed', ...place, terminalName: row.terminalName ?? '' };
}

/**
 * After the cashier's tap: the terminal and its incarnation are made and the certificate is signed.
 * Asked again by the same device it answers the same terminal, so a lost answer costs nothing.
 */
export async function finishEnrolment(
  ports: EnrolmentPorts,
  request: EnrolFinishRequest,
): Promise<EnrolAnswer> {
  const row = await ownEnrolment(ports, request);
  if (!row) throw new OsonError('CODE_WRONG');
  if (row.expiresAt.getTime() <= ports.now()) throw new OsonError('CODE_EXPIRED');
  if (!row.claimedTenant) throw new OsonError('NOT_ALLOWED');
  return admitTerminal(ports, row);
}

async function ownEnrolment(ports: EnrolmentPorts, request: EnrolPollRequest) {
  const enrolments = ports.db.auth.terminalEnrolment;
  const row = await enrolments.findUnique({ where: { id: request.enrolmentId } });
  if (!row || row.triesLeft <= 0) return null;
  if (isSameHash(hashSecret(ports.keys.enrolment, request.secret), row.secretHash)) return row;
  await enrolments.updateMany({
    where: { id: row.id, triesLeft: { gt: 0 } },
    data: { triesLeft: { decrement: 1 } },
  });
  return null;
}
