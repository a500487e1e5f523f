import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';

export type ChoiceTileProps = {
  icon: ReactNode;
  label: string;
  note?: string;
  chosen: boolean;
  disabled?: boolean;
  /** Why it cannot be chosen now; shown under the label. */
  disabledReason?: string;
  /** A tick at the right of the chosen one: for forms, not for tenders. */
  tick?: boolean;
  /** `lg` for forms of the site and office; the POS has nothing below 18 px. */
  size?: 'till' | 'lg';
  onPress: () => void;
  testId?: string;
  className?: string;
};

/** One of a few things to choose: a tender, a kind of shop. A disabled one says why. */
export function ChoiceTile(props: ChoiceTileProps) {
  const { chosen, disabled, size = props.tick ? 'lg' : 'till' } = props;
  const note = disabled ? (props.disabledReason ?? props.note) : props.note;
  return (
    <button
      type="button"
      aria-pressed={chosen}
      data-testid={props.testId}
      disabled={disabled}
      onClick={props.onPress}
      className={cn(
        'flex min-h-16 min-w-0 items-center gap-2.5 rounded-2 border border-edge bg-surface px-3.5 py-2 text-left leading-[1.15] font-550 transition-colors fast',
        'active:bg-sunken disabled:border-dashed disabled:bg-transparent disabled:text-ink-2 [&>.lucide]:size-[26px] [&>.lucide]:text-turq disabled:[&>.lucide]:text-ink-2',
        chosen &&
          'border-transparent bg-turq-soft font-650 shadow-[inset_0_0_0_3px_var(--turq)] active:bg-turq-soft',
        size === 'till' ? 'text-18' : 'text-16',
        props.className,
      )}
    >
      {props.icon}
      <span className="min-w-0 flex-1">
        <span className="block">{props.label}</span>
        {note ? (
          <span className={cn('block font-400 text-ink-2', size === 'lg' && 'text-13')}>
            {note}
          </span>
        ) : null}
      </span>
      {chosen && props.tick ? (
        <span className="grid size-6 flex-none place-items-center rounded-full bg-turq text-on-turq">
          <Check aria-hidden="true" className="size-3.5 stroke-[3]" />
        </span>
      ) : null}
    </button>
  );
}
