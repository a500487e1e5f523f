import { expect, test } from 'vitest';
import { type Bead, beadsOf, OPEN_MAX, ROD_SIZES, type RodCounts } from './rod-beads.ts';

const counts = (part: Partial<RodCounts>): RodCounts => ({
  solid: 0,
  open: 0,
  sending: 0,
  late: false,
  ...part,
});
const of = (beads: Bead[], ...kinds: Bead['kind'][]) =>
  beads.filter((bead) => kinds.includes(bead.kind));

test('solid beads lie at the left, open ones at the right', () => {
  const beads = beadsOf(counts({ solid: 4, open: 3 }), ROD_SIZES.lg, 484);
  expect(of(beads, 'solid').map((bead) => bead.x)).toEqual([7.8, 19.2, 30.6, 42]);
  expect(of(beads, 'open').at(-1)?.x).toBeCloseTo(476.2);
  expect(of(beads, 'open')).toHaveLength(3);
});

test('the 5th and 6th bead of each ten are dark', () => {
  const beads = beadsOf(counts({ solid: 20 }), ROD_SIZES.sm, 400);
  const dark = beads
    .map((bead, index) => (bead.kind === 'dark' ? index : -1))
    .filter((i) => i >= 0);
  expect(dark).toEqual([4, 5, 14, 15]);
});

test('only the newest solid beads that fit are drawn, and none leaves the rod', () => {
  for (const width of [38, 120, 342, 484]) {
    for (const [solid, open] of [
      [500, 0],
      [500, 12],
      [3, 40],
      [0, 0],
    ] as const) {
      const shape = ROD_SIZES.sm;
      const beads = beadsOf(counts({ solid, open }), shape, width);
      expect(beads.every(({ x }) => x >= shape.rx && x <= width - shape.rx)).toBe(true);
      expect(of(beads, 'open').length).toBeLessThanOrEqual(OPEN_MAX);
      const rightmost = Math.max(0, ...of(beads, 'solid', 'dark').map(({ x }) => x));
      const leftmost = Math.min(width, ...of(beads, 'open').map(({ x }) => x));
      expect(leftmost).toBeGreaterThan(rightmost);
    }
  }
  expect(beadsOf(counts({ solid: 500 }), ROD_SIZES.sm, 342).at(-1)?.id).toBe(499);
});

test('up to twelve open beads are exact', () => {
  for (let open = 0; open <= OPEN_MAX; open++) {
    const beads = beadsOf(counts({ solid: 30, open }), ROD_SIZES.md, 400);
    expect(of(beads, 'open')).toHaveLength(open);
  }
});

test('a bead that is acknowledged keeps its identity and moves to the left', () => {
  const before = beadsOf(counts({ solid: 5, open: 3 }), ROD_SIZES.lg, 484);
  const after = beadsOf(counts({ solid: 6, open: 2 }), ROD_SIZES.lg, 484);
  const moved = { from: before.find(({ id }) => id === 5), to: after.find(({ id }) => id === 5) };
  expect(moved.from?.kind).toBe('open');
  expect(moved.to?.kind).toBe('dark');
  expect(moved.to?.x).toBeLessThan(moved.from?.x ?? 0);
});

test('beads not heard from are late, beads on their way are sending', () => {
  const beads = beadsOf(counts({ solid: 2, sending: 1, open: 2, late: true }), ROD_SIZES.md, 200);
  expect(beads.map(({ kind }) => kind)).toEqual(['solid', 'solid', 'sending', 'late', 'late']);
});
