import { foldTokens } from '@oson/domain';
import Fuse from 'fuse.js';
import { type Candidate, CODE_SCORE, type SearchRow, TermIndex } from './term-index.ts';

/** Fuse looks at this many candidates; over all goods it would take a second a key. */
const RANKED = 48;
const FUSE_SHARE = 0.35;

/** The index finds candidates and Fuse.js ranks the last 48 (ARCHITECTURE.md, decision 12). */
export class RankedSearch {
  readonly #rows: readonly SearchRow[];
  readonly #index: TermIndex;

  constructor(rows: readonly SearchRow[]) {
    this.#rows = rows;
    this.#index = new TermIndex(rows);
  }

  /** Ids of what the text means, best first. */
  find(query: string, limit: number): string[] {
    const candidates = this.#index.candidates(query, Math.max(RANKED, limit));
    const ranked = this.#rank(query, candidates);
    return ranked.slice(0, limit).map(({ document }) => (this.#rows[document] as SearchRow).id);
  }

  #rank(query: string, candidates: Candidate[]): Candidate[] {
    const first = candidates[0];
    if (!first || candidates.length === 1 || first.score > CODE_SCORE - 1) return candidates;
    const last = candidates.slice(0, RANKED);
    const texts = last.map(({ document }) => this.#index.folded[document] as string);
    const fuse = new Fuse(texts, {
      threshold: 0.45,
      ignoreLocation: true,
      includeScore: true,
      shouldSort: false,
      ignoreFieldNorm: true,
      useTokenSearch: true,
    });
    const scores = new Float32Array(texts.length);
    for (const hit of fuse.search(foldTokens(query).join(' '))) {
      scores[hit.refIndex] = 1 - (hit.score ?? 1);
    }
    return last
      .map(({ document, score }, i) => ({
        document,
        score: (1 - FUSE_SHARE) * score + FUSE_SHARE * (scores[i] as number),
      }))
      .sort((a, b) => b.score - a.score);
  }
}
