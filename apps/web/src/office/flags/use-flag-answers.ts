'use client';

import type { AppRouter } from '@oson/api';
import { flagWords, officeShellWords } from '@oson/messages/office';
import { showToast, useLocale, useWords } from '@oson/ui';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { useCallback } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';

export type FlagRow = inferRouterOutputs<AppRouter>['flag']['list']['rows'][number];
type Input = Omit<inferRouterInputs<AppRouter>['flag']['list'], 'cursor'>;

/**
 * The answers to a flag. A row leaves the list at once; when the server says no it comes back, with
 * the reason. Accepting can be taken back for as long as the notice stands.
 */
export function useFlagAnswers(input: Input) {
  const t = useWords(flagWords);
  const shell = useWords(officeShellWords);
  const leaving = useLeavingRows(input);
  const { mutate: acceptFlag } = trpc.flag.accept.useMutation(leaving);
  const { mutate: correctStock } = trpc.flag.correctStock.useMutation(leaving);
  const { mutate: reopenFlag } = trpc.flag.reopen.useMutation({
    onSettled: leaving.onSettled,
    onError: leaving.tell,
  });
  const accept = useCallback(
    (row: FlagRow) => {
      const undo = {
        undo: true,
        actionLabel: shell('undo'),
        onAction: () => reopenFlag({ flagId: row.id }),
      };
      const onSuccess = () => showToast({ tone: 'ok', text: t('accepted'), ...undo });
      acceptFlag({ flagId: row.id }, { onSuccess });
    },
    [acceptFlag, reopenFlag, t, shell],
  );
  const correct = (row: FlagRow, quantity: number) =>
    correctStock(
      { flagId: row.id, quantity },
      { onSuccess: () => showToast({ tone: 'ok', text: t('corrected') }) },
    );
  return { accept, correct };
}

/** Takes an answered row off the list at once, and puts the list back when the server says no. */
function useLeavingRows(input: Input) {
  const shell = useWords(officeShellWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const tell = (error: unknown) => {
    const reason = refusalText(error, locale);
    showToast({ tone: 'review', text: shell('notSaved', { reason }) });
  };
  const onMutate = async ({ flagId }: { flagId: string }) => {
    await utils.flag.list.cancel();
    const before = utils.flag.list.getInfiniteData(input);
    utils.flag.list.setInfiniteData(input, (data) => data && withoutRow(data, flagId));
    return { before };
  };
  type Before = Awaited<ReturnType<typeof onMutate>>;
  return {
    tell,
    onMutate,
    onError: (error: unknown, _input: unknown, context?: Before) => {
      utils.flag.list.setInfiniteData(input, context?.before);
      tell(error);
    },
    onSettled: () => {
      void utils.flag.list.invalidate();
      void utils.report.dashboard.invalidate();
      void utils.stock.invalidate();
    },
  };
}

function withoutRow<Data extends { pages: { rows: FlagRow[] }[] }>(
  data: Data,
  flagId: string,
): Data {
  const pages = data.pages.map((page) => ({
    ...page,
    rows: page.rows.filter((row) => row.id !== flagId),
  }));
  return { ...data, pages };
}
