'use client';

import { officeShellWords } from '@oson/messages/office';
import { staffWords } from '@oson/messages/admin';
import { Button, Chip, Tag, useWords } from '@oson/ui';
import { type Column, CsvButton, DataTable, FilterBar, PageHead } from '@oson/ui/office';
import { UserPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, tableOf } from '../lists/pages.ts';
import { usePlaceName } from '../lists/place-name.ts';
import { useStores } from '../lists/store-select.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { StaffForm } from './staff-form.tsx';
import { StaffMenu } from './staff-menu.tsx';
import { type StaffRow, useStaffList } from './use-staff-list.ts';

/** Who works in the stores: list, add, role, stores, PIN, leave and come back. */
export function StaffPage() {
  const t = useWords(staffWords);
  const shell = useWords(officeShellWords);
  const [search, setSearch] = useState('');
  const [archived, setArchived] = useState(false);
  const [edited, setEdited] = useState<StaffRow | 'new' | null>(null);
  const [pinOf, setPinOf] = useState<StaffRow | null>(null);
  const input = { archived, ...(search ? { search } : {}) };
  const { query, archive } = useStaffList(input);
  const utils = trpc.useUtils();
  const stores = useStores();
  const placeName = usePlaceName();
  const storesOf = storeNamesOf(t, stores, placeName);
  const table = tableOf(query);
  const addButton = (
    <Button variant="primary" icon={<UserPlus />} onClick={() => setEdited('new')}>
      {t('add')}
    </Button>
  );
  const columns = columnsOf(t, storesOf, (row) => (
    <StaffMenu
      row={row}
      archive={archive}
      onEdit={() => setEdited(row)}
      onPin={() => setPinOf(row)}
    />
  ));
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('people', { count: table.rows.length })}
        actions={
          <>
            <CsvButton
              label={shell('csv')}
              fileName="staff"
              errorText={shell('csvFailed')}
              columns={csvColumns(t, storesOf)}
              load={() => allRows((page) => utils.staff.list.fetch({ ...input, ...page }))}
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
      <DataTable<StaffRow>
        label={t('title')}
        columns={columns}
        rowKey={(row) => row.id}
        {...(archived ? {} : { onRow: setEdited })}
        {...table}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={
          <ListEmpty
            filtered={search !== '' || archived}
            onClear={() => {
              setSearch('');
              setArchived(false);
            }}
            title={t('empty')}
            text={t('emptyText')}
            action={addButton}
          />
        }
      />
      {edited ? (
        <StaffForm
          row={edited === 'new' ? null : edited}
          stores={stores}
          onClose={() => setEdited(null)}
        />
      ) : null}
      {pinOf ? <PinDialog row={pinOf} onClose={() => setPinOf(null)} /> : null}
    </>
  );
}

type StaffT = ReturnType<typeof useWords<(typeof staffWords)['uz-Latn']>>;
type StoresOf = (row: StaffRow) => string;

function storeNamesOf(
  t: StaffT,
  stores: { id: string; name: string }[],
  placeName: (store: string) => string,
): StoresOf {
  const names = new Map(stores.map(({ id, name }) => [id, placeName(name)]));
  return (row) =>
    stores.length > 1 && row.storeIds.length >= stores.length
      ? t('allStores')
      : row.storeIds.map((id) => names.get(id) ?? '').join(', ');
}

function columnsOf(
  t: StaffT,
  storesOf: StoresOf,
  menu: (row: StaffRow) => ReactNode,
): Column<StaffRow>[] {
  return [
    { id: 'name', head: t('name'), cell: (row) => <b className="font-600">{row.name}</b> },
    { id: 'role', head: t('role'), cell: (row) => t(row.role) },
    { id: 'stores', head: t('stores'), hideBelow: 'sm', cell: storesOf },
    {
      id: 'pin',
      head: t('pin'),
      cell: (row) => (
        <Tag bare tone={row.hasPin ? 'ok' : 'wait'}>
          {row.hasPin ? t('pinSet') : t('pinMissing')}
        </Tag>
      ),
    },
    {
      id: 'actions',
      head: <span className="sr-only">{t('actions')}</span>,
      align: 'right',
      width: '64px',
      cell: menu,
    },
  ];
}

const csvColumns = (t: StaffT, storesOf: StoresOf) => [
  { head: t('name'), value: (row: StaffRow) => row.name },
  { head: t('role'), value: (row: StaffRow) => t(row.role) },
  { head: t('stores'), value: storesOf },
  { head: t('pin'), value: (row: StaffRow) => (row.hasPin ? t('pinSet') : t('pinMissing')) },
];
