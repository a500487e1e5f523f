import { isPlaceholder } from './identifier.ts';

/** The proof of an address may wait this long; selling starts at once. */
export const PROOF_WAIT_MS = 72 * 3_600_000;

export type AccountRow = {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  phoneNumber: string | null;
  phoneNumberVerified: boolean | null;
  twoFactorEnabled: boolean | null;
  locale: string;
  createdAt: Date;
};

export type Proof = { proven: boolean; dueAt: number; overdue: boolean };

/** Whether an account has shown that one of its addresses is its own. */
export function proofOf(account: AccountRow, nowMs: number): Proof {
  const byMail = !isPlaceholder(account.email) && account.emailVerified;
  const proven = byMail || account.phoneNumberVerified === true;
  const dueAt = account.createdAt.getTime() + PROOF_WAIT_MS;
  return { proven, dueAt, overdue: !proven && nowMs > dueAt };
}
