/** A term of the dictionary that a typed word may mean, and how surely (0..1). */
export type TermHit = { term: number; weight: number };

const DEPTH_MAX = 60;
const HITS_MAX = 400;

/** First position in a sorted list that is not below `x`. */
export function lowerBound(sorted: readonly string[], x: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Length of what each term shares with the one before it. */
export function sharedPrefixes(terms: readonly string[]): Uint8Array {
  const shared = new Uint8Array(terms.length);
  for (let i = 1; i < terms.length; i++) {
    const a = terms[i - 1] as string;
    const b = terms[i] as string;
    let k = 0;
    while (k < a.length && k < b.length && k < 255 && a[k] === b[k]) k++;
    shared[i] = k;
  }
  return shared;
}

/** How many slips are forgiven: none in numbers and short words, two in long ones. */
function editsAllowed(word: string): number {
  if (/\d/.test(word) || word.length < 4) return 0;
  return word.length < 7 ? 1 : 2;
}

/** Terms that begin with the word, or do so within one or two slips of typing; the surest first. */
export function termsLike(
  word: string,
  terms: readonly string[],
  shared: Uint8Array,
): readonly TermHit[] {
  const edits = editsAllowed(word);
  const hits = edits === 0 ? exactPrefixes(word, terms) : nearPrefixes(word, terms, shared, edits);
  return hits.sort((a, b) => b.weight - a.weight).slice(0, HITS_MAX);
}

const prefixWeight = (word: string, term: string): number =>
  term.length === word.length ? 1 : 0.92 - Math.min(0.15, 0.02 * (term.length - word.length));

function exactPrefixes(word: string, terms: readonly string[]): TermHit[] {
  const hits: TermHit[] = [];
  for (let i = lowerBound(terms, word); i < terms.length; i++) {
    const term = terms[i] as string;
    if (!term.startsWith(word)) break;
    hits.push({ term: i, weight: prefixWeight(word, term) });
  }
  return hits;
}

/**
 * One walk over the sorted dictionary. Row d of the edit-distance table belongs to the first d
 * letters of a term, so terms that share a prefix share its rows, and a prefix that is already too
 * far from the word skips all terms below it.
 */
function nearPrefixes(
  word: string,
  terms: readonly string[],
  shared: Uint8Array,
  edits: number,
): TermHit[] {
  const table = new EditTable(word);
  const hits: TermHit[] = [];
  for (let i = 0; i < terms.length; ) {
    const term = terms[i] as string;
    const end = Math.min(term.length, word.length + edits, DEPTH_MAX);
    const deadAt = table.walk(term, i === 0 ? 0 : (shared[i] as number), end, edits);
    if (deadAt > 0) {
      i++;
      while (i < terms.length && (shared[i] as number) >= deadAt) i++;
      continue;
    }
    const near = table.bestAt(end);
    if (near <= edits) hits.push({ term: i, weight: table.weight(term, end, near) });
    i++;
  }
  return hits;
}

class EditTable {
  readonly #word: string;
  readonly #rows: Uint8Array[];
  readonly #best = new Uint8Array(DEPTH_MAX + 2);
  #depth = 0;

  constructor(word: string) {
    this.#word = word;
    const first = new Uint8Array(word.length + 1);
    for (let j = 0; j <= word.length; j++) first[j] = j;
    this.#rows = [first];
    this.#best[0] = word.length;
  }

  /** Fills rows up to `end`; answers the depth at which nothing below can match, or 0. */
  walk(term: string, from: number, end: number, edits: number): number {
    for (let d = Math.min(from, this.#depth); d < end; d++) {
      const least = this.#fill(term, d);
      this.#depth = d + 1;
      const best = Math.min(this.#best[d] as number, this.#row(d + 1)[this.#word.length] as number);
      this.#best[d + 1] = best;
      if (least > edits && best > edits) return d + 1;
    }
    this.#depth = Math.max(end, Math.min(from, this.#depth));
    return 0;
  }

  bestAt(depth: number): number {
    return this.#best[depth] as number;
  }

  weight(term: string, end: number, near: number): number {
    const whole = term.length <= end ? (this.#row(term.length)[this.#word.length] as number) : 9;
    if (whole === 0) return 1;
    if (near === 0) return prefixWeight(this.#word, term);
    return (whole <= near ? 0.72 : 0.62) - 0.2 * (near - 1);
  }

  #row(d: number): Uint8Array {
    const row = this.#rows[d] ?? new Uint8Array(this.#word.length + 1);
    this.#rows[d] = row;
    return row;
  }

  /** One letter of the term against the whole word; swapped neighbours count as one slip. */
  #fill(term: string, d: number): number {
    const word = this.#word;
    const above = this.#row(d);
    const row = this.#row(d + 1);
    const letter = term.charCodeAt(d);
    row[0] = d + 1;
    let least = d + 1;
    for (let j = 1; j <= word.length; j++) {
      const change = (above[j - 1] as number) + (word.charCodeAt(j - 1) === letter ? 0 : 1);
      let cost = Math.min(change, (above[j] as number) + 1, (row[j - 1] as number) + 1);
      const swapped =
        d > 0 &&
        j > 1 &&
        word.charCodeAt(j - 1) === term.charCodeAt(d - 1) &&
        word.charCodeAt(j - 2) === letter;
      if (swapped) cost = Math.min(cost, (this.#row(d - 1)[j - 2] as number) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    return least;
  }
}
