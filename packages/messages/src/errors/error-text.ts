import type { Locale } from '../kernel/locale.ts';
import { type Params, wordsOf } from '../kernel/words.ts';
import { errorWords } from './error-words.ts';

type Key = keyof (typeof errorWords)['uz-Latn'];

/** The detail whose presence earns the fuller sentence. */
const NAMED_BY: Partial<Record<Key, string>> = {
  'TOO_MANY_REQUESTS.named': 'retryAfterS',
  'BARCODE_TAKEN.named': 'barcode',
  'FILE_TOO_LARGE.named': 'limitMb',
};

/**
 * What to tell a person about a refusal.
 * @param code a code of the contract's registry; any other text reads as UNEXPECTED
 * @param details what the refusal names, e.g. `{ barcode: '4780…' }`
 */
export function errorText(
  code: string,
  details: Params | null | undefined,
  locale: Locale,
): string {
  const t = wordsOf(errorWords, locale) as (key: Key, params: Params) => string;
  const known: Key = isKey(code) ? code : 'UNEXPECTED';
  const named = `${known}.named`;
  const params = details ?? {};
  if (!isKey(named)) return t(known, params);
  const wanted = NAMED_BY[named];
  return t(wanted !== undefined && params[wanted] !== undefined ? named : known, params);
}

function isKey(text: string): text is Key {
  return Object.hasOwn(errorWords['uz-Latn'], text);
}
