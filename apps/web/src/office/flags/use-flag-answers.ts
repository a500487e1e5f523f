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
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const refresh = () => {
    void utils.flag.list.invalidate();
    void utils.report.dashboard.invalidate();
    void utils.stock.invalidate();
  };
  const leave = async ({ flagId }: { flagId: string }) => {
    await utils.flag.list.cancel();
    const before = utils.flag.list.getInfiniteData(input);
    utils.flag.list.setInfiniteData(input, (data) =>
      data
        ? {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              rows: page.rows.filter((row) => row.id !== flagId),
            })),
          }
        : data,
    );
    return { before };
  };
  const comeBack = (error: unknown, before: ReturnType<typeof utils.flag.list.getInfiniteData>) => {
    utils.flag.list.setInfiniteData(input, before);
    const reason = refusalText(error, locale);
    showToast({ tone: 'review', text: shell('notSaved', { reason }) });
  };
  const options = {
    onMutate: leave,
    onError: (error: unknown, _input: unknown, context?: Awaited<ReturnType<typeof leave>>) =>
      comeBack(error, context?.before),
    onSettled: refresh,
  };
  const reopen = trpc.flag.reopen.useMutation({
    onSettled: refresh,
    onError: (error) => comeBack(error, utils.flag.list.getInfiniteData(input)),
  });
  const accepting = trpc.flag.accept.useMutation(options);
  const correcting = trpc.flag.correctStock.useMutation(options);
  const { mutate: acceptFlag } = accepting;
  const { mutate: reopenFlag } = reopen;
  const accept = useCallback(
    (row: FlagRow) =>
      acceptFlag(
        { flagId: row.id },
        {
          onSuccess: () =>
            showToast({
              tone: 'ok',
              text: t('accepted'),
              undo: true,
              actionLabel: shell('undo'),
              onAction: () => reopenFlag({ flagId: row.id }),
            }),
        },
      ),
    [acceptFlag, reopenFlag, t, shell],
  );
  const correct = (row: FlagRow, quantity: number) =>
    correcting.mutate(
      { flagId: row.id, quantity },
      { onSuccess: () => showToast({ tone: 'ok', text: t('corrected') }) },
    );
  return { accept, correct };
}
