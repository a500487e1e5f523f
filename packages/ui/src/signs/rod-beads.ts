/** Geometry of one size of the choʻt. */
export type RodSize = { height: number; rx: number; ry: number; pitch: number; inset: number };

export const ROD_SIZES = {
  sm: { height: 16, rx: 3.2, ry: 6, pitch: 8, inset: 6.2 },
  md: { height: 22, rx: 3.8, ry: 9, pitch: 9.4, inset: 6.8 },
  lg: { height: 26, rx: 4.8, ry: 11, pitch: 11.4, inset: 7.8 },
} as const satisfies Record<string, RodSize>;

/** More open beads than this are not drawn: the number beside the rod speaks. */
export const OPEN_MAX = 12;
/** So much bare rod stays between the two groups that they never read as one. */
const GAP_PITCHES = 2;

export type Bead = { id: number; x: number; kind: 'solid' | 'dark' | 'sending' | 'open' | 'late' };
export type RodCounts = { solid: number; open: number; sending: number; late: boolean };

/**
 * Where the beads of a rod lie: at the left what the server holds, newest that fit; at the right what
 * is only here. The id of a bead is its place in the whole row of records, so that one that is
 * acknowledged keeps its id and moves. The 5th and 6th of each ten are dark, as on the real thing.
 */
export function beadsOf(counts: RodCounts, size: RodSize, width: number): Bead[] {
  const open = Math.min(counts.open, OPEN_MAX, Math.max(0, Math.floor(width / size.pitch) - 1));
  const openRoom = open > 0 ? (open + GAP_PITCHES) * size.pitch : 0;
  const fits = Math.max(0, Math.floor((width - openRoom - 2 * size.inset) / size.pitch) + 1);
  const held = counts.solid + counts.sending;
  const shown = Math.min(held, fits);
  const first = held - shown;
  const solid = Array.from({ length: shown }, (_, index): Bead => {
    const id = first + index;
    const place = index % 10;
    const dark = place === 4 || place === 5;
    const kind = id >= counts.solid ? 'sending' : dark ? 'dark' : 'solid';
    return { id, x: size.inset + index * size.pitch, kind };
  });
  const startX = width - size.inset - (open - 1) * size.pitch;
  const waiting = Array.from(
    { length: open },
    (_, index): Bead => ({
      id: held + index,
      x: startX + index * size.pitch,
      kind: counts.late ? 'late' : 'open',
    }),
  );
  return [...solid, ...waiting];
}
