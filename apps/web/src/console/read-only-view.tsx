'use client';

import type { AppRouter } from '@oson/api';
import { consoleWords } from '@oson/messages/console';
import {
  Banner,
  Button,
  EmptyState,
  ErrorState,
  MoneyText,
  Tabs,
  useFormat,
  useLocale,
  useWords,
} from '@oson/ui';
import { type Column, DataTable } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { useEffect, useState } from 'react';
import { BY_CURSOR, tableOf } from '../office/lists/pages.ts';
import { useActionName } from '../office/settings/use-action-name.ts';
import { useNow } from '../office/terminals/use-now.ts';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';

type ViewRow = inferRouterOutputs<AppRouter>['console']['view']['rows'][number];
const VIEWS = ['sales', 'stock', 'shifts', 'flags', 'staff', 'timeline'] as const;
type View = (typeof VIEWS)[number];
const MINUTE_MS = 60_000;

/** The tenant's lists, to look at only, with the time that is left on every one of them. */
export function ReadOnlyView(props: {
  tenantId: string;
  name: string;
  expiresAt: number;
  onOver: () => void;
}) {
  const { tenantId, name, expiresAt, onOver } = props;
  const t = useWords(consoleWords);
  const now = useNow();
  const [view, setView] = useState<View>('sales');
  const end = trpc.console.endAccess.useMutation({ onSettled: onOver });
  const leftMs = expiresAt - now;
  const isOver = leftMs <= 0;
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver, onOver]);
  return (
    <>
      <Banner
        tone="info"
        className="mb-3"
        title={t('viewing', { name, minutes: Math.max(1, Math.ceil(leftMs / MINUTE_MS)) })}
        actions={
          <Button busy={end.isPending} onClick={() => end.mutate({ tenantId })}>
            {t('stop')}
          </Button>
        }
      />
      <Tabs
        label={t('view')}
        tabs={VIEWS.map((id) => ({ id, label: t(id) }))}
        active={view}
        onChange={(id) => setView(VIEWS.find((each) => each === id) ?? 'sales')}
      />
      <div className="mt-3">
        <ViewTable key={view} tenantId={tenantId} view={view} />
      </div>
    </>
  );
}

function ViewTable({ tenantId, view }: { tenantId: string; view: View }) {
  const t = useWords(consoleWords);
  const { locale } = useLocale();
  const query = trpc.console.view.useInfiniteQuery(
    { tenantId, view },
    { ...BY_CURSOR, refetchOnWindowFocus: false },
  );
  return (
    <DataTable<ViewRow>
      label={t(view)}
      columns={useViewColumns(view)}
      rowKey={(row) => row.id}
      {...tableOf(query)}
      error={
        <ErrorState
          title={t('failed')}
          text={refusalText(query.error, locale)}
          action={<Button onClick={() => void query.refetch()}>{t('again')}</Button>}
        />
      }
      empty={<EmptyState title={t('nothingFound')} />}
    />
  );
}

function useViewColumns(view: View): Column<ViewRow>[] {
  const t = useWords(consoleWords);
  const format = useFormat();
  const nameOf = useActionName();
  const isTimeline = view === 'timeline';
  return [
    {
      id: 'title',
      head: t('rowTitle'),
      cell: (row) => <b className="font-550">{isTimeline ? nameOf(row.title) : row.title}</b>,
    },
    { id: 'detail', head: t('rowDetail'), hideBelow: 'sm', cell: (row) => row.detail },
    {
      id: 'at',
      head: t('rowAt'),
      cell: (row) => <span className="n">{row.at === null ? '' : format.dateTime(row.at)}</span>,
    },
    {
      id: 'amount',
      head: t('rowAmount'),
      align: 'right',
      cell: (row) =>
        row.amount !== null ? (
          <MoneyText tiyin={row.amount} />
        ) : row.quantity ? (
          format.quantity(row.quantity.value, row.quantity.unit)
        ) : (
          ''
        ),
    },
  ];
}
