export type SyncState = 'ok' | 'sending' | 'offline' | 'review';

type Mark = { x: number; kind: 'solid' | 'open' };

const WIDTH = 38;
const MIDDLE = 11;

/** Three beads: all at the left, one on its way, all at the right, one that hangs. */
function marksOf(state: SyncState, waiting: number): Mark[] {
  if (state === 'ok') return [6.8, 16.2, 25.6].map((x) => ({ x, kind: 'solid' }));
  if (state === 'sending') return [6.8, 16.2, 29].map((x) => ({ x, kind: 'solid' }));
  if (state === 'review') {
    return [
      { x: 7, kind: 'solid' },
      { x: 16.4, kind: 'solid' },
      { x: 31, kind: 'open' },
    ];
  }
  const open = Math.max(1, Math.min(3, waiting));
  return [12, 21.4, 30.8].slice(3 - open).map((x) => ({ x, kind: 'open' }));
}

/** The small choʻt of the sync corner, in the colour of its words. */
export function CornerRod({ state, waiting }: { state: SyncState; waiting: number }) {
  return (
    <svg
      aria-hidden="true"
      width={WIDTH}
      height={2 * MIDDLE}
      viewBox={`0 0 ${WIDTH} ${2 * MIDDLE}`}
      className="flex-none overflow-visible"
    >
      <path d={`M0 ${MIDDLE}H${WIDTH}`} stroke="currentColor" strokeWidth="1.5" opacity="0.55" />
      {marksOf(state, waiting).map((mark) => (
        <ellipse
          key={mark.x}
          cx={mark.x}
          cy={MIDDLE}
          rx={3.8}
          ry={mark.kind === 'open' ? 8.4 : 9}
          fill={mark.kind === 'open' ? 'var(--surface)' : 'currentColor'}
          stroke={mark.kind === 'open' ? 'currentColor' : 'none'}
          strokeWidth="1.8"
        />
      ))}
    </svg>
  );
}
