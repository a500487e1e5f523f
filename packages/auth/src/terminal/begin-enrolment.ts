import { type EnrolBeginAnswer, type EnrolBeginRequest, OsonError } from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { drawEnrolmentCode, drawSecret, hashEnrolmentCode, hashSecret } from './enrolment-code.ts';
import { type EnrolmentPorts, ENROLMENT_VALID_MS } from './enrolment-ports.ts';
import { isPublicKey } from './public-key.ts';

const BEGINS_PER_HOUR_MAX = 60;
const HOUR_S = 3600;

/**
 * A new device asks to be let in: it gets a code to show and a secret to ask on with. Refuses with
 * BAD_INPUT when the key is no P-256 public key, TOO_MANY_REQUESTS when an address asks too often.
 */
export async function beginEnrolment(
  ports: EnrolmentPorts,
  request: EnrolBeginRequest,
  ip: string,
): Promise<EnrolBeginAnswer> {
  const taken = await ports.limiter.take(`enrolment-begin:${ip}`, BEGINS_PER_HOUR_MAX, HOUR_S);
  if (!taken.ok) throw new OsonError('TOO_MANY_REQUESTS', { retryAfterS: taken.retryAfterS });
  if (!(await isPublicKey(request.publicKey))) {
    throw new OsonError('BAD_INPUT', { field: 'publicKey' });
  }
  const enrolmentId = uuidv7Now();
  const code = drawEnrolmentCode();
  const secret = drawSecret();
  const expiresAt = ports.now() + ENROLMENT_VALID_MS;
  await ports.db.auth.terminalEnrolment.create({
    data: {
      id: enrolmentId,
      codeHash: hashEnrolmentCode(ports.keys.enrolment, code),
      secretHash: hashSecret(ports.keys.enrolment, secret),
      publicKey: request.publicKey,
      deviceName: request.deviceName,
      purpose: 'device',
      expiresAt: new Date(expiresAt),
    },
  });
  return { enrolmentId, code, secret, expiresAt };
}
