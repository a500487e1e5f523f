'use client';

import { useEffect, useRef } from 'react';
import { type PadKey, padKeyOf } from './pad-keys.ts';

/** True where the person types text; there a digit belongs to the text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
}

/** The same presses from the keyboard, while `enabled`. Text fields and shortcuts keep theirs. */
export function usePadKeys(onKey: (key: PadKey) => void, enabled = true): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const key = event.shiftKey ? null : padKeyOf(event.code);
      if (!key) return;
      event.preventDefault();
      latest.current(key);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [enabled]);
}
