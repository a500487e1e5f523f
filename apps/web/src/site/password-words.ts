import type { TranslateOf } from '@oson/messages';
import type { siteWords } from '@oson/messages/site';
import { refusalOf } from '../wiring/refusal.ts';

/** As packages/auth demands it; the server has the last word. */
export const PASSWORD_LENGTH_MIN = 12;
const WORDS = {
  short: 'weakShort',
  long: 'weakLong',
  common: 'weakCommon',
  personal: 'weakPersonal',
} as const;

/** Why a password is refused, or undefined when the refusal is about something else. */
export function passwordError(
  error: unknown,
  t: TranslateOf<typeof siteWords>,
): string | undefined {
  const { code, details } = refusalOf(error);
  if (code !== 'WEAK_PASSWORD') return undefined;
  const problem = String(details.problem) as keyof typeof WORDS;
  return t(WORDS[problem] ?? 'weakCommon', { min: PASSWORD_LENGTH_MIN });
}
