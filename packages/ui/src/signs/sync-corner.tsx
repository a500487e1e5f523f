import type { CSSProperties } from 'react';
import { cn } from '../base/cn.ts';
import { Rod } from './rod.tsx';

export type SyncState = 'ok' | 'sending' | 'offline' | 'review';

export type SyncCornerProps = {
  state: SyncState;
  /** What the state is, in words: "Hammasi yuborildi". */
  label: string;
  /** A second line: "12 ta kutmoqda · 14:05 dan". */
  detail?: string;
  /** One word or a count for a phone. */
  shortLabel?: string;
  /** How many wait; up to three are drawn. */
  count?: number;
  /** Opens the queue. */
  onPress?: () => void;
  size?: 'till' | 'office';
  className?: string;
};

const LOOK: Record<SyncState, string> = {
  ok: 'text-ok hover:bg-ok-soft',
  sending: 'bg-info-soft text-info',
  offline: 'bg-wait-soft text-wait',
  review: 'bg-review-soft text-review',
};

const ROD_LOOK: Record<SyncState, Record<string, string>> = {
  ok: { '--rod-solid': 'var(--ok)', '--rod-dark': 'var(--ok)' },
  sending: { '--rod-solid': 'var(--info)', '--rod-dark': 'var(--info)' },
  offline: { '--rod-open': 'var(--surface)', '--rod-open-edge': 'var(--wait)' },
  review: { '--rod-solid': 'var(--review)', '--rod-dark': 'var(--review)' },
};

/** The one place that says whether everything is on the server. Always in the same corner. */
export function SyncCorner(props: SyncCornerProps) {
  const { state, label, detail, shortLabel = label, count = 3, size = 'till' } = props;
  const wire = 'color-mix(in oklch, currentColor 55%, transparent)';
  const text = (
    <>
      <span style={{ '--rod-wire': wire, ...ROD_LOOK[state] } as CSSProperties}>
        <Rod label="" width={38} {...beads(state, count)} />
      </span>
      <span className="min-w-0 text-left leading-[1.16] max-sm:hidden">
        <span className="block truncate font-600">{label}</span>
        {detail ? <span className="n block truncate font-450">{detail}</span> : null}
      </span>
      <span className="n font-600 sm:hidden">{shortLabel}</span>
    </>
  );
  const className = cn(
    'flex h-full items-center gap-2.5 whitespace-nowrap px-4 max-wide:gap-2 max-wide:px-3',
    size === 'till' ? 'min-h-14 text-18' : 'text-14',
    LOOK[state],
    props.className,
  );
  return (
    <>
      {props.onPress ? (
        <button type="button" onClick={props.onPress} className={className}>
          {text}
        </button>
      ) : (
        <span className={className}>{text}</span>
      )}
      <span role="status" className="sr-only">
        {[label, detail].filter(Boolean).join('. ')}
      </span>
    </>
  );
}

function beads(state: SyncState, count: number) {
  if (state === 'ok') return { solid: 3 };
  if (state === 'sending') return { solid: 2, sending: 1 };
  if (state === 'offline') return { solid: 0, open: Math.max(1, Math.min(3, count)) };
  return { solid: 2, open: 1, late: true };
}
