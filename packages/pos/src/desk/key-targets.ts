import type { PadKey } from '@oson/ui';
import { useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/** Where keys of the keyboard go while a surface with a pad is open. */
export type KeyTarget = { pad?: (key: PadKey) => void; enter?: () => void };

const PAD_KEYS = new Set('0123456789');

/** The surfaces that take keys, the newest on top: a PIN over a payment takes them first. */
export class KeyTargets {
  #stack: { current: KeyTarget }[] = [];
  /** The focus came by Tab: then Enter and Space belong to what has it. */
  focusByTab = false;

  push(target: { current: KeyTarget }): () => void {
    this.#stack.push(target);
    return () => {
      this.#stack = this.#stack.filter((each) => each !== target);
    };
  }

  get top(): KeyTarget | null {
    return this.#stack.at(-1)?.current ?? null;
  }

  /** Whether Enter is the surface's, and not of a button that was reached by Tab. */
  takesEnter(): boolean {
    const button = document.activeElement?.closest('button, a, [role=tab]');
    return this.top?.enter !== undefined && !(this.focusByTab && button);
  }

  /** Typed characters as presses of the pad; false = no pad is open. */
  type(text: string): boolean {
    const pad = this.top?.pad;
    if (!pad) return this.top !== null;
    // Each press is on the screen before the next: an Enter right behind must find all of them.
    for (const char of text) {
      if (PAD_KEYS.has(char)) flushSync(() => this.top?.pad?.(char as PadKey));
      else if (char === ',' || char === '.') flushSync(() => this.top?.pad?.(','));
    }
    return true;
  }
}

/** Sends the keyboard's digits, Backspace and Enter to this surface while it is on the screen. */
export function useKeyTarget(targets: KeyTargets, target: KeyTarget): void {
  const latest = useRef(target);
  useLayoutEffect(() => {
    latest.current = target;
  });
  useLayoutEffect(() => targets.push(latest), [targets]);
}
