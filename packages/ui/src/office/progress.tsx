import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';

const BAR = { info: 'bg-turq', ok: 'bg-ok', wait: 'bg-wait-edge', review: 'bg-review' };

/** How far a long work is; `value` from 0 to 1, or null while nobody knows. */
export function ProgressBar(props: {
  label: ReactNode;
  value: number | null;
  /** Rows done, errors, time left. */
  detail?: ReactNode;
  tone?: keyof typeof BAR;
  className?: string;
}) {
  const { value, tone = 'info' } = props;
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className={cn('grid gap-1.5', props.className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-550">{props.label}</span>
        <span className="n text-ink-2">{props.detail}</span>
      </div>
      <div
        role="progressbar"
        aria-label={typeof props.label === 'string' ? props.label : undefined}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        className="h-2.5 overflow-hidden rounded-full bg-sunken shadow-[inset_0_0_0_1px_var(--line)]"
      >
        <div
          className={cn(
            'h-full rounded-full transition-[width] slide-ease',
            BAR[tone],
            percent === null && 'w-1/3 opacity-60 motion-safe:animate-pulse',
          )}
          style={percent === null ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}

/** The steps of one page: done, here, to come. */
export function Stepper(props: {
  label?: string;
  steps: readonly { id: string; label: string }[];
  active: string;
  className?: string;
}) {
  const at = props.steps.findIndex((step) => step.id === props.active);
  return (
    <ol aria-label={props.label} className={cn('flex flex-wrap gap-1', props.className)}>
      {props.steps.map((step, index) => (
        <li
          key={step.id}
          aria-current={index === at ? 'step' : undefined}
          className={cn(
            'flex min-h-8 items-center gap-[7px] rounded-full px-3',
            index < at && 'text-ok',
            index === at && 'bg-cobalt font-600 text-on-cobalt',
            index > at && 'text-ink-2',
          )}
        >
          {index < at ? <Check aria-hidden="true" /> : <span className="n">{index + 1}</span>}
          {step.label}
        </li>
      ))}
    </ol>
  );
}
