'use client';

import { useRef, useState } from 'react';
import { cn } from '../base/cn.ts';
import { type Bead, beadsOf, ROD_SIZES } from './rod-beads.ts';
import { useWidth } from './use-width.ts';

export type RodProps = {
  /** How many records the server holds. */
  solid: number;
  /** How many are only on the device; beyond 12 the number beside the rod speaks. */
  open?: number;
  /** How many are on their way now. */
  sending?: number;
  /** The device has not been heard from for 24 hours: its open beads are red. */
  late?: boolean;
  size?: keyof typeof ROD_SIZES;
  /** In pixels; without it the rod fills its parent. */
  width?: number;
  /** What the picture says, in words. Empty when the words stand beside it. */
  label: string;
  className?: string;
};

/** At most so many beads are seen moving; more jump. */
const MOVING_MAX = 10;

/** The choʻt: each record is a bead. Solid at the left = on the server, open at the right = only here. */
export function Rod(props: RodProps) {
  const { solid, open = 0, sending = 0, late = false, size = 'md', label } = props;
  const box = useRef<HTMLSpanElement>(null);
  const measured = useWidth(box);
  const width = props.width ?? measured;
  const shape = ROD_SIZES[size];
  const [seen, setSeen] = useState({ solid, moves: true });
  if (seen.solid !== solid) {
    setSeen({ solid, moves: Math.abs(solid - seen.solid) <= MOVING_MAX });
  }
  const beads = width > 0 ? beadsOf({ solid, open, sending, late }, shape, width) : [];
  return (
    <span
      ref={box}
      role={label ? 'img' : undefined}
      aria-label={label || undefined}
      aria-hidden={label ? undefined : true}
      className={cn('block flex-none', props.width === undefined && 'w-full', props.className)}
      style={{ height: shape.height, width: props.width }}
    >
      {width > 0 ? (
        <svg
          aria-hidden="true"
          className="block overflow-visible"
          width={width}
          height={shape.height}
          viewBox={`0 0 ${width} ${shape.height}`}
        >
          <path d={`M0 ${shape.height / 2}H${width}`} strokeWidth="1.5" className="stroke-edge" />
          {beads.map((bead) => (
            <BeadMark key={bead.id} bead={bead} size={size} moves={seen.moves} />
          ))}
        </svg>
      ) : null}
    </span>
  );
}

const FILL: Record<Bead['kind'], string> = {
  solid: 'fill-turq',
  dark: 'fill-cobalt',
  sending: 'fill-info',
  open: 'fill-wait-soft stroke-wait-edge',
  late: 'fill-review-soft stroke-review',
};

function BeadMark(props: { bead: Bead; size: keyof typeof ROD_SIZES; moves: boolean }) {
  const shape = ROD_SIZES[props.size];
  const isOpen = props.bead.kind === 'open' || props.bead.kind === 'late';
  return (
    <ellipse
      cx={0}
      cy={0}
      rx={isOpen ? shape.rx - 0.4 : shape.rx}
      ry={isOpen ? shape.ry - 0.6 : shape.ry}
      strokeWidth={isOpen ? 1.8 : 0}
      className={cn(FILL[props.bead.kind], props.moves && 'transition-transform slide-ease')}
      style={{ transform: `translate(${props.bead.x}px, ${shape.height / 2}px)` }}
    />
  );
}
