import { toLatin } from '@oson/messages';

const LENGTH = 3;
const FALLBACK = 'D';

/**
 * A short code for a store out of its name, not among `taken`: "Baraka Market" gives BM, then BM2.
 * Codes of archived stores stay taken: a printed receipt names its store for ever.
 */
export function storeCodeFor(name: string, taken: readonly string[]): string {
  const words = toLatin(name)
    .toUpperCase()
    .normalize('NFKD')
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);
  const initials = words.map((word) => word[0]).join('');
  const stem = (initials.length > 1 ? initials : (words[0] ?? '')).slice(0, 2) || FALLBACK;
  const start = stem.length > 1 ? stem : `${stem}1`;
  if (!taken.includes(start)) return start;
  for (let number = 1; number < 10 ** LENGTH; number++) {
    const code = `${stem.slice(0, LENGTH - String(number).length)}${number}`;
    if (code.length > 1 && !taken.includes(code)) return code;
  }
  throw new Error('every store code is taken');
}
