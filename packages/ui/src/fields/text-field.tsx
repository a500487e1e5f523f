'use client';

import { uiWords } from '@oson/messages/ui';
import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, type Ref, useId, useState } from 'react';
import { cn } from '../base/cn.ts';
import { IconButton } from '../controls/button.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { boxLook, Field, type FieldLook } from './field.tsx';

type Native = Omit<ComponentProps<'input'>, 'size' | 'prefix' | 'onChange' | 'value' | 'ref'>;

export type TextFieldProps = Native &
  FieldLook & {
    value: string;
    onChange: (text: string) => void;
    prefix?: ReactNode;
    suffix?: ReactNode;
    /** So many lines; then it is a text area. */
    multiline?: number;
    /** Figures, codes: tabular digits. */
    figures?: boolean;
    inputClassName?: string;
    ref?: Ref<HTMLInputElement>;
  };

/** One line of text, or several. A password gets a button that shows it. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, size = 'office', hideLabel, value, onChange, ref, ...rest } = props;
  const { prefix, suffix, multiline, figures, className, inputClassName, ...native } = rest;
  const ownId = useId();
  const id = native.id ?? ownId;
  const shared = {
    id,
    value,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error || hint ? `${id}-note` : undefined,
    className: cn(
      'min-w-0 flex-1 self-stretch bg-transparent outline-none',
      figures && 'n',
      inputClassName,
    ),
  };
  return (
    <Field {...{ label, hint, error, size, hideLabel, className }} htmlFor={id}>
      {multiline ? (
        <div className={cn(boxLook(size, Boolean(error)), 'py-2')}>
          <textarea
            {...shared}
            rows={multiline}
            name={native.name}
            required={native.required}
            disabled={native.disabled}
            maxLength={native.maxLength}
            placeholder={native.placeholder}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      ) : (
        <InputBox
          {...{ native, shared, prefix, suffix, size, onChange }}
          error={Boolean(error)}
          inputRef={ref}
        />
      )}
    </Field>
  );
}

type InputBoxProps = {
  native: Native;
  shared: ComponentProps<'input'>;
  prefix?: ReactNode;
  suffix?: ReactNode;
  size: NonNullable<FieldLook['size']>;
  error: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onChange: (text: string) => void;
};

function InputBox(props: InputBoxProps) {
  const { native, shared, prefix, suffix, size, error, inputRef, onChange } = props;
  const t = useWords(uiWords);
  const [shown, setShown] = useState(false);
  const isPassword = native.type === 'password';
  return (
    <div className={cn(boxLook(size, error), isPassword && 'pr-1')}>
      {prefix ? <span className="text-ink-2">{prefix}</span> : null}
      <input
        {...native}
        {...shared}
        ref={inputRef}
        type={isPassword && shown ? 'text' : native.type}
        onChange={(event) => onChange(event.target.value)}
      />
      {suffix ? <span className="text-ink-2">{suffix}</span> : null}
      {isPassword ? (
        <IconButton
          variant="quiet"
          label={shown ? t('hidePassword') : t('showPassword')}
          icon={shown ? <EyeOff /> : <Eye />}
          onClick={() => setShown(!shown)}
        />
      ) : null}
    </div>
  );
}
