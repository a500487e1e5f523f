import type { ReactNode } from 'react';
import type { Tone } from '../base/size.ts';

export type Toast = {
  id: number;
  text: ReactNode;
  tone: Tone;
  icon?: ReactNode;
  actionLabel?: string;
  onAction?: () => void;
  /** The action takes back what was done: the seconds that are left are counted beside it. */
  undo: boolean;
  durationMs: number;
};
export type NewToast = Pick<Toast, 'text'> & Partial<Omit<Toast, 'id' | 'text'>>;

/** How long there is to take something back. */
export const UNDO_MS = 8000;
/** More would cover what the person is doing. */
const SHOWN_MAX = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

const change = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};

/** Shows a short notice at the foot of the screen; a ToastHost must be on the page. */
export function showToast(toast: NewToast): number {
  const id = nextId++;
  const made: Toast = { tone: 'plain', undo: false, durationMs: UNDO_MS, ...toast, id };
  change([...toasts, made].slice(-SHOWN_MAX));
  return id;
}

/** Takes a notice away; one that is gone already stays gone. */
export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export const toastStore = {
  get: () => toasts,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
