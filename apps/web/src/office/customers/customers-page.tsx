'use client';

import type { TranslateOf } from '@oson/messages';
import { officeShellWords, stockWords } from '@oson/messages/office';
import { Chip, MoneyText, Tag, useFormat, useWords } from '@oson/ui';
import { type Column, CsvButton, DataTable, FilterBar, PageHead } from '@oson/ui/office';
import { useMemo } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, BY_CURSOR, tableOf } from '../lists/pages.ts';
import { useUrlFilter } from '../lists/use-url-filter.ts';
import { CustomerSheet } from './customer-sheet.tsx';
import type { CustomerRow } from './customer-types.ts';

const KEYS = ['search', 'debt', 'customer'] as const;

/** Whom the shop knows, and who owes what. */
export function CustomersPage() {
  const t = useWords(stockWords);
  const shell = useWords(officeShellWords);
  const { filter, setFilter, isFiltered, clear } = useUrlFilter(KEYS);
  const input = {
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.debt ? { withDebtOnly: true } : {}),
  };
  const query = trpc.customer.list.useInfiniteQuery(input, BY_CURSOR);
  const utils = trpc.useUtils();
  const columns = useCustomerColumns();
  return (
    <>
      <PageHead
        title={t('customersTitle')}
        actions={
          <CsvButton
            label={shell('csv')}
            fileName="customers"
            errorText={shell('csvFailed')}
            columns={csvColumns(t)}
            load={() => allRows((page) => utils.client.customer.list.query({ ...input, ...page }))}
          />
        }
      />
      <FilterBar
        search={{
          value: filter.search,
          onChange: (search) => setFilter({ search }),
          placeholder: t('searchCustomer'),
        }}
      >
        <Chip on={filter.debt !== ''} onPress={() => setFilter({ debt: filter.debt ? '' : '1' })}>
          {t('withDebt')}
        </Chip>
      </FilterBar>
      <DataTable<CustomerRow>
        label={t('customersTitle')}
        columns={columns}
        rowKey={(row) => row.id}
        onRow={(row) => setFilter({ customer: row.id })}
        {...tableOf(query)}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={
          <ListEmpty
            filtered={isFiltered}
            onClear={clear}
            title={t('noCustomers')}
            text={t('noCustomersText')}
          />
        }
      />
      <CustomerSheet
        customerId={filter.customer || null}
        onClose={() => setFilter({ customer: '' })}
      />
    </>
  );
}

function useCustomerColumns(): Column<CustomerRow>[] {
  const t = useWords(stockWords);
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', head: t('name'), cell: (row) => <span className="font-550">{row.name}</span> },
      {
        id: 'phone',
        head: t('phone'),
        hideBelow: 'sm',
        cell: (row) => <span className="n">{row.phone ? format.phone(row.phone) : ''}</span>,
      },
      {
        id: 'lastSale',
        head: t('lastSale'),
        hideBelow: 'wide',
        cell: (row) => (row.lastSaleAt ? format.dateTime(row.lastSaleAt) : ''),
      },
      {
        id: 'limit',
        head: t('limit'),
        align: 'right',
        hideBelow: 'sm',
        cell: (row) =>
          row.debtLimit === null ? (
            <span className="text-ink-2">{t('noLimit')}</span>
          ) : (
            <MoneyText tiyin={row.debtLimit} />
          ),
      },
      { id: 'debt', head: t('debt'), align: 'right', cell: (row) => <Debt row={row} /> },
    ],
    [t, format],
  );
}

function Debt({ row }: { row: CustomerRow }) {
  const t = useWords(stockWords);
  if (row.balance <= 0) return <span className="text-ink-2">{t('paidUp')}</span>;
  const isOver = row.debtLimit !== null && row.balance > row.debtLimit;
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-2 gap-y-0.5">
      {isOver ? <Tag tone="review">{t('overLimit')}</Tag> : null}
      <b className="font-600">
        <MoneyText tiyin={row.balance} />
      </b>
    </span>
  );
}

const csvColumns = (t: TranslateOf<typeof stockWords>) => [
  { head: t('name'), value: (row: CustomerRow) => row.name },
  { head: t('phone'), value: (row: CustomerRow) => row.phone ?? '' },
  { head: t('debt'), value: (row: CustomerRow) => row.balance / 100 },
  {
    head: t('limit'),
    value: (row: CustomerRow) => (row.debtLimit === null ? '' : row.debtLimit / 100),
  },
  {
    head: t('lastSale'),
    value: (row: CustomerRow) => (row.lastSaleAt ? new Date(row.lastSaleAt).toISOString() : ''),
  },
];
