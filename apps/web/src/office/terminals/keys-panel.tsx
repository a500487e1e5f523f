'use client';

import type { AppRouter } from '@oson/api';
import { terminalWords } from '@oson/messages/admin';
import { Banner, Button, EmptyState, Tag, useFormat, useWords } from '@oson/ui';
import { type Column, DataTable } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListError } from '../lists/list-states.tsx';
import { NewKeyDialog, RevokeKeyDialog } from './key-dialogs.tsx';

export type KeyRow = inferRouterOutputs<AppRouter>['terminal']['listKeys'][number];

/** Keys for integrations: a key is shown once, then only its beginning. */
export function KeysPanel() {
  const t = useWords(terminalWords);
  const me = trpc.account.me.useQuery();
  const isOwner = me.data?.office?.role === 'owner';
  const keys = trpc.terminal.listKeys.useQuery(undefined, { enabled: isOwner });
  const [isNew, setIsNew] = useState(false);
  const [revoked, setRevoked] = useState<KeyRow | null>(null);
  const columns = useKeyColumns(setRevoked);
  if (me.data && !isOwner) return <Banner tone="info">{t('keysOwnerOnly')}</Banner>;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <p className="min-w-60 flex-1 text-ink-2">{t('keysText')}</p>
        <Button variant="primary" icon={<Plus />} onClick={() => setIsNew(true)}>
          {t('addKey')}
        </Button>
      </div>
      <DataTable<KeyRow>
        label={t('tabKeys')}
        columns={columns}
        rows={keys.data ?? []}
        rowKey={(row) => row.id}
        state={keys.data ? 'ready' : keys.error ? 'error' : 'loading'}
        error={<ListError error={keys.error} onAgain={() => void keys.refetch()} />}
        empty={<EmptyState title={t('keysEmpty')} text={t('keysText')} />}
      />
      {isNew ? <NewKeyDialog onClose={() => setIsNew(false)} /> : null}
      {revoked ? <RevokeKeyDialog row={revoked} onClose={() => setRevoked(null)} /> : null}
    </>
  );
}

function useKeyColumns(onRevoke: (row: KeyRow) => void): Column<KeyRow>[] {
  const t = useWords(terminalWords);
  const format = useFormat();
  return [
    { id: 'name', head: t('keyName'), cell: (row) => <b className="font-600">{row.name}</b> },
    { id: 'prefix', head: t('keyPrefix'), cell: (row) => <code className="n">{row.prefix}…</code> },
    { id: 'store', head: t('store'), hideBelow: 'sm', cell: (row) => row.storeName },
    {
      id: 'used',
      head: t('keyUsed'),
      hideBelow: 'sm',
      cell: (row) => (row.lastUsedAt ? format.dateTime(row.lastUsedAt) : t('keyNever')),
    },
    {
      id: 'state',
      head: <span className="sr-only">{t('state')}</span>,
      align: 'right',
      cell: (row) =>
        row.revokedAt ? (
          <Tag tone="plain">{t('keyRevoked')}</Tag>
        ) : (
          <Button variant="danger" onClick={() => onRevoke(row)}>
            {t('keyRevoke')}
          </Button>
        ),
    },
  ];
}
