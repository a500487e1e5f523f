import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { OsonError } from '@oson/contract';
import { type AuthClient, uuidv7Now } from '@oson/db';
import { forgetAttempts, takeAttempt } from '../limits/account-limits.ts';
import type { Limiter } from '../limits/limiter.ts';

/** What a code proves; `reset` is used without a session and gets more digits. */
export type CodePurpose = 'prove-email' | 'prove-phone' | 'change-email' | 'change-phone' | 'reset';
const DIGITS: Record<CodePurpose, number> = {
  'prove-email': 6,
  'prove-phone': 6,
  'change-email': 6,
  'change-phone': 6,
  reset: 8,
};
export const CODE_VALID_MIN = 10;

export type Codes = {
  /** Makes a code for `target` (an address or a phone); an earlier one of the purpose ends. */
  issue: (purpose: CodePurpose, userId: string, target: string) => Promise<string>;
  /** Spends a code and returns its target; refuses with CODE_WRONG or CODE_EXPIRED. */
  spend: (purpose: CodePurpose, userId: string, code: string) => Promise<string>;
};
type Kept = { digest: string; target: string };

/** One-time codes in the table verification, kept as digests; five tries each. */
export function createCodes(auth: AuthClient, limiter: Limiter, secret: string): Codes {
  const digest = (identifier: string, code: string) =>
    createHmac('sha256', secret).update(`${identifier}\n${code}`).digest();

  return {
    issue: async (purpose, userId, target) => {
      const identifier = `${purpose}:${userId}`;
      await takeAttempt(limiter, 'codeSend', identifier);
      const digits = DIGITS[purpose];
      const code = String(randomInt(10 ** digits)).padStart(digits, '0');
      const kept: Kept = { digest: digest(identifier, code).toString('base64url'), target };
      await auth.$transaction([
        auth.verification.deleteMany({ where: { identifier } }),
        auth.verification.create({
          data: {
            id: uuidv7Now(),
            identifier,
            value: JSON.stringify(kept),
            expiresAt: new Date(Date.now() + CODE_VALID_MIN * 60_000),
          },
        }),
      ]);
      await forgetAttempts(limiter, 'codeTry', identifier);
      return code;
    },
    spend: async (purpose, userId, code) => {
      const identifier = `${purpose}:${userId}`;
      await takeAttempt(limiter, 'codeTry', identifier);
      const row = await auth.verification.findFirst({ where: { identifier } });
      if (!row || row.expiresAt.getTime() < Date.now()) throw new OsonError('CODE_EXPIRED');
      const kept = JSON.parse(row.value) as Kept;
      const wanted = Buffer.from(kept.digest, 'base64url');
      if (!timingSafeEqual(wanted, digest(identifier, code))) throw new OsonError('CODE_WRONG');
      // Only one of two parallel right answers finds the row still there.
      const spent = await auth.verification.deleteMany({ where: { id: row.id } });
      if (spent.count !== 1) throw new OsonError('CODE_EXPIRED');
      return kept.target;
    },
  };
}
