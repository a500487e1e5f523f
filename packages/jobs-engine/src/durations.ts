const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** "1h30m" in ms. Throws on a text that is no duration. */
export function durationMs(text: string): number {
  let rest = text.trim();
  let sum = 0;
  while (rest) {
    const part = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)\s*/.exec(rest);
    if (!part) throw new Error(`"${text}" is no duration`);
    sum += Number(part[1]) * (UNIT_MS[part[2] as string] as number);
    rest = rest.slice(part[0].length);
  }
  return sum;
}

/** The moment that the SDK names: an ISO date, or a duration from `nowMs` on. */
export function momentOf(text: string, nowMs: number): Date {
  return /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : new Date(nowMs + durationMs(text));
}

const BACKOFF_S = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];
const JITTER_MS = 30_000;
const RETRY_AFTER_MAX_MS = 24 * 3_600_000;

/** Wait before the attempt after number `attempt` (from 0); `random` in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  const seconds = BACKOFF_S[Math.min(attempt, BACKOFF_S.length - 1)] as number;
  return seconds * 1000 + random * JITTER_MS;
}

/** The answer's retry-after as ms from now, between 1 s and 24 h; null when it names none. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (!header) return null;
  const wanted = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  if (Number.isNaN(wanted)) return null;
  return Math.min(Math.max(wanted, 1000), RETRY_AFTER_MAX_MS);
}
