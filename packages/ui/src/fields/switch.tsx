import { type ReactNode, useId } from 'react';
import { cn } from '../base/cn.ts';

export type SwitchProps = {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  icon?: ReactNode;
  size?: 'office' | 'till';
  disabled?: boolean;
  className?: string;
};

/** On or off, at once. The whole row is pressed. */
export function Switch(props: SwitchProps) {
  const { checked, size = 'office' } = props;
  const id = useId();
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-labelledby={id}
      disabled={props.disabled}
      onClick={() => props.onChange(!checked)}
      className={cn(
        'inline-flex items-center gap-2.5 text-left disabled:text-ink-2',
        size === 'till' ? 'min-h-14 text-18 font-550' : 'min-h-8',
        props.className,
      )}
    >
      {props.icon}
      <span id={id} className="min-w-0 flex-1">
        <span className="block">{props.label}</span>
        {props.hint ? (
          <span className={cn('block font-400 text-ink-2', size === 'office' && 'text-13')}>
            {props.hint}
          </span>
        ) : null}
      </span>
      <span
        aria-hidden="true"
        className={cn(
          'relative flex-none rounded-full transition-colors fast',
          size === 'till' ? 'h-8 w-14' : 'h-6 w-10',
          checked ? 'bg-turq' : 'bg-edge',
          props.disabled && 'opacity-60',
        )}
      >
        <span
          className={cn(
            'absolute top-1 left-1 rounded-full bg-surface transition-transform fast',
            size === 'till' ? 'size-6' : 'size-4',
            checked && (size === 'till' ? 'translate-x-6' : 'translate-x-4'),
          )}
        />
      </span>
    </button>
  );
}
