import type { EnrolAnswer } from '@oson/contract';
import { beginLife } from '../core/renew.ts';
import { readDevice, writeDevice } from '../device/device-db.ts';
import { type DeviceKeys, makeDeviceKeys } from '../device/device-keys.ts';
import { openJournal, readMeta } from '../journal/journal-db.ts';
import type { EnrolPorts } from '../ports.ts';

export type Begun = { code: string; enrolmentId: string; secret: string; expiresAt: number };

/** Asks for a code that a manager can claim; the key pair is kept first, so a reload goes on with it. */
export async function beginEnrolment(ports: EnrolPorts, nowMs: number): Promise<Begun> {
  const kept = await readDevice('enrolling');
  if (kept && kept.begun.expiresAt > nowMs) return kept.begun;
  const keys = await makeDeviceKeys();
  const begun = await ports.begin({ publicKey: keys.publicKey, deviceName: deviceName() });
  await writeDevice('enrolling', { keys, begun });
  return begun;
}

/** Ends a claimed enrolment: the certificate and the key that it names become this terminal's. */
export async function finishEnrolment(ports: EnrolPorts): Promise<string> {
  const kept = await readDevice('enrolling');
  if (!kept) throw new Error('no enrolment is under way');
  const { enrolmentId, secret } = kept.begun;
  const answer = await ports.finish({ enrolmentId, secret });
  return becomeTerminal(answer, kept.keys);
}

/** Redeems a code that came in a link, after the person has seen chain and store (ENROL4). */
export async function redeemLink(ports: EnrolPorts, code: string): Promise<string> {
  const kept = await readDevice('redeeming');
  const keys = kept?.code === code ? kept.keys : await makeDeviceKeys();
  await writeDevice('redeeming', { code, keys });
  const { publicKey } = keys;
  const answer = await ports.redeem({ code, publicKey, deviceName: deviceName() });
  return becomeTerminal(answer, keys);
}

/** Forgets a code that nobody claimed in time. */
export async function dropEnrolment(): Promise<void> {
  await writeDevice('enrolling', null);
}

/** The chain that this browser belongs to now, if it is another one than the link's. */
export async function presentChain(): Promise<string | null> {
  const active = await readDevice('active');
  if (!active) return null;
  const journal = openJournal(active.terminalId);
  try {
    return (await readMeta(journal, 'identity'))?.certificate.chainName ?? null;
  } finally {
    journal.close();
  }
}

/**
 * Writes identity and keys into the terminal's own journal, then makes it the active one. A journal
 * that is there already (enrolled again) keeps all its operations (DEV5).
 */
async function becomeTerminal(answer: EnrolAnswer, fresh: DeviceKeys): Promise<string> {
  const { terminalId, incarnation } = answer.certificate;
  const journal = openJournal(terminalId);
  try {
    // PIN verifiers that this journal has already stay readable under the seal they were made with.
    const old = await readMeta(journal, 'keys');
    await beginLife(journal, answer, old ? { ...fresh, pinSeal: old.pinSeal } : fresh);
  } finally {
    journal.close();
  }
  await writeDevice('active', { terminalId, incarnation });
  await writeDevice('enrolling', null);
  await writeDevice('redeeming', null);
  return terminalId;
}

/** What the office sees of a device that asks to be enrolled. */
function deviceName(): string {
  const agent = navigator.userAgent;
  const system = /Android|iPhone|iPad|Windows|Macintosh|CrOS|Linux/.exec(agent)?.[0] ?? '';
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)/.exec(agent)?.[0] ?? '';
  const named = [browser.replace('Edg', 'Edge').replace('OPR', 'Opera'), system];
  return named.filter((part) => part !== '').join(', ') || 'Browser';
}
