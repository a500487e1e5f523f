'use client';

import type { AppRouter } from '@oson/api';
import { terminalWords } from '@oson/messages/admin';
import { officeShellWords } from '@oson/messages/office';
import { Button, useFormat, useWords } from '@oson/ui';
import { CsvButton, DataTable, FilterBar } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListEmpty, ListError } from '../lists/list-states.tsx';
import { allRows, BY_CURSOR, tableOf } from '../lists/pages.ts';
import { StoreSelect } from '../lists/store-select.tsx';
import { ReceivedStrip } from '../dashboard/received-strip.tsx';
import { ClaimDialog } from './claim-dialog.tsx';
import { ConfirmTerminalDialog } from './confirm-dialog.tsx';
import { LedgerSheet } from './ledger-sheet.tsx';
import { useNow } from './use-now.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { isSilent, useTerminalColumns } from './terminal-columns.tsx';

export type TerminalRow = inferRouterOutputs<AppRouter>['terminal']['list']['rows'][number];
const FRESH_MS = 15_000;
export type TerminalAct = 'rename' | 'revoke' | 'ledger' | 'confirm';
type Open = { what: 'claim' } | { what: TerminalAct; row: TerminalRow } | null;

/** Each device with what it last said of itself; the server's list is asked for every 15 seconds. */
export function TerminalsPanel() {
  const t = useWords(terminalWords);
  const shell = useWords(officeShellWords);
  const [search, setSearch] = useState('');
  const [storeId, setStoreId] = useState('');
  const [open, setOpen] = useState<Open>(null);
  const now = useNow();
  const input = { ...(search ? { search } : {}), ...(storeId ? { storeId } : {}) };
  const query = trpc.terminal.list.useInfiniteQuery(input, {
    ...BY_CURSOR,
    refetchInterval: FRESH_MS,
  });
  const received = trpc.terminal.received.useQuery(undefined, { refetchInterval: FRESH_MS });
  const utils = trpc.useUtils();
  const columns = useTerminalColumns({
    now,
    onAct: (what, row) => setOpen({ what, row }),
  });
  const csvColumns = useCsvColumns();
  const close = () => setOpen(null);
  const addButton = (
    <Button
      variant="primary"
      icon={<Plus />}
      data-testid="claim-open"
      onClick={() => setOpen({ what: 'claim' })}
    >
      {t('add')}
    </Button>
  );
  const table = tableOf(query);
  return (
    <>
      {received.data ? (
        <div className="mb-4">
          <ReceivedStrip received={received.data} at={received.dataUpdatedAt} />
        </div>
      ) : null}
      <FilterBar
        search={{ value: search, onChange: setSearch, placeholder: t('search') }}
        right={
          <>
            <CsvButton
              label={shell('csv')}
              fileName="terminals"
              errorText={shell('csvFailed')}
              columns={csvColumns}
              load={() => allRows((page) => utils.terminal.list.fetch({ ...input, ...page }))}
            />
            {addButton}
          </>
        }
      >
        <StoreSelect all value={storeId} onChange={setStoreId} />
      </FilterBar>
      <DataTable<TerminalRow>
        label={t('title')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTone={(row) => (isSilent(row, now) && row.pending.count > 0 ? 'bad' : undefined)}
        {...table}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={
          <ListEmpty
            filtered={search !== '' || storeId !== ''}
            onClear={() => {
              setSearch('');
              setStoreId('');
            }}
            title={t('empty')}
            text={t('emptyText')}
            action={addButton}
          />
        }
      />
      {open?.what === 'claim' ? <ClaimDialog terminals={table.rows} onClose={close} /> : null}
      {open?.what === 'ledger' ? <LedgerSheet row={open.row} onClose={close} /> : null}
      {open?.what === 'confirm' ? <ConfirmTerminalDialog row={open.row} onClose={close} /> : null}
      {open?.what === 'rename' ? <RenameDialog row={open.row} onClose={close} /> : null}
      {open?.what === 'revoke' ? <RevokeDialog row={open.row} onClose={close} /> : null}
    </>
  );
}

function useCsvColumns() {
  const t = useWords(terminalWords);
  const format = useFormat();
  const seen = (row: TerminalRow) =>
    row.lastSeenAt ? format.dateTime(row.lastSeenAt) : t('never');
  return [
    { head: t('store'), value: (row: TerminalRow) => row.storeName },
    { head: t('terminal'), value: (row: TerminalRow) => row.name },
    { head: t('state'), value: (row: TerminalRow) => t(row.state) },
    { head: t('version'), value: (row: TerminalRow) => row.appVersion },
    { head: t('lastSeen'), value: seen },
    { head: t('unsent'), value: (row: TerminalRow) => row.pending.count },
  ];
}
