'use client';

import { Check, Minus } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from '../base/cn.ts';

export type CheckboxProps = {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Some but not all of what it stands for. */
  indeterminate?: boolean;
  hideLabel?: boolean;
  disabled?: boolean;
  size?: 'office' | 'till';
  name?: string;
  className?: string;
};

/** Yes or no, counted when the form is sent. */
export function Checkbox(props: CheckboxProps) {
  const { checked, indeterminate = false, size = 'office' } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label
      className={cn(
        'inline-flex cursor-pointer items-center gap-2 has-[:disabled]:cursor-default has-[:disabled]:text-ink-2',
        size === 'till' ? 'min-h-14 gap-3 text-18' : 'min-h-8',
        props.className,
      )}
    >
      <span className="relative grid flex-none place-items-center">
        <input
          ref={input}
          type="checkbox"
          name={props.name}
          checked={checked}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.target.checked)}
          className={cn(
            'peer cursor-pointer appearance-none rounded-[4px] border-[1.5px] border-edge bg-surface checked:border-turq checked:bg-turq indeterminate:border-turq indeterminate:bg-turq disabled:cursor-default disabled:border-line disabled:bg-sunken',
            size === 'till' ? 'size-7' : 'size-[18px]',
          )}
        />
        <span className="pointer-events-none absolute text-on-turq [&_.lucide]:size-[13px] [&_.lucide]:stroke-[3]">
          {indeterminate ? <Minus /> : checked ? <Check /> : null}
        </span>
      </span>
      <span className={cn(props.hideLabel && 'sr-only')}>{props.label}</span>
    </label>
  );
}
