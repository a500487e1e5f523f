'use client';

import type { AppRouter } from '@oson/api';
import { consoleWords } from '@oson/messages/console';
import {
  Button,
  EmptyState,
  ErrorState,
  MoneyText,
  Segmented,
  Tag,
  useFormat,
  useLocale,
  useWords,
} from '@oson/ui';
import { type Column, DataTable, FilterBar, PageHead } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { useRouter, useSearchParams } from 'next/navigation';
import { BY_CURSOR, tableOf } from '../office/lists/pages.ts';
import { useNow } from '../office/terminals/use-now.ts';
import { trpc } from '../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../wiring/refusal.ts';

type TenantRow = inferRouterOutputs<AppRouter>['console']['tenants']['rows'][number];
const STATUSES = ['all', 'active', 'suspended', 'closed'] as const;
type Status = (typeof STATUSES)[number];

/** Every chain, or those that a search leads to; the address holds both, so that it can be shared. */
export function TenantsPage() {
  const t = useWords(consoleWords);
  const { locale } = useLocale();
  const router = useRouter();
  const params = useSearchParams();
  const search = params.get('search') ?? '';
  const status = STATUSES.find((each) => each === params.get('status')) ?? 'all';
  const go = (next: { search?: string; status?: string }) =>
    router.replace(`/console?${new URLSearchParams({ search, status, ...next }).toString()}`);
  const query = trpc.console.tenants.useInfiniteQuery(
    { ...(search ? { search } : {}), ...(status === 'all' ? {} : { status }) },
    BY_CURSOR,
  );
  return (
    <>
      <PageHead title={t('tenants')} />
      <FilterBar
        search={{
          value: search,
          onChange: (text) => go({ search: text }),
          placeholder: t('search'),
        }}
      >
        <Segmented<Status>
          label={t('status')}
          value={status}
          onChange={(next) => go({ status: next })}
          options={STATUSES.map((each) => ({
            value: each,
            label: each === 'all' ? t('allStatuses') : t(each),
          }))}
        />
      </FilterBar>
      <DataTable<TenantRow>
        label={t('tenants')}
        columns={useTenantColumns()}
        rowKey={(row) => row.tenantId}
        onRow={(row) => router.push(`/console/${row.tenantId}`)}
        {...tableOf(query)}
        error={
          <ErrorState
            title={t('failed')}
            text={refusalText(query.error, locale)}
            code={refusalOf(query.error).requestId}
            action={<Button onClick={() => void query.refetch()}>{t('again')}</Button>}
          />
        }
        empty={<EmptyState title={search ? t('nothingFound') : t('empty')} />}
      />
    </>
  );
}

const MATCHED = {
  phone: 'byPhone',
  email: 'byEmail',
  tin: 'byTin',
  receipt: 'byReceipt',
} as const;

function useTenantColumns(): Column<TenantRow>[] {
  const t = useWords(consoleWords);
  const format = useFormat();
  const now = useNow();
  return [
    {
      id: 'name',
      head: t('tenant'),
      cell: (row) => (
        <span>
          <b className="font-600">{row.name}</b>
          {row.matched && row.matched !== 'name' ? (
            <span className="text-ink-2"> · {t(MATCHED[row.matched])}</span>
          ) : null}
        </span>
      ),
    },
    { id: 'status', head: t('status'), cell: (row) => <StatusTag status={row.status} /> },
    { id: 'city', head: t('city'), hideBelow: 'wide', cell: (row) => row.city },
    {
      id: 'size',
      head: t('size'),
      hideBelow: 'sm',
      cell: ({ stores, terminals }) => t('sizeOf', { stores, terminals }),
    },
    {
      id: 'unsent',
      head: t('unsent'),
      align: 'right',
      cell: (row) => <Unsent count={row.pendingCount} sum={row.pendingSum} />,
    },
    {
      id: 'seen',
      head: t('lastSeen'),
      hideBelow: 'sm',
      cell: (row) =>
        row.lastHelloAt === null ? t('never') : format.ago(Math.max(0, now - row.lastHelloAt)),
    },
    { id: 'since', head: t('since'), hideBelow: 'wide', cell: (row) => format.date(row.createdAt) },
  ];
}

export function Unsent({ count, sum }: { count: number; sum: number }) {
  return (
    <span>
      <b className={count > 0 ? 'font-650' : 'font-400 text-ink-2'}>{count}</b>
      {count > 0 ? (
        <span className="text-ink-2">
          {' · '}
          <MoneyText tiyin={sum} />
        </span>
      ) : null}
    </span>
  );
}

export function StatusTag({ status }: { status: 'active' | 'suspended' | 'closed' }) {
  const t = useWords(consoleWords);
  const tone = status === 'active' ? 'ok' : status === 'suspended' ? 'wait' : 'plain';
  return <Tag tone={tone}>{t(status)}</Tag>;
}
