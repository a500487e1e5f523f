import type { Tiyin } from '../units.ts';

/** Bank notes of the so'm in circulation, in tiyin. */
export const NOTES_UZS: readonly Tiyin[] = [
  100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000,
];

const SUGGESTIONS_MAX = 3;
/** Buyers reach for one of the two nearest single notes; a third is less likely than three notes. */
const FAR_SINGLE_RANK = 3.5;

/**
 * Up to three amounts above `due` that a buyer is likely to hand over, ascending: few notes, close
 * to the sum. The exact amount is not among them.
 */
export function suggestCash(due: Tiyin): Tiyin[] {
  if (due <= 0) return [];
  const roundedUp = NOTES_UZS.map((note) => Math.floor(due / note) * note + note);
  const candidates = [...new Set(roundedUp)].sort((a, b) => a - b);

  let singles = 0;
  let fewest = Number.POSITIVE_INFINITY;
  const ranked: { amount: Tiyin; rank: number }[] = [];
  for (const amount of candidates) {
    const notes = notesNeeded(amount);
    // Nobody adds a note to what is enough already, or takes more notes to give more.
    if (amount - smallestNote(amount) >= due || notes > fewest) continue;
    fewest = notes;
    if (notes === 1) singles += 1;
    ranked.push({ amount, rank: singles > 2 ? FAR_SINGLE_RANK : notes });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || a.amount - b.amount)
    .slice(0, SUGGESTIONS_MAX)
    .map(({ amount }) => amount)
    .sort((a, b) => a - b);
}

/** How many notes an amount of whole notes takes at least. */
function notesNeeded(amount: Tiyin): number {
  let left = amount;
  let notes = 0;
  for (const note of NOTES_UZS.toReversed()) {
    notes += Math.floor(left / note);
    left %= note;
  }
  return notes;
}

/** The smallest note among the fewest that make an amount. */
function smallestNote(amount: Tiyin): Tiyin {
  let left = amount;
  let smallest = 0;
  for (const note of NOTES_UZS.toReversed()) {
    if (left < note) continue;
    left %= note;
    smallest = note;
  }
  return smallest;
}
