import { type Certificate, OsonError, type RenewAnswer, type RenewRequest } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { renewIncarnation } from '@oson/operations';
import { signCertificate } from './certificate.ts';
import type { EnrolmentPorts } from './enrolment-ports.ts';
import { makeNonce } from './nonce.ts';
import { isPublicKey } from './public-key.ts';
import type { ResolvedTerminal } from './resolve-terminal.ts';

type Asking = Pick<ResolvedTerminal, 'tenantId' | 'storeId' | 'terminalId' | 'incarnation'>;

/**
 * A new incarnation of a terminal that has forked (ENROL7), asked for under the old one's signature.
 * Asked again with the same key it answers the same incarnation. BAD_INPUT when the key is none.
 */
export async function renewTerminal(
  ports: EnrolmentPorts,
  terminal: Asking,
  request: RenewRequest,
): Promise<RenewAnswer> {
  const { publicKey, cause } = request;
  if (!(await isPublicKey(publicKey))) throw new OsonError('BAD_INPUT', { field: 'publicKey' });
  const { tenantId, storeId, terminalId } = terminal;
  const renewed = await ports.db.inTenant(tenantId, (tx) =>
    renewIncarnation(tx, { fresh: uuidv7Now(), terminalId, storeId, publicKey, cause }),
  );
  const { incarnation } = renewed;
  const certificate: Certificate = {
    tenantId,
    ...renewed.certificateFields,
    storeId,
    terminalId,
    incarnation,
    publicKey,
  };
  return {
    ...signCertificate(ports.keys.certificate, certificate),
    nonce: makeNonce(ports.keys.nonce, incarnation, ports.now()),
    practice: renewed.practice,
    recoveryKey: ports.recovery.publicKey,
  };
}
