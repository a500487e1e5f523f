import { cn } from '../base/cn.ts';
import { CornerRod, type SyncState } from './corner-rod.tsx';

export type { SyncState } from './corner-rod.tsx';

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
  /** Its words change by themselves, with the clock: they are read, not announced. */
  quiet?: boolean;
  className?: string;
};

const LOOK: Record<SyncState, string> = {
  ok: 'text-ok hover:bg-ok-soft',
  sending: 'bg-info-soft text-info',
  offline: 'bg-wait-soft text-wait',
  review: 'bg-review-soft text-review',
};

/** The one place that says whether everything is on the server. Always in the same corner. */
export function SyncCorner(props: SyncCornerProps) {
  const { state, label, detail, shortLabel = label, count = 3, size = 'till' } = props;
  const text = (
    <>
      <CornerRod state={state} waiting={count} />
      <span className="min-w-0 text-left leading-[1.16] max-sm:hidden">
        <span className="block truncate font-600">{label}</span>
        {detail ? <span className="n block truncate font-450">{detail}</span> : null}
      </span>
      <span className="n font-600 sm:hidden">{shortLabel}</span>
    </>
  );
  const className = cn(
    'flex h-full flex-1 items-center gap-2.5 whitespace-nowrap px-4 max-wide:gap-2 max-wide:px-3',
    size === 'till' ? 'min-h-14 text-18' : 'text-14',
    LOOK[state],
  );
  return (
    <div className={cn('flex h-full', props.className)}>
      {props.onPress ? (
        <button type="button" onClick={props.onPress} className={className}>
          {text}
        </button>
      ) : (
        <span className={className}>{text}</span>
      )}
      {props.quiet ? null : (
        <span role="status" className="sr-only">
          {[label, detail].filter(Boolean).join('. ')}
        </span>
      )}
    </div>
  );
}
