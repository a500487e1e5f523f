'use client';

import type { AppRouter } from '@oson/api';
import { ledgerWords } from '@oson/messages/admin';
import { Button, EmptyState, MoneyText, Tag, useFormat, useWords } from '@oson/ui';
import { type Column, DataTable } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListError } from '../lists/list-states.tsx';
import { BY_CURSOR, tableOf } from '../lists/pages.ts';
import { HeldDialog } from './held-dialog.tsx';

export type HeldRow = inferRouterOutputs<AppRouter>['terminal']['quarantined']['rows'][number];
const FRESH_MS = 30_000;

/** What is stored and not counted yet; the owner decides on each. */
export function HeldPanel() {
  const t = useWords(ledgerWords);
  const [openRow, setOpenRow] = useState<HeldRow | null>(null);
  const query = trpc.terminal.quarantined.useInfiniteQuery(
    {},
    { ...BY_CURSOR, refetchInterval: FRESH_MS },
  );
  const columns = useHeldColumns(setOpenRow);
  return (
    <>
      <p className="mb-3 text-ink-2">{t('heldText')}</p>
      <DataTable<HeldRow>
        label={t('tabHeld')}
        columns={columns}
        rowKey={(row) => row.id}
        {...tableOf(query)}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={<EmptyState title={t('heldEmpty')} text={t('heldText')} />}
      />
      {openRow ? <HeldDialog row={openRow} onClose={() => setOpenRow(null)} /> : null}
    </>
  );
}

function useHeldColumns(onOpen: (row: HeldRow) => void): Column<HeldRow>[] {
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
      cell: (row) => (
        <Button data-testid="held-open" onClick={() => onOpen(row)}>
          {t('open')}
        </Button>
      ),
    },
  ];
}
