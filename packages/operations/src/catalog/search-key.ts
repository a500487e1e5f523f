import { foldTokens } from '@oson/domain';

/**
 * The folded words of a product's names in every script, each once, with a blank in front of each:
 * what the office's search compares the start of each typed word with.
 */
export function searchKeyOf(texts: readonly (string | null | undefined)[]): string {
  const words = new Set(texts.flatMap((text) => (text ? foldTokens(text) : [])));
  return Array.from(words, (word) => ` ${word}`).join('');
}
