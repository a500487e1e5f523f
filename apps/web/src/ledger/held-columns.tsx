'use client';

import type { AppRouter } from '@oson/api';
import { ledgerWords } from '@oson/messages/admin';
import { MoneyText, Tag, useFormat, useWords } from '@oson/ui';
import type { Column } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';

export type HeldRow = inferRouterOutputs<AppRouter>['terminal']['quarantined']['rows'][number];

/** What lies in quarantine, why, and what the reader can do about it. */
export function useHeldColumns(action: (row: HeldRow) => ReactNode): Column<HeldRow>[] {
  const t = useWords(ledgerWords);
  const format = useFormat();
  return [
    {
      id: 'what',
      head: t('what'),
      cell: (row) => (
        <span>
          <b className="font-600">{row.receiptNumber ?? row.type}</b>
          <span className="block text-13 text-ink-2">{row.terminalName ?? ''}</span>
        </span>
      ),
    },
    {
      id: 'cause',
      head: t('cause'),
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-1.5">
          <Tag tone="review">{row.cause}</Tag>
          {row.repairId ? <Tag tone="info">{t('repairWaits')}</Tag> : null}
        </span>
      ),
    },
    {
      id: 'sum',
      head: t('sum'),
      align: 'right',
      hideBelow: 'sm',
      cell: (row) => (row.sum === null ? '–' : <MoneyText tiyin={row.sum} />),
    },
    {
      id: 'arrived',
      head: t('arrived'),
      hideBelow: 'sm',
      cell: (row) => format.dateTime(row.createdAt),
    },
    {
      id: 'open',
      head: <span className="sr-only">{t('open')}</span>,
      align: 'right',
      cell: action,
    },
  ];
}
