'use client';

import {
  notifyManager,
  type QueryCache,
  type QueryState,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { refusalOf } from '../../wiring/refusal.ts';
import { procedureOf } from './kept-answers.ts';

/** Whether the server can be reached, and since when (ms) the oldest answer on screen is true. */
export type LineState = { offline: boolean; asOf: number | null };

/** Answers of the frame itself: they say nothing about the age of the page. */
const FRAME = new Set(['account.me', 'report.received', 'flag.list', 'store.list']);

/** What the answers on screen say about the line; a browser calls itself online behind any router. */
export function lineOf(cache: QueryCache, isOnline: boolean): LineState {
  const active = cache.getAll().filter((query) => query.isActive());
  const lastAnswer = Math.max(0, ...active.map(({ state }) => state.dataUpdatedAt));
  const isOffline = !isOnline || active.some(({ state }) => hasLostLine(state, lastAnswer));
  const withData = active.filter(({ state }) => state.dataUpdatedAt > 0);
  const ofPage = withData.filter((query) => !FRAME.has(procedureOf(query)));
  const shown = (ofPage.length > 0 ? ofPage : withData).map(({ state }) => state.dataUpdatedAt);
  return { offline: isOffline, asOf: shown.length > 0 ? Math.min(...shown) : null };
}

/** The last try got no answer at all, and nothing else on the page has got one since. */
function hasLostLine(state: QueryState, lastAnswer: number): boolean {
  const failure: unknown = state.fetchFailureReason ?? state.error;
  if (failure === null || refusalOf(failure).code !== 'OFFLINE') return false;
  // A try that goes on has failed just now; an ended one says when.
  return state.error === null
    ? state.fetchStatus === 'fetching'
    : state.errorUpdatedAt >= lastAnswer;
}

/** Follows the line: told by every answer and every failure. */
export function useLineState(): LineState {
  const cache = useQueryClient().getQueryCache();
  const read = useCallback(() => {
    const { offline, asOf } = lineOf(cache, navigator.onLine);
    return `${offline ? 1 : 0} ${asOf ?? 0}`;
  }, [cache]);
  const subscribe = useCallback(
    (tell: () => void) => {
      window.addEventListener('online', tell);
      window.addEventListener('offline', tell);
      // A query can be added while a component renders: this one must hear of it after that.
      const unsubscribe = cache.subscribe(notifyManager.batchCalls(tell));
      return () => {
        unsubscribe();
        window.removeEventListener('online', tell);
        window.removeEventListener('offline', tell);
      };
    },
    [cache],
  );
  const [offline, asOf] = useSyncExternalStore(subscribe, read, () => '0 0')
    .split(' ')
    .map(Number);
  return { offline: offline === 1, asOf: asOf || null };
}
