import { foldTokens } from '@oson/domain';
import { DigitIndex } from './digit-index.ts';
import { sharedPrefixes, type TermHit, termsLike } from './prefix-walk.ts';

/** Something that can be searched: all its names in one text, and all its codes. */
export type SearchRow = { id: string; text: string; codes: string[] };
export type Candidate = { document: number; score: number };

/** A typed word with the terms that it may mean and how many postings they have together. */
type Word = { hits: readonly TermHit[]; postings: number };

const CANDIDATES_MAX = 6000;
const WORDS_MAX = 12;
const MEMO_MAX = 500;
/** Scores of digits stand above those of words (0..1), so that ranking leaves them in place. */
export const CODE_SCORE = 2;

/** Numbers of several lists laid end to end: list i is `flat[offsets[i]..offsets[i + 1])`. */
type Packed = { offsets: Uint32Array; flat: Uint32Array };

/**
 * Candidates for a typed text: a sorted dictionary of folded words with the goods that hold each.
 * Cost follows the number of words that match, not the number of goods.
 */
export class TermIndex {
  /** Folded words of each document in one string: what Fuse ranks. */
  readonly folded: string[];
  readonly #terms: string[];
  readonly #shared: Uint8Array;
  readonly #forward: Packed;
  readonly #postings: Packed;
  readonly #rarity: Float32Array;
  readonly #digits: DigitIndex;
  readonly #memo = new Map<string, Word>();
  readonly #weights: Float32Array[];

  constructor(rows: readonly SearchRow[]) {
    const tokens = rows.map((row) => [...new Set(foldTokens(row.text))]);
    this.folded = tokens.map((words) => words.join(' '));
    this.#terms = [...new Set(tokens.flat())].sort();
    const place = new Map(this.#terms.map((term, i) => [term, i]));
    const forward = tokens.map((words) => words.map((word) => place.get(word) as number));
    this.#forward = pack(forward);
    this.#postings = pack(invert(forward, this.#terms.length));
    this.#shared = sharedPrefixes(this.#terms);
    this.#rarity = Float32Array.from(this.#terms, (_term, i) =>
      Math.log(1 + rows.length / (lengthOf(this.#postings, i) + 1)),
    );
    this.#digits = new DigitIndex(rows.map((row) => row.codes));
    this.#weights = Array.from({ length: WORDS_MAX }, () => new Float32Array(this.#terms.length));
  }

  /** The likeliest documents, best first. */
  candidates(query: string, limit: number): Candidate[] {
    const typed = query.trim();
    const digits = typed.replaceAll(' ', '');
    if (/^\d{3,}$/.test(digits)) {
      const found = this.#byCode(digits, limit);
      if (found.length > 0) return found;
    }
    const words = foldTokens(typed).map((word) => this.#meaning(word));
    const known = words.filter((word) => word.hits.length > 0).slice(0, WORDS_MAX);
    if (known.length === 0) return this.#byCode(typed, limit);
    known.sort((a, b) => a.postings - b.postings);
    return this.#scored(known, this.#gather(known), limit);
  }

  #byCode(text: string, limit: number): Candidate[] {
    if (text === '') return [];
    const found = this.#digits.find(text).slice(0, limit);
    return found.map((document, i) => ({ document, score: CODE_SCORE - i / 1000 }));
  }

  #meaning(word: string): Word {
    const known = this.#memo.get(word);
    if (known) return known;
    const hits = termsLike(word, this.#terms, this.#shared);
    const postings = hits.reduce((sum, hit) => sum + lengthOf(this.#postings, hit.term), 0);
    if (this.#memo.size > MEMO_MAX) this.#memo.clear();
    const meaning = { hits, postings };
    this.#memo.set(word, meaning);
    return meaning;
  }

  /** Documents that hold one of the rarest words; every further word only scores them. */
  #gather(words: readonly Word[]): Set<number> {
    const found = new Set<number>();
    const { offsets, flat } = this.#postings;
    for (const [rank, word] of words.slice(0, 3).entries()) {
      if (rank > 0 && found.size + word.postings > CANDIDATES_MAX) break;
      for (const { term } of word.hits) {
        for (let p = offsets[term] as number; p < (offsets[term + 1] as number); p++) {
          found.add(flat[p] as number);
          if (found.size >= CANDIDATES_MAX) return found;
        }
      }
    }
    return found;
  }

  #scored(words: readonly Word[], documents: ReadonlySet<number>, limit: number): Candidate[] {
    words.forEach((word, w) => {
      for (const { term, weight } of word.hits) (this.#weights[w] as Float32Array)[term] = weight;
    });
    const rarities = words.map((word) =>
      word.hits.reduce((most, { term, weight }) => {
        return Math.max(most, (this.#rarity[term] as number) * weight);
      }, 0),
    );
    const sum = rarities.reduce((total, rarity) => total + rarity, 0) || 1;
    const shares = rarities.map((rarity) => 0.4 + (0.6 * rarity * words.length) / sum);
    const scored = [...documents].map((document) => ({
      document,
      score: this.#score(document, shares),
    }));
    words.forEach((word, w) => {
      for (const { term } of word.hits) (this.#weights[w] as Float32Array)[term] = 0;
    });
    return scored.sort((a, b) => b.score - a.score).slice(0, limit);
  }

  #score(document: number, shares: readonly number[]): number {
    const { offsets, flat } = this.#forward;
    const from = offsets[document] as number;
    const to = offsets[document + 1] as number;
    let score = 0;
    for (let w = 0; w < shares.length; w++) {
      const weights = this.#weights[w] as Float32Array;
      let best = 0;
      for (let k = from; k < to; k++) best = Math.max(best, weights[flat[k] as number] as number);
      score += best * (shares[w] as number);
    }
    // Of two that hold the same words the shorter name is the likelier one.
    return score / shares.length - 0.004 * (to - from);
  }
}

function lengthOf({ offsets }: Packed, list: number): number {
  return (offsets[list + 1] as number) - (offsets[list] as number);
}

function pack(lists: readonly (readonly number[])[]): Packed {
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    offsets[i + 1] = (offsets[i] as number) + list.length;
  });
  const flat = new Uint32Array(offsets[lists.length] as number);
  lists.forEach((list, i) => flat.set(list, offsets[i]));
  return { offsets, flat };
}

function invert(forward: readonly (readonly number[])[], termCount: number): number[][] {
  const postings: number[][] = Array.from({ length: termCount }, () => []);
  forward.forEach((terms, document) => {
    for (const term of terms) postings[term]?.push(document);
  });
  return postings;
}
