import { OsonError } from '@oson/contract';
import type { Limiter } from './limiter.ts';

type Rate = { points: number; windowS: number };
const MINUTE_S = 60;
const HOUR_S = 3600;

/** Attempts allowed (S19, S37): a bazaar shares one address, so addresses get more than accounts. */
export const LIMITS = {
  signInAccount: { points: 5, windowS: MINUTE_S },
  signInIp: { points: 60, windowS: MINUTE_S },
  signUpIp: { points: 30, windowS: HOUR_S },
  codeSend: { points: 5, windowS: HOUR_S },
  codeSendIp: { points: 30, windowS: HOUR_S },
  codeTry: { points: 5, windowS: 600 },
  passwordCheck: { points: 5, windowS: MINUTE_S },
  secondFactorIp: { points: 30, windowS: MINUTE_S },
  invite: { points: 30, windowS: HOUR_S },
  createTenant: { points: 5, windowS: HOUR_S },
} as const satisfies Record<string, Rate>;
export type LimitName = keyof typeof LIMITS;

/** Takes one attempt or refuses with TOO_MANY_REQUESTS; `subject` is an account, an address, … */
export async function takeAttempt(
  limiter: Limiter,
  name: LimitName,
  subject: string,
): Promise<void> {
  const rate = LIMITS[name];
  const taken = await limiter.take(`${name}:${subject}`, rate.points, rate.windowS);
  if (!taken.ok) throw new OsonError('TOO_MANY_REQUESTS', { retryAfterS: taken.retryAfterS });
}

export const forgetAttempts = (limiter: Limiter, name: LimitName, subject: string) =>
  limiter.forget(`${name}:${subject}`);
