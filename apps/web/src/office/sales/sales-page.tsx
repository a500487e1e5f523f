'use client';

import { dashboardWords, officeShellWords, saleWords } from '@oson/messages/office';
import { Chip, MoneyText, Tag, TextField, useFormat, useWords } from '@oson/ui';
import { type Column, CsvButton, DataTable, FilterBar, PageHead } from '@oson/ui/office';
import { useMemo } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, BY_CURSOR, tableOf } from '../lists/pages.ts';
import { usePlaceName } from '../lists/place-name.ts';
import { StoreSelect } from '../lists/store-select.tsx';
import { useUrlFilter } from '../lists/use-url-filter.ts';
import { SaleSheet } from './sale-sheet.tsx';
import type { SaleRow } from './sale-types.ts';
import { tenderName } from './tender-name.ts';

const KEYS = ['search', 'store', 'from', 'to', 'flagged', 'sale'] as const;

/** Every sale that has arrived, newest first; a press shows the receipt. */
export function SalesPage() {
  const t = useWords(saleWords);
  const shell = useWords(officeShellWords);
  const { filter, setFilter, isFiltered, clear } = useUrlFilter(KEYS);
  const input = {
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.store ? { storeId: filter.store } : {}),
    ...(filter.from ? { from: filter.from } : {}),
    ...(filter.to ? { to: filter.to } : {}),
    ...(filter.flagged ? { flaggedOnly: true } : {}),
  };
  const query = trpc.sale.list.useInfiniteQuery(input, BY_CURSOR);
  const utils = trpc.useUtils();
  const columns = useSaleColumns();
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <CsvButton
            label={shell('csv')}
            fileName="sales"
            errorText={shell('csvFailed')}
            columns={csvColumns(t)}
            load={() => allRows((page) => utils.client.sale.list.query({ ...input, ...page }))}
          />
        }
      />
      <FilterBar
        search={{
          value: filter.search,
          onChange: (search) => setFilter({ search }),
          placeholder: t('searchSale'),
        }}
      >
        <StoreSelect all value={filter.store} onChange={(store) => setFilter({ store })} />
        <DayField label={t('from')} value={filter.from} onChange={(from) => setFilter({ from })} />
        <DayField label={t('to')} value={filter.to} onChange={(to) => setFilter({ to })} />
        <Chip
          on={filter.flagged !== ''}
          onPress={() => setFilter({ flagged: filter.flagged ? '' : '1' })}
        >
          {t('flaggedOnly')}
        </Chip>
      </FilterBar>
      <DataTable<SaleRow>
        label={t('title')}
        columns={columns}
        rowKey={(row) => row.id}
        onRow={(row) => setFilter({ sale: row.id })}
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
      <SaleSheet saleId={filter.sale || null} onClose={() => setFilter({ sale: '' })} />
    </>
  );
}

function DayField(props: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <TextField
      type="date"
      hideLabel
      prefix={<span aria-hidden="true">{props.label}</span>}
      {...props}
    />
  );
}

function useSaleColumns(): Column<SaleRow>[] {
  const t = useWords(saleWords);
  const tenders = useWords(dashboardWords);
  const placeName = usePlaceName();
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'receipt',
        head: t('receipt'),
        cell: (row) => (
          <span className="n font-550" data-testid="sale-row">
            {row.receiptNumber}
            {row.openFlags.length > 0 ? (
              <span className="block sm:hidden">
                <Tag tone="review">{t('flagged')}</Tag>
              </span>
            ) : null}
          </span>
        ),
      },
      {
        id: 'soldAt',
        head: t('soldAt'),
        cell: (row) => <span className="n">{format.dateTime(row.soldAt)}</span>,
      },
      {
        id: 'where',
        head: t('terminal'),
        hideBelow: 'sm',
        cell: (row) => placeName(row.storeName, row.terminalName),
      },
      { id: 'staff', head: t('staff'), hideBelow: 'wide', cell: (row) => row.staffName ?? '' },
      {
        id: 'tenders',
        head: t('tenders'),
        hideBelow: 'sm',
        cell: (row) => row.tenderKinds.map((kind) => tenderName(tenders, kind)).join(', '),
      },
      {
        id: 'state',
        head: t('state'),
        hideBelow: 'sm',
        cell: (row) => <SaleTags row={row} />,
      },
      {
        id: 'sum',
        head: t('sum'),
        align: 'right',
        cell: (row) => <MoneyText tiyin={row.gross} />,
      },
    ],
    [t, tenders, format, placeName],
  );
}

function SaleTags({ row }: { row: SaleRow }) {
  const t = useWords(saleWords);
  const format = useFormat();
  return (
    <span className="flex flex-wrap gap-1.5">
      {row.openFlags.length > 0 ? <Tag tone="review">{t('flagged')}</Tag> : null}
      {row.voided ? <Tag tone="plain">{t('voided')}</Tag> : null}
      {row.returned > 0 ? (
        <Tag tone="info">{t('returned', { sum: format.money(row.returned) })}</Tag>
      ) : null}
    </span>
  );
}

type SaleT = ReturnType<typeof useWords<(typeof saleWords)['uz-Latn']>>;

const csvColumns = (t: SaleT) => [
  { head: t('receipt'), value: (row: SaleRow) => row.receiptNumber },
  { head: t('soldAt'), value: (row: SaleRow) => new Date(row.soldAt).toISOString() },
  { head: t('store'), value: (row: SaleRow) => row.storeName },
  { head: t('terminal'), value: (row: SaleRow) => row.terminalName },
  { head: t('staff'), value: (row: SaleRow) => row.staffName ?? '' },
  { head: t('lines'), value: (row: SaleRow) => row.lineCount },
  { head: t('tenders'), value: (row: SaleRow) => row.tenderKinds.join(' ') },
  { head: t('discount'), value: (row: SaleRow) => row.discount / 100 },
  { head: t('sum'), value: (row: SaleRow) => row.gross / 100 },
];
