import type { CSSProperties, ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import type { Tone } from '../base/size.ts';
import { Rod } from '../signs/rod.tsx';
import { TONE_ICONS } from '../signs/tag.tsx';

export type LedgerRod = {
  id: string;
  /** Which terminal. */
  name: string;
  solid: number;
  open: number;
  late?: boolean;
  /** What the rod says, in words: "toʻliq", "3 ta qarzdor". */
  status: string;
};

/** Rods side by side on a narrow and on a wide page. */
const FEW = 3;
const MANY = 5;

const ICON_TONE: Record<Tone, string> = {
  ok: 'text-ok',
  wait: 'text-wait',
  review: 'text-review',
  info: 'text-info',
  plain: 'text-ink-2',
};

/** Whether all sales have arrived: the sentence first, then a rod for each terminal. */
export function LedgerStrip(props: {
  tone: Tone;
  sentence: ReactNode;
  detail?: ReactNode;
  action?: ReactNode;
  rods: readonly LedgerRod[];
  className?: string;
}) {
  return (
    <section
      className={cn('rounded-2 border border-line bg-surface py-3 pr-2 pl-4', props.className)}
    >
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className={cn('flex text-[18px]', ICON_TONE[props.tone])}>
          {TONE_ICONS[props.tone]}
        </span>
        <div className="min-w-0 flex-1 max-sm:basis-[calc(100%-36px)]">
          <b className="font-650">{props.sentence}</b>{' '}
          {props.detail ? <span className="text-ink-2">{props.detail}</span> : null}
        </div>
        {props.action ? <div className="max-sm:basis-full max-sm:pl-4">{props.action}</div> : null}
      </div>
      <div
        className="mt-2 grid gap-x-6 gap-y-3 pr-2 sm:grid-cols-[repeat(var(--few),minmax(0,1fr))] wide:grid-cols-[repeat(var(--many),minmax(0,1fr))]"
        style={evenRows(props.rods.length)}
      >
        {props.rods.map((rod) => (
          <div key={rod.id} className="min-w-0">
            <div className="mb-1 flex justify-between gap-3">
              <span className="cut font-500">{rod.name}</span>
              <span className={cn('n', statusTone(rod))}>{rod.status}</span>
            </div>
            <Rod size="sm" label="" solid={rod.solid} open={rod.open} late={rod.late} />
          </div>
        ))}
      </div>
    </section>
  );
}

/** How many rods stand side by side: rows as even as they can be, so that none holds one alone. */
function evenRows(count: number): CSSProperties {
  const across = (most: number) => Math.ceil(count / Math.max(1, Math.ceil(count / most)));
  return { '--few': across(FEW) || 1, '--many': across(MANY) || 1 } as CSSProperties;
}

function statusTone(rod: LedgerRod): string {
  if (rod.late) return 'font-600 text-review';
  return rod.open > 0 ? 'font-600 text-wait' : 'text-ok';
}
