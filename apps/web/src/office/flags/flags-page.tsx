'use client';

import { flagWords, officeShellWords } from '@oson/messages/office';
import { Button, Segmented, Tag, useFormat, useWords } from '@oson/ui';
import { type Column, CsvButton, DataTable, FilterBar, PageHead } from '@oson/ui/office';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, BY_CURSOR, tableOf } from '../lists/pages.ts';
import { usePlaceName } from '../lists/place-name.ts';
import { StoreSelect } from '../lists/store-select.tsx';
import { useUrlFilter } from '../lists/use-url-filter.ts';
import { CountDialog } from './count-dialog.tsx';
import { flagTitle } from './flag-title.ts';
import { type FlagRow, useFlagAnswers } from './use-flag-answers.ts';

const KEYS = ['search', 'store', 'status'] as const;

/** What needs a person: the reason in plain words and the answers beside it. */
export function FlagsPage() {
  const t = useWords(flagWords);
  const shell = useWords(officeShellWords);
  const { filter, setFilter, isFiltered, clear } = useUrlFilter(KEYS);
  const [counting, setCounting] = useState<FlagRow | null>(null);
  const status = filter.status === 'resolved' ? 'resolved' : 'open';
  const input = {
    status,
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.store ? { storeId: filter.store } : {}),
  } as const;
  const query = trpc.flag.list.useInfiniteQuery(input, BY_CURSOR);
  const utils = trpc.useUtils();
  const answers = useFlagAnswers(input);
  const columns = useFlagColumns(status, answers.accept, setCounting);
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <CsvButton
            label={shell('csv')}
            fileName="flags"
            errorText={shell('csvFailed')}
            columns={[
              { head: t('when'), value: (row: FlagRow) => new Date(row.createdAt).toISOString() },
              { head: t('what'), value: (row: FlagRow) => flagTitle(t, row.kind) },
              { head: t('where'), value: (row: FlagRow) => row.storeName },
              {
                head: t('receipts'),
                value: (row: FlagRow) => row.sales.map((sale) => sale.receiptNumber).join(' '),
              },
            ]}
            load={() => allRows((page) => utils.client.flag.list.query({ ...input, ...page }))}
          />
        }
      />
      <FilterBar search={{ value: filter.search, onChange: (search) => setFilter({ search }) }}>
        <Segmented
          label={t('title')}
          value={status}
          options={[
            { value: 'open', label: t('open') },
            { value: 'resolved', label: t('resolved') },
          ]}
          onChange={(value) => setFilter({ status: value === 'open' ? '' : value })}
        />
        <StoreSelect all value={filter.store} onChange={(store) => setFilter({ store })} />
      </FilterBar>
      <DataTable<FlagRow>
        label={t('title')}
        columns={columns}
        rowKey={(row) => row.id}
        {...tableOf(query)}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={
          <ListEmpty
            filtered={isFiltered}
            onClear={clear}
            title={t('noneTitle')}
            text={t('noneText')}
          />
        }
      />
      {counting ? (
        <CountDialog
          flag={counting}
          onClose={() => setCounting(null)}
          onCounted={(quantity) => answers.correct(counting, quantity)}
        />
      ) : null}
    </>
  );
}

function useFlagColumns(
  status: 'open' | 'resolved',
  accept: (row: FlagRow) => void,
  count: (row: FlagRow) => void,
): Column<FlagRow>[] {
  const t = useWords(flagWords);
  const placeName = usePlaceName();
  const format = useFormat();
  return useMemo(() => {
    const columns: Column<FlagRow>[] = [
      {
        id: 'when',
        head: t('when'),
        width: '160px',
        hideBelow: 'sm',
        cell: (row) => format.dateTime(row.createdAt),
      },
      {
        id: 'what',
        head: t('what'),
        cell: (row) => (
          <span className="block py-1.5" data-testid="flag">
            <b className="font-600 text-review">{flagTitle(t, row.kind)}</b>
            <span className="block text-ink-2">
              {[
                row.itemName,
                row.onHand === null
                  ? ''
                  : t('onHandNow', { onHand: format.quantity(row.onHand, row.unit) }),
              ]
                .filter(Boolean)
                .join(', ')}
              <span className="block sm:hidden">{placeName(row.storeName)}</span>
            </span>
          </span>
        ),
      },
      { id: 'where', head: t('where'), hideBelow: 'sm', cell: (row) => placeName(row.storeName) },
      {
        id: 'receipts',
        head: t('receipts'),
        hideBelow: 'sm',
        cell: (row) => (
          <span className="n grid">
            {row.sales.map((sale) => (
              <Link key={sale.id} href={`/office/sales?sale=${sale.id}`} className="text-turq">
                {sale.receiptNumber}
              </Link>
            ))}
          </span>
        ),
      },
      {
        id: 'answer',
        head: t('answer'),
        cell: (row) =>
          status === 'open' ? (
            <span className="flex flex-wrap gap-2 py-1">
              {row.kind === 'oversell' ? (
                <Button variant="primary" onClick={() => count(row)}>
                  {t('countNow')}
                </Button>
              ) : null}
              <Button onClick={() => accept(row)}>{t('accept')}</Button>
            </span>
          ) : (
            <Tag tone="ok">
              {t(
                row.resolution === 'stock-corrected'
                  ? 'resolution_stock-corrected'
                  : 'resolution_accepted',
              )}
            </Tag>
          ),
      },
    ];
    return columns;
  }, [t, format, placeName, status, accept, count]);
}
