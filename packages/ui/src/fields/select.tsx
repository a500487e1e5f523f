'use client';

import { Select as Base } from '@base-ui/react/select';
import { uiWords } from '@oson/messages/ui';
import { Check, ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { cn } from '../base/cn.ts';
import { useWords } from '../theme/locale-provider.tsx';
import { Field, type FieldLook } from './field.tsx';

export type Option<V extends string = string> = {
  value: V;
  label: string;
  hint?: string;
  disabled?: boolean;
};

const HEIGHT = {
  office: 'min-h-10 rounded-1 px-3 text-14',
  lg: 'min-h-12 rounded-2 px-3 text-16',
  till: 'min-h-14 rounded-2 px-4 text-18',
};

/** One of a list that is too long for a Segmented. Arrow keys and typed letters find an option. */
export function Select<V extends string>(
  props: FieldLook & {
    value: V | null;
    options: readonly Option<V>[];
    onChange: (value: V) => void;
    placeholder?: string;
    disabled?: boolean;
    className?: string;
  },
) {
  const { size = 'office', error, options, value } = props;
  const t = useWords(uiWords);
  const id = useId();
  const chosen = options.find((option) => option.value === value);
  return (
    <Field {...pickLook(props)} htmlFor={id} className={props.className}>
      <Base.Root
        value={value}
        disabled={props.disabled}
        onValueChange={(next) => {
          if (next !== null) props.onChange(next as V);
        }}
      >
        <Base.Trigger
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || props.hint ? `${id}-note` : undefined}
          className={cn(
            'flex w-full items-center justify-between gap-2 border border-edge bg-surface text-left disabled:cursor-default disabled:border-line disabled:bg-sunken disabled:text-ink-2',
            HEIGHT[size],
            error && 'border-2 border-review',
          )}
        >
          <span className={cn('cut', !chosen && 'text-ink-2')}>
            {chosen?.label ?? props.placeholder ?? t('choose')}
          </span>
          <ChevronDown aria-hidden="true" />
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
            <Base.Popup className="thin-scroll max-h-[min(360px,var(--available-height))] min-w-[var(--anchor-width)] overflow-y-auto rounded-2 border border-line bg-surface p-1.5 text-ink shadow-2 outline-none">
              {options.map((option) => (
                <OptionRow key={option.value} option={option} size={size} />
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  );
}

function pickLook(props: FieldLook): FieldLook {
  const { label, hint, error, size, hideLabel } = props;
  return { label, hint, error, size, hideLabel };
}

function OptionRow({ option, size }: { option: Option; size: keyof typeof HEIGHT }) {
  return (
    <Base.Item
      value={option.value}
      disabled={option.disabled}
      className={cn(
        'flex cursor-pointer items-center gap-2.5 rounded-1 px-2.5 outline-none data-[disabled]:cursor-default data-[disabled]:text-ink-2 data-[highlighted]:bg-turq-soft data-[selected]:font-600',
        size === 'till' ? 'min-h-14 text-18' : 'min-h-9 text-14',
      )}
    >
      <span className="min-w-0 flex-1">
        <Base.ItemText>{option.label}</Base.ItemText>
        {option.hint ? (
          <span className={cn('block font-400 text-ink-2', size !== 'till' && 'text-13')}>
            {option.hint}
          </span>
        ) : null}
      </span>
      <Base.ItemIndicator className="text-turq">
        <Check aria-hidden="true" />
      </Base.ItemIndicator>
    </Base.Item>
  );
}
