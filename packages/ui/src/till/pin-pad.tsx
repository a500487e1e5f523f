'use client';

import { uiWords } from '@oson/messages/ui';
import { Delete } from 'lucide-react';
import { cn } from '../base/cn.ts';
import { useWords } from '../theme/locale-provider.tsx';
import { type PadKey, typeOnPad } from './pad-keys.ts';
import { Plate } from './plate.tsx';
import { usePadKeys } from './use-pad-keys.ts';

export type PinPadProps = {
  value: string;
  onChange: (pin: string) => void;
  /** Called with the PIN as soon as it has its length. */
  onComplete: (pin: string) => void;
  length?: number;
  /** "PIN-kodni kiriting". */
  label: string;
  /** Whose PIN, or why it is asked. */
  sublabel?: string;
  error?: string;
  /** It is being checked; keys wait. */
  busy?: boolean;
  forgotLabel?: string;
  onForgot?: () => void;
  className?: string;
};

const DIGITS: PadKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The PIN on its plate, in the order of a phone. Takes digits from the keyboard too. */
export function PinPad(props: PinPadProps) {
  const { value, length = 4, busy = false } = props;
  const t = useWords(uiWords);
  const press = (key: PadKey) => {
    if (busy || key === ',') return;
    // A PIN may begin with zeros, which the pad of amounts drops.
    const next = key === 'back' ? typeOnPad(value, key) : (value + key).slice(0, length);
    if (next === value) return;
    props.onChange(next);
    if (next.length === length) props.onComplete(next);
  };
  usePadKeys(press, !busy);
  return (
    <Plate className={cn('flex flex-col justify-center gap-5 px-6 py-8 text-18', props.className)}>
      <div className="text-center">
        {props.sublabel ? <div className="text-on-plate-2">{props.sublabel}</div> : null}
        <h2 className="text-24 text-balance">{props.label}</h2>
      </div>
      <Dots filled={value.length} length={length} label={props.label} />
      <p role="alert" className="min-h-[1.25em] text-center font-550 text-[oklch(0.88_0.09_40)]">
        {props.error}
      </p>
      <div className="mx-auto grid w-full max-w-[352px] grid-cols-3 gap-2">
        {DIGITS.map((digit) => (
          <PinKey key={digit} onPress={() => press(digit)} disabled={busy}>
            {digit}
          </PinKey>
        ))}
        {props.onForgot ? (
          <button type="button" onClick={props.onForgot} className="min-h-16 rounded-2 font-550">
            {props.forgotLabel}
          </button>
        ) : (
          <span />
        )}
        <PinKey onPress={() => press('0')} disabled={busy}>
          0
        </PinKey>
        <button
          type="button"
          aria-label={t('erase')}
          disabled={busy}
          onClick={() => press('back')}
          className="grid min-h-16 place-items-center rounded-2 text-24"
        >
          <Delete aria-hidden="true" />
        </button>
      </div>
    </Plate>
  );
}

function Dots(props: { filled: number; length: number; label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.length}
      aria-valuenow={props.filled}
      className="flex h-6 items-center justify-center gap-4"
    >
      {Array.from({ length: props.length }, (_, index) => (
        <i
          key={index}
          className={cn(
            'size-[18px] rounded-full',
            index < props.filled ? 'bg-plate-glow' : 'shadow-[inset_0_0_0_2px_var(--on-plate-2)]',
          )}
        />
      ))}
    </div>
  );
}

function PinKey(props: { children: string; onPress: () => void; disabled: boolean }) {
  return (
    <button
      type="button"
      onClick={props.onPress}
      disabled={props.disabled}
      className="min-h-16 rounded-2 bg-plate-2 text-28 font-550 transition-colors fast active:bg-[color-mix(in_oklch,var(--plate-2)_74%,white)] sm:min-h-19"
    >
      {props.children}
    </button>
  );
}
