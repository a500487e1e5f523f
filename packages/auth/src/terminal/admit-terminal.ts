import { type Certificate, type EnrolAnswer, OsonError } from '@oson/contract';
import { enrolTerminal } from '@oson/operations';
import { signCertificate } from './certificate.ts';
import type { EnrolmentPorts } from './enrolment-ports.ts';
import { makeNonce } from './nonce.ts';

/** A claimed row of terminal_enrolment, as far as it is needed to make the terminal. */
export type ClaimedEnrolment = {
  id: string;
  purpose: string;
  publicKey: string | null;
  claimedTenant: string | null;
  claimedStore: string | null;
  claimedTerminal: string | null;
  terminalName: string | null;
};

/**
 * Makes terminal and incarnation and signs the certificate. The incarnation bears the enrolment's
 * id: a second call finds it and makes no other.
 */
export async function admitTerminal(
  ports: EnrolmentPorts,
  enrolment: ClaimedEnrolment,
): Promise<EnrolAnswer> {
  const { claimedTenant: tenantId, claimedStore: storeId, publicKey } = enrolment;
  if (!tenantId || !storeId || !publicKey) throw new OsonError('NOT_ALLOWED');
  const enrolled = await ports.db.inTenant(tenantId, (tx) =>
    enrolTerminal(tx, {
      incarnation: enrolment.id,
      publicKey,
      storeId,
      name: enrolment.terminalName ?? '',
      terminalId: enrolment.claimedTerminal,
      practice: enrolment.purpose === 'practice',
    }),
  );
  await ports.db.auth.terminalEnrolment.updateMany({
    where: { id: enrolment.id, finishedAt: null },
    data: { finishedAt: new Date(ports.now()), claimedTerminal: enrolled.terminalId },
  });
  const certificate: Certificate = {
    tenantId,
    ...enrolled.certificateFields,
    storeId,
    terminalId: enrolled.terminalId,
    incarnation: enrolment.id,
    publicKey,
  };
  return {
    ...signCertificate(ports.keys.certificate, certificate),
    nonce: makeNonce(ports.keys.nonce, enrolment.id, ports.now()),
    practice: enrolled.practice,
    recoveryKey: ports.recovery.publicKey,
  };
}
