import type { Canary } from '../copy/log-entry.ts';
import type { IncidentKind } from './incidents.ts';

/** Where a canary is kept: null = none there, undefined = the browser has no such place. */
export type CanaryPlaces = {
  journal: Canary | null;
  copy: Canary | null | undefined;
  cache: Canary | null | undefined;
};

/** A start that was cut off between the writes leaves the later places one behind. */
const BEHIND_MAX = 1;

/**
 * Compares the three canaries at the start of a page. The journal is written first, then the copy,
 * then the cache, so that none of them can ever be ahead of the journal. `known`: incarnations that
 * this journal has lived through.
 */
export function judgeCanaries(places: CanaryPlaces, known: ReadonlySet<string>): IncidentKind[] {
  const { journal, copy, cache } = places;
  const others = [copy, cache].filter((canary) => canary !== undefined && canary !== null);
  if (journal === null) {
    // A first start, or one of a version that kept no canary: nothing is anywhere.
    const strangers = others.filter(({ incarnation }) => !known.has(incarnation));
    return strangers.length > 0 ? ['journal-gone'] : [];
  }
  const found: IncidentKind[] = [];
  if (others.some((other) => isAhead(other, journal, known))) found.push('journal-behind');
  if (copy !== undefined && isBehind(copy, journal, known)) found.push('copy-behind');
  if (cache !== undefined && isBehind(cache, journal, known)) found.push('cache-behind');
  return found;
}

function isAhead(other: Canary, journal: Canary, known: ReadonlySet<string>): boolean {
  if (other.incarnation === journal.incarnation) return other.boot > journal.boot;
  return !known.has(other.incarnation);
}

function isBehind(other: Canary | null, journal: Canary, known: ReadonlySet<string>): boolean {
  if (other === null) return journal.boot > BEHIND_MAX;
  if (other.incarnation === journal.incarnation) return journal.boot - other.boot > BEHIND_MAX;
  // An older life of this journal: its successor has been opened more than once since.
  return known.has(other.incarnation) && journal.boot > BEHIND_MAX;
}

/** The third place of the canary, apart from IndexedDB and the private file system. */
export type CanaryNest = {
  read(terminalId: string): Promise<Canary | null>;
  write(terminalId: string, canary: Canary): Promise<void>;
};

const CACHE = 'oson-canary';
const addressOf = (terminalId: string) => `/canary/${terminalId}`;

/** The canary's place in the browser's Cache storage; null where there is none. */
export function cacheNest(): CanaryNest | null {
  if (typeof caches === 'undefined') return null;
  return {
    async read(terminalId) {
      const answer = await (await caches.open(CACHE)).match(addressOf(terminalId));
      return answer ? ((await answer.json()) as Canary) : null;
    },
    async write(terminalId, canary) {
      const answer = new Response(JSON.stringify(canary));
      await (await caches.open(CACHE)).put(addressOf(terminalId), answer);
    },
  };
}
