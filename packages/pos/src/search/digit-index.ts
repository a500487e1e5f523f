import { lowerBound } from './prefix-walk.ts';

type Sorted = { keys: string[]; documents: number[] };
const reversed = (text: string): string => Array.from(text).reverse().join('');
const PER_LIST = 20;

/** Barcodes and codes by their head and by their tail: the last digits are what people type. */
export class DigitIndex {
  #heads: Sorted;
  #tails: Sorted;

  constructor(codesOf: readonly (readonly string[])[]) {
    const pairs = codesOf.flatMap((codes, document) => codes.map((code) => ({ code, document })));
    this.#heads = sortedBy(pairs, (code) => code.toLowerCase());
    this.#tails = sortedBy(pairs, (code) => reversed(code.toLowerCase()));
  }

  /** Documents that have a code beginning or ending with the text, whole codes first. */
  find(text: string): number[] {
    const wanted = text.toLowerCase();
    const found = [...range(this.#tails, reversed(wanted)), ...range(this.#heads, wanted)];
    return [...new Set(found)];
  }
}

function sortedBy(
  pairs: readonly { code: string; document: number }[],
  key: (code: string) => string,
): Sorted {
  const keyed = pairs.map(({ code, document }) => ({ key: key(code), document }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { keys: keyed.map((pair) => pair.key), documents: keyed.map((pair) => pair.document) };
}

function range({ keys, documents }: Sorted, prefix: string): number[] {
  const found: number[] = [];
  for (let i = lowerBound(keys, prefix); i < keys.length && found.length < PER_LIST; i++) {
    if (!(keys[i] as string).startsWith(prefix)) break;
    found.push(documents[i] as number);
  }
  return found;
}
