'use client';

import { uiWords } from '@oson/messages/ui';
import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import { useWords } from '../theme/locale-provider.tsx';

/**
 * A filter. With `onRemove` it carries a cross that takes the filter away; with `caret` it opens a
 * choice; otherwise a press turns it on and off.
 */
export function Chip(props: {
  on?: boolean;
  caret?: boolean;
  icon?: ReactNode;
  onPress?: () => void;
  onRemove?: () => void;
  removeLabel?: string;
  className?: string;
  children: ReactNode;
}) {
  const { on = false, caret, icon, onPress, onRemove } = props;
  const t = useWords(uiWords);
  const removeLabel = props.removeLabel ?? t('remove');
  const look = cn(
    'n inline-flex min-h-8 items-center gap-[7px] rounded-full border px-[11px] text-14',
    on ? 'border-turq bg-turq-soft font-600 text-turq' : 'border-edge bg-surface font-500',
    props.className,
  );
  if (onRemove) {
    return (
      <span className={cn(look, 'pr-1')}>
        {onPress ? (
          <button type="button" onClick={onPress} className="inline-flex items-center gap-[7px]">
            {icon}
            {props.children}
          </button>
        ) : (
          props.children
        )}
        <button
          type="button"
          aria-label={removeLabel}
          title={removeLabel}
          onClick={onRemove}
          className="grid size-6 place-items-center rounded-full hover:bg-surface"
        >
          <X aria-hidden="true" />
        </button>
      </span>
    );
  }
  return (
    <button
      type="button"
      aria-pressed={caret ? undefined : on}
      aria-haspopup={caret || undefined}
      onClick={onPress}
      className={cn(look, 'transition-colors fast', !on && 'hover:bg-sunken')}
    >
      {icon}
      {props.children}
      {caret ? <ChevronDown aria-hidden="true" /> : null}
    </button>
  );
}
