import type { PadKey } from '@oson/ui';
import { useEffect, useRef } from 'react';

/** Where keys of the keyboard go while a surface with a pad is open. */
export type KeyTarget = { pad?: (key: PadKey) => void; enter?: () => void };

const PAD_KEYS = new Set('0123456789');

/** The surfaces that take keys, the newest on top: a PIN over a payment takes them first. */
export class KeyTargets {
  #stack: { current: KeyTarget }[] = [];

  push(target: { current: KeyTarget }): () => void {
    this.#stack.push(target);
    return () => {
      this.#stack = this.#stack.filter((each) => each !== target);
    };
  }

  get top(): KeyTarget | null {
    return this.#stack.at(-1)?.current ?? null;
  }

  /** Typed characters as presses of the pad; false = no pad is open. */
  type(text: string): boolean {
    const pad = this.top?.pad;
    if (!pad) return this.top !== null;
    for (const char of text) {
      if (PAD_KEYS.has(char)) pad(char as PadKey);
      else if (char === ',' || char === '.') pad(',');
    }
    return true;
  }
}

/** Sends the keyboard's digits, Backspace and Enter to this surface while it is on the screen. */
export function useKeyTarget(targets: KeyTargets, target: KeyTarget): void {
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  });
  useEffect(() => targets.push(latest), [targets]);
}
