'use client';

import { uiWords } from '@oson/messages/ui';
import { Delete } from 'lucide-react';
import { cn } from '../base/cn.ts';
import { useWords } from '../theme/locale-provider.tsx';
import type { PadKey } from './pad-keys.ts';

export type NumPadProps = {
  onKey: (key: PadKey) => void;
  /** What the lower left key says; `none` leaves the place empty. */
  corner?: '000' | '00' | ',' | 'none';
  /** What is typed, read aloud. */
  label?: string;
  disabled?: boolean;
  className?: string;
};

const ROWS: PadKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];

/** Figures under the fingers, in the order of a calculator. Keys are at least 64 high. */
export function NumPad(props: NumPadProps) {
  const { onKey, corner = '000', disabled } = props;
  const t = useWords(uiWords);
  const key = cn(
    'n min-h-16 rounded-2 border border-line bg-surface text-28 font-550 shadow-1 transition-colors fast',
    'active:border-turq active:bg-turq-soft disabled:bg-sunken disabled:text-ink-2',
  );
  return (
    <div
      role="group"
      aria-label={props.label}
      className={cn('grid auto-rows-fr grid-cols-3 gap-2', props.className)}
    >
      {ROWS.map((digit) => (
        <button
          key={digit}
          type="button"
          disabled={disabled}
          className={key}
          onClick={() => onKey(digit)}
        >
          {digit}
        </button>
      ))}
      {corner === 'none' ? (
        <span />
      ) : (
        <button type="button" disabled={disabled} className={key} onClick={() => onKey(corner)}>
          {corner}
        </button>
      )}
      <button type="button" disabled={disabled} className={key} onClick={() => onKey('0')}>
        0
      </button>
      <button
        type="button"
        disabled={disabled}
        aria-label={t('erase')}
        className={cn(key, 'grid place-items-center bg-sunken text-24')}
        onClick={() => onKey('back')}
      >
        <Delete aria-hidden="true" />
      </button>
    </div>
  );
}
