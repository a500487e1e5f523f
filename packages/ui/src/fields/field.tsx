import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import type { Size } from '../base/size.ts';

export type FieldLook = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in words; the field turns red and the text is announced. */
  error?: ReactNode;
  size?: Size;
  /** The label is read aloud only: for a search field or a cell of a table. */
  hideLabel?: boolean;
};

/** Label above, hint or error below. The control gets `id` and points at `${id}-note`. */
export function Field(
  props: FieldLook & { htmlFor: string; className?: string; children: ReactNode },
) {
  const { error, hint, hideLabel, size = 'office', htmlFor } = props;
  const small = size === 'till' ? 'text-18' : 'text-13';
  return (
    <div
      className={cn(
        'grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1.5',
        size === 'till' && 'text-18',
        props.className,
      )}
    >
      <label htmlFor={htmlFor} className={cn('font-550', hideLabel && 'sr-only')}>
        {props.label}
      </label>
      {props.children}
      {error ? (
        <p
          id={`${htmlFor}-note`}
          role="alert"
          className={cn('flex items-center gap-1.5 text-review', small)}
        >
          <CircleAlert aria-hidden="true" />
          {error}
        </p>
      ) : hint ? (
        <p id={`${htmlFor}-note`} className={cn('text-ink-2', small)}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

const HEIGHT: Record<Size, string> = {
  office: 'min-h-10 rounded-1 px-3 text-14',
  lg: 'min-h-12 rounded-2 px-3 text-16',
  till: 'min-h-14 rounded-2 px-4 text-18',
};

/** The box of a control: border, focus ring on the whole box, red when something is wrong. */
export function boxLook(size: Size, error: boolean): string {
  return cn(
    'flex w-full items-center gap-2 border border-edge bg-surface text-ink',
    'has-[:focus-visible]:outline-3 has-[:focus-visible]:-outline-offset-1 has-[:focus-visible]:outline-turq',
    'has-[:disabled]:border-line has-[:disabled]:bg-sunken has-[:disabled]:text-ink-2',
    HEIGHT[size],
    error && 'border-2 border-review',
  );
}
