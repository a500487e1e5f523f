'use client';

import { useSyncExternalStore } from 'react';
import { keptChoice } from './kept-choice.ts';

export type Theme = 'light' | 'dark';

/** The same key as apps/web/public/appearance.js. */
const choice = keptChoice<Theme>(
  'oson.theme',
  (kept) => {
    if (kept === 'light' || kept === 'dark') return kept;
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  },
  (theme) => {
    document.documentElement.dataset.theme = theme;
  },
);

/** Light or dark, kept on this device. The server draws light; the page corrects it before paint. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const theme = useSyncExternalStore(choice.subscribe, choice.get, () => 'light' as const);
  return { theme, setTheme: choice.set };
}
