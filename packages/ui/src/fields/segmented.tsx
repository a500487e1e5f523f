import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import type { Size } from '../base/size.ts';
import { walkWithArrows } from './roving.ts';

const HEIGHT: Record<Size, string> = {
  office: 'min-h-8 px-3 text-14',
  lg: 'min-h-10 px-4 text-16',
  till: 'min-h-14 px-4 text-18',
};

/** One of two to four, all in sight. */
export function Segmented<V extends string>(props: {
  label: string;
  value: V;
  options: readonly { value: V; label: ReactNode; disabled?: boolean }[];
  onChange: (value: V) => void;
  size?: Size;
  /** Takes the whole width, in equal parts. */
  block?: boolean;
  className?: string;
}) {
  const { size = 'office', block } = props;
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      onKeyDown={walkWithArrows}
      className={cn(
        'inline-flex rounded-2 border border-edge bg-surface p-[3px]',
        size === 'office' && 'rounded-[9px]',
        block && 'flex w-full',
        props.className,
      )}
    >
      {props.options.map((option) => {
        const on = option.value === props.value;
        return (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={on}
            tabIndex={on ? 0 : -1}
            disabled={option.disabled}
            onClick={() => props.onChange(option.value)}
            className={cn(
              'inline-flex items-center justify-center gap-2 rounded-[7px] whitespace-nowrap transition-colors fast disabled:text-ink-2',
              HEIGHT[size],
              block && 'flex-1',
              on ? 'bg-turq-soft font-600 text-turq' : 'font-500 text-ink-2 hover:text-ink',
            )}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}
