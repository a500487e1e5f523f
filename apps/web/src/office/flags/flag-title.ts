import type { flagWords } from '@oson/messages/office';
import type { TranslateOf } from '@oson/messages';
import { FLAG_KINDS } from '@oson/contract';

/** What a kind of flag means, in words; a kind of a newer server says only that it needs a look. */
export function flagTitle(t: TranslateOf<typeof flagWords>, kind: string): string {
  const known = FLAG_KINDS.find((one) => one === kind);
  return t(known ?? 'other');
}
