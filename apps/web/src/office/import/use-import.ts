'use client';

import { showToast, useLocale } from '@oson/ui';
import { useEffect } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { Decision, ImportSettings } from './import-types.ts';
import { isGoingOn, useLiveProgress } from './use-live-progress.ts';

const LIVE_MS = 700;

/** One import; while a run is on its figures come live, or are asked for more than once a second. */
export function useImport(batchId: string) {
  const utils = trpc.useUtils();
  const isLive = useLiveProgress(batchId);
  const query = trpc.import.get.useQuery(
    { batchId },
    {
      enabled: batchId !== '',
      staleTime: 0,
      gcTime: 0,
      refetchInterval: (query) =>
        isGoingOn(query.state.data?.progress) && !isLive ? LIVE_MS : false,
    },
  );
  const status = query.data?.progress.status;
  useEffect(() => {
    // The rows on the screen say what became of them as soon as the run is over.
    if (status === 'done' || status === 'failed') void utils.import.rows.invalidate();
  }, [status, utils]);
  return query;
}

/** What a person does to an import; each act shows the new figures. */
export function useImportActs(batchId: string) {
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const options = {
    onError: (error: unknown) => {
      showToast({ tone: 'review', text: refusalText(error, locale) });
    },
    onSettled: () => utils.import.invalidate(),
  };
  const change = trpc.import.change.useMutation(options);
  const answer = trpc.import.answer.useMutation(options);
  const suggestions = trpc.import.takeSuggestions.useMutation(options);
  const start = trpc.import.start.useMutation(options);
  const undo = trpc.import.undo.useMutation({
    ...options,
    onSettled: async () => {
      await Promise.all([utils.import.invalidate(), utils.catalog.invalidate()]);
    },
  });
  return {
    busy: change.isPending || answer.isPending || suggestions.isPending || start.isPending,
    change: (settings: ImportSettings) => change.mutate({ batchId, settings }),
    answer: (row: number, decision: Decision | null) =>
      answer.mutate({ batchId, answers: [{ row, decision }] }),
    takeSuggestions: () => suggestions.mutate({ batchId }),
    start: () => start.mutate({ batchId }),
    undo: (onDone: (undone: { undone: number; kept: number }) => void) =>
      undo.mutate({ batchId }, { onSuccess: onDone }),
    undoing: undo.isPending,
  };
}
export type ImportActs = ReturnType<typeof useImportActs>;
