import type { KeyboardEvent } from 'react';

const STEP: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrow keys, Home and End walk among the buttons of a group; the group is one stop for Tab. */
export function walkWithArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEP[event.key];
  const isEnd = event.key === 'Home' || event.key === 'End';
  if (step === undefined && !isEnd) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = items.findIndex((item) => item === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  const last = items.length - 1;
  const next = isEnd
    ? event.key === 'Home'
      ? 0
      : last
    : (at + (step ?? 0) + last + 1) % (last + 1);
  items[next]?.focus();
  items[next]?.click();
}
