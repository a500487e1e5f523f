import { OsonError } from '@oson/contract';
import { type EnrolmentPorts, ENROLMENT_VALID_MS, WRONG_TRIES_MAX } from './enrolment-ports.ts';

const WINDOW_S = ENROLMENT_VALID_MS / 1000;

/**
 * Runs a guess of a code: a caller gets 5 wrong ones in 10 minutes. The try is taken before the code
 * is looked at, so that parallel guesses cannot slip through, and given back when it was right.
 */
export async function withTry<T>(
  { limiter }: EnrolmentPorts,
  caller: string,
  guess: () => Promise<T>,
): Promise<T> {
  const key = `enrolment-code:${caller}`;
  const taken = await limiter.take(key, WRONG_TRIES_MAX, WINDOW_S);
  if (!taken.ok) throw new OsonError('TOO_MANY_REQUESTS', { retryAfterS: taken.retryAfterS });
  const result = await guess();
  await limiter.forget(key);
  return result;
}
