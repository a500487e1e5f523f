'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { refusalOf } from '../../wiring/refusal.ts';

/** Whether the server can be reached, and when (ms) the newest answer on screen came. */
export type LineState = { offline: boolean; newestAt: number | null };

/** Offline is what the last answers say: a browser calls itself online behind any dead router. */
export function useLineState(): LineState {
  const cache = useQueryClient().getQueryCache();
  const read = useCallback(() => {
    const queries = cache.getAll();
    const failed = queries.some(
      ({ state }) => state.error !== null && refusalOf(state.error).code === 'OFFLINE',
    );
    const newest = Math.max(0, ...queries.map(({ state }) => state.dataUpdatedAt));
    return `${failed || !navigator.onLine ? 1 : 0} ${newest}`;
  }, [cache]);
  const subscribe = useCallback(
    (tell: () => void) => {
      window.addEventListener('online', tell);
      window.addEventListener('offline', tell);
      const unsubscribe = cache.subscribe(tell);
      return () => {
        unsubscribe();
        window.removeEventListener('online', tell);
        window.removeEventListener('offline', tell);
      };
    },
    [cache],
  );
  const [offline, newest] = useSyncExternalStore(subscribe, read, () => '0 0')
    .split(' ')
    .map(Number);
  return { offline: offline === 1, newestAt: newest || null };
}
