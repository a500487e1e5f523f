'use client';

import type { AppRouter } from '@oson/api';
import { storeWords } from '@oson/messages/admin';
import { officeShellWords } from '@oson/messages/office';
import { Button, Chip, useFormat, useWords } from '@oson/ui';
import { type Column, CsvButton, DataTable, FilterBar, PageHead } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, BY_CURSOR, tableOf } from '../lists/pages.ts';
import { StoreForm } from './store-form.tsx';

export type StoreRow = inferRouterOutputs<AppRouter>['store']['list']['rows'][number];

/** The chain's shops: list, open, edit, close. Owners change, managers look. */
export function StoresPage() {
  const t = useWords(storeWords);
  const shell = useWords(officeShellWords);
  const [search, setSearch] = useState('');
  const [archived, setArchived] = useState(false);
  const [edited, setEdited] = useState<StoreRow | 'new' | null>(null);
  const input = { archived, ...(search ? { search } : {}) };
  const query = trpc.store.list.useInfiniteQuery(input, BY_CURSOR);
  const utils = trpc.useUtils();
  const me = trpc.account.me.useQuery();
  const isOwner = me.data?.office?.role === 'owner';
  const columns = useStoreColumns();
  const addButton = isOwner ? (
    <Button variant="primary" icon={<Plus />} onClick={() => setEdited('new')}>
      {t('add')}
    </Button>
  ) : null;
  return (
    <>
      <PageHead
        title={t('title')}
        sub={isOwner ? undefined : t('ownerOnly')}
        actions={
          <>
            <CsvButton
              label={shell('csv')}
              fileName="stores"
              errorText={shell('csvFailed')}
              columns={csvColumns(t)}
              load={() => allRows((page) => utils.store.list.fetch({ ...input, ...page }))}
            />
            {addButton}
          </>
        }
      />
      <FilterBar search={{ value: search, onChange: setSearch, placeholder: t('search') }}>
        <Chip on={archived} onPress={() => setArchived(!archived)}>
          {t('showArchived')}
        </Chip>
      </FilterBar>
      <DataTable<StoreRow>
        label={t('title')}
        columns={columns}
        rowKey={(row) => row.id}
        onRow={setEdited}
        {...tableOf(query)}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={
          <ListEmpty
            filtered={search !== '' || archived}
            onClear={() => {
              setSearch('');
              setArchived(false);
            }}
            title={t('empty')}
            text=""
            action={addButton}
          />
        }
      />
      {edited ? (
        <StoreForm
          row={edited === 'new' ? null : edited}
          readOnly={!isOwner}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </>
  );
}

type StoreT = ReturnType<typeof useWords<(typeof storeWords)['uz-Latn']>>;

function useStoreColumns(): Column<StoreRow>[] {
  const t = useWords(storeWords);
  const format = useFormat();
  return [
    { id: 'code', head: t('code'), width: '72px', cell: (row) => <b className="n">{row.code}</b> },
    { id: 'name', head: t('name'), cell: (row) => <b className="font-600">{row.name}</b> },
    { id: 'address', head: t('address'), hideBelow: 'sm', cell: (row) => row.address },
    {
      id: 'tin',
      head: t('tin'),
      hideBelow: 'wide',
      cell: (row) => <span className="n">{row.tin}</span>,
    },
    {
      id: 'phone',
      head: t('phone'),
      hideBelow: 'wide',
      cell: (row) => <span className="n">{format.phone(row.phone)}</span>,
    },
    {
      id: 'terminals',
      head: t('terminalsHead'),
      align: 'right',
      cell: (row) => row.terminals,
    },
  ];
}

const csvColumns = (t: StoreT) => [
  { head: t('code'), value: (row: StoreRow) => row.code },
  { head: t('name'), value: (row: StoreRow) => row.name },
  { head: t('legalName'), value: (row: StoreRow) => row.legalName },
  { head: t('tin'), value: (row: StoreRow) => row.tin },
  { head: t('address'), value: (row: StoreRow) => row.address },
  { head: t('phone'), value: (row: StoreRow) => row.phone },
  { head: t('terminalsHead'), value: (row: StoreRow) => row.terminals },
];
