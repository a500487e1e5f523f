import {
  type EnrolAnswer,
  type EnrolLookAnswer,
  type EnrolLookRequest,
  type EnrolRedeemRequest,
  OsonError,
} from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { checkTerminalPlace, readPlaceNames } from '@oson/operations';
import { admitTerminal } from './admit-terminal.ts';
import { drawEnrolmentCode, hashEnrolmentCode } from './enrolment-code.ts';
import { type EnrolmentPorts, ENROLMENT_VALID_MS } from './enrolment-ports.ts';
import { isPublicKey } from './public-key.ts';
import { withTry } from './tries.ts';

export type LinkRequest = {
  tenantId: string;
  storeId: string;
  terminalName: string;
  /** `practice`: the browser of a sign-up; `link`: a further terminal, live at once. */
  purpose: 'practice' | 'link';
  terminalId?: string | undefined;
};

/**
 * A one-time code for the fragment of a link to the POS (ENROL4): it is claimed already, and
 * the browser that redeems it becomes the terminal. Refuses with NOT_FOUND, TENANT_SUSPENDED.
 */
export async function issueEnrolmentLink(
  ports: EnrolmentPorts,
  request: LinkRequest,
): Promise<{ code: string; expiresAt: number }> {
  const { tenantId, storeId, terminalId } = request;
  await ports.db.inTenant(tenantId, (tx) => checkTerminalPlace(tx, { storeId, terminalId }));
  const code = drawEnrolmentCode();
  const now = ports.now();
  const expiresAt = now + ENROLMENT_VALID_MS;
  await ports.db.auth.terminalEnrolment.create({
    data: {
      id: uuidv7Now(),
      codeHash: hashEnrolmentCode(ports.keys.enrolment, code),
      purpose: request.purpose,
      claimedTenant: tenantId,
      claimedStore: storeId,
      claimedTerminal: terminalId ?? null,
      terminalName: request.terminalName,
      claimedAt: new Date(now),
      expiresAt: new Date(expiresAt),
    },
  });
  return { code, expiresAt };
}

/** Names chain and store of a link before anything is made of it. */
export async function lookAtLink(
  ports: EnrolmentPorts,
  request: EnrolLookRequest,
  ip: string,
): Promise<EnrolLookAnswer> {
  const row = await withTry(ports, `ip:${ip}`, () => openLink(ports, request.code));
  const place = await ports.db.inTenant(row.claimedTenant, (tx) =>
    readPlaceNames(tx, row.claimedStore),
  );
  return { ...place, terminalName: row.terminalName ?? '' };
}

/**
 * Makes this browser the terminal of the link. The code works once: for the key that came first,
 * which may ask again when the answer was lost; another key gets CODE_EXPIRED.
 */
export async function redeemLink(
  ports: EnrolmentPorts,
  request: EnrolRedeemRequest,
  ip: string,
): Promise<EnrolAnswer> {
  if (!(await isPublicKey(request.publicKey))) {
    throw new OsonError('BAD_INPUT', { field: 'publicKey' });
  }
  const row = await withTry(ports, `ip:${ip}`, () => openLink(ports, request.code));
  const taken = await ports.db.auth.terminalEnrolment.updateMany({
    where: { id: row.id, OR: [{ publicKey: null }, { publicKey: request.publicKey }] },
    data: { publicKey: request.publicKey, deviceName: request.deviceName },
  });
  if (taken.count === 0) throw new OsonError('CODE_EXPIRED');
  return admitTerminal(ports, { ...row, publicKey: request.publicKey });
}

async function openLink(ports: EnrolmentPorts, code: string) {
  const codeHash = hashEnrolmentCode(ports.keys.enrolment, code);
  const row = await ports.db.auth.terminalEnrolment.findUnique({ where: { codeHash } });
  const { claimedTenant, claimedStore } = row ?? {};
  if (!row || row.purpose === 'device' || !claimedTenant || !claimedStore) {
    throw new OsonError('CODE_WRONG');
  }
  if (row.expiresAt.getTime() <= ports.now()) throw new OsonError('CODE_EXPIRED');
  return { ...row, claimedTenant, claimedStore };
}
