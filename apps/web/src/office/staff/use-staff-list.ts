'use client';

import type { AppRouter } from '@oson/api';
import { officeShellWords } from '@oson/messages/office';
import { showToast, useLocale, useWords } from '@oson/ui';
import type { inferRouterOutputs } from '@trpc/server';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { BY_CURSOR } from '../lists/pages.ts';

export type StaffRow = inferRouterOutputs<AppRouter>['staff']['list']['rows'][number];
export type StaffInput = { search?: string; archived: boolean };

/** People by pages; leaving and coming back show at once and roll back when the server says no. */
export function useStaffList(input: StaffInput) {
  const shell = useWords(officeShellWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const query = trpc.staff.list.useInfiniteQuery(input, BY_CURSOR);
  const archive = trpc.staff.archive.useMutation({
    onMutate: async ({ id }) => {
      await utils.staff.list.cancel();
      const before = utils.staff.list.getInfiniteData(input);
      utils.staff.list.setInfiniteData(input, (data) =>
        data
          ? {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                rows: page.rows.filter((row) => row.id !== id),
              })),
            }
          : data,
      );
      return { before };
    },
    onError: (error, _given, context) => {
      utils.staff.list.setInfiniteData(input, context?.before);
      const reason = refusalText(error, locale);
      showToast({ tone: 'review', text: shell('notSaved', { reason }) });
    },
    onSettled: () => utils.staff.list.invalidate(),
  });
  return { query, archive };
}
