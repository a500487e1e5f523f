'use client';

import { officeShellWords, saleWords } from '@oson/messages/office';
import { MoneyText, Segmented, Tag, useFormat, useWords } from '@oson/ui';
import { type Column, CsvButton, DataTable, FilterBar, PageHead } from '@oson/ui/office';
import { useMemo } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, BY_CURSOR, tableOf } from '../lists/pages.ts';
import { usePlaceName } from '../lists/place-name.ts';
import { StoreSelect } from '../lists/store-select.tsx';
import { useUrlFilter } from '../lists/use-url-filter.ts';
import { ShiftSheet } from './shift-sheet.tsx';
import type { ShiftRow } from './shift-types.ts';

const KEYS = ['search', 'store', 'status', 'shift'] as const;

/** Drawers from opening to closing: what should lie in them and what was counted. */
export function ShiftsPage() {
  const t = useWords(saleWords);
  const shell = useWords(officeShellWords);
  const { filter, setFilter, isFiltered, clear } = useUrlFilter(KEYS);
  const status = statusOf(filter.status);
  const input = {
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.store ? { storeId: filter.store } : {}),
    ...(status === '' ? {} : { status }),
  } as const;
  const query = trpc.shift.list.useInfiniteQuery(input, BY_CURSOR);
  const utils = trpc.useUtils();
  const columns = useShiftColumns();
  const table = tableOf(query);
  return (
    <>
      <PageHead
        title={t('shiftsTitle')}
        actions={
          <CsvButton
            label={shell('csv')}
            fileName="shifts"
            errorText={shell('csvFailed')}
            columns={csvColumns(t)}
            load={() => allRows((page) => utils.client.shift.list.query({ ...input, ...page }))}
          />
        }
      />
      <FilterBar
        search={{
          value: filter.search,
          onChange: (search) => setFilter({ search }),
          placeholder: t('searchShift'),
        }}
      >
        <Segmented
          label={t('state')}
          value={status}
          options={[
            { value: '', label: t('allShifts') },
            { value: 'open', label: t('open') },
            { value: 'closed', label: t('closedState') },
          ]}
          onChange={(value) => setFilter({ status: value })}
        />
        <StoreSelect all value={filter.store} onChange={(store) => setFilter({ store })} />
      </FilterBar>
      <DataTable<ShiftRow>
        label={t('shiftsTitle')}
        columns={columns}
        rowKey={(row) => row.id}
        onRow={(row) => setFilter({ shift: row.id })}
        rowTone={(row) => (row.owed > 0 ? 'warn' : undefined)}
        {...table}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={
          <ListEmpty
            filtered={isFiltered}
            onClear={clear}
            title={t('noShifts')}
            text={t('noShiftsText')}
          />
        }
      />
      <ShiftSheet
        shift={table.rows.find((row) => row.id === filter.shift) ?? null}
        onClose={() => setFilter({ shift: '' })}
      />
    </>
  );
}

const statusOf = (text: string): 'open' | 'closed' | '' =>
  text === 'open' || text === 'closed' ? text : '';

function useShiftColumns(): Column<ShiftRow>[] {
  const t = useWords(saleWords);
  const placeName = usePlaceName();
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'terminal',
        head: t('terminal'),
        cell: (row) => placeName(row.storeName, row.terminalName),
      },
      { id: 'staff', head: t('staff'), hideBelow: 'sm', cell: (row) => row.openedByName ?? '' },
      {
        id: 'opened',
        head: t('opened'),
        cell: (row) => <span className="n">{format.dateTime(row.openedAt)}</span>,
      },
      {
        id: 'closed',
        head: t('closed'),
        hideBelow: 'sm',
        cell: (row) => (
          <span className="n">{row.closedAt ? format.dateTime(row.closedAt) : ''}</span>
        ),
      },
      {
        id: 'state',
        head: t('state'),
        hideBelow: 'sm',
        cell: (row) =>
          row.owed > 0 ? (
            <Tag tone="wait">{t('owed', { count: row.owed })}</Tag>
          ) : row.status === 'open' ? (
            <Tag tone="info">{t('open')}</Tag>
          ) : (
            <Tag tone="ok">{t('complete')}</Tag>
          ),
      },
      {
        id: 'sum',
        head: t('sum'),
        align: 'right',
        cell: (row) => <MoneyText tiyin={row.gross} />,
      },
      {
        id: 'difference',
        head: t('difference'),
        align: 'right',
        hideBelow: 'sm',
        cell: (row) => {
          const difference = differenceOf(row);
          return difference === null ? '' : <MoneyText tiyin={difference} />;
        },
      },
    ],
    [t, format, placeName],
  );
}

const differenceOf = (row: ShiftRow) =>
  row.countedCash === null || row.expectedCash === null ? null : row.countedCash - row.expectedCash;

type SaleT = ReturnType<typeof useWords<(typeof saleWords)['uz-Latn']>>;

const csvColumns = (t: SaleT) => [
  { head: t('store'), value: (row: ShiftRow) => row.storeName },
  { head: t('terminal'), value: (row: ShiftRow) => row.terminalName },
  { head: t('staff'), value: (row: ShiftRow) => row.openedByName ?? '' },
  { head: t('opened'), value: (row: ShiftRow) => new Date(row.openedAt).toISOString() },
  {
    head: t('closed'),
    value: (row: ShiftRow) => (row.closedAt ? new Date(row.closedAt).toISOString() : ''),
  },
  { head: t('receipts'), value: (row: ShiftRow) => row.saleCount },
  { head: t('sum'), value: (row: ShiftRow) => row.gross / 100 },
  { head: t('expected'), value: (row: ShiftRow) => (row.expectedCash ?? 0) / 100 },
  { head: t('counted'), value: (row: ShiftRow) => (row.countedCash ?? 0) / 100 },
  { head: t('difference'), value: (row: ShiftRow) => (differenceOf(row) ?? 0) / 100 },
];
