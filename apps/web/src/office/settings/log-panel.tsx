'use client';

import type { AppRouter } from '@oson/api';
import { auditWords } from '@oson/messages/admin';
import { EmptyState, Segmented, Tag, useFormat, useWords } from '@oson/ui';
import { type Column, DataTable, FilterBar } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListError } from '../lists/list-states.tsx';
import { BY_CURSOR, tableOf } from '../lists/pages.ts';
import { useActionName } from './use-action-name.ts';

type AuditRow = inferRouterOutputs<AppRouter>['tenant']['audit']['rows'][number];
const ACTORS = ['all', 'user', 'support', 'terminal'] as const;
type Actor = (typeof ACTORS)[number];

/** Who did what, support's looks among it. Entries can be read and never changed. */
export function LogPanel() {
  const t = useWords(auditWords);
  const [search, setSearch] = useState('');
  const [actor, setActor] = useState<Actor>('all');
  const query = trpc.tenant.audit.useInfiniteQuery(
    { ...(search ? { search } : {}), ...(actor === 'all' ? {} : { actorKind: actor }) },
    BY_CURSOR,
  );
  return (
    <>
      <p className="text-ink-2">{t('text')}</p>
      <FilterBar search={{ value: search, onChange: setSearch, placeholder: t('search') }}>
        <Segmented<Actor>
          label={t('who')}
          value={actor}
          onChange={setActor}
          options={ACTORS.map((each) => ({
            value: each,
            label: each === 'all' ? t('everybody') : t(each),
          }))}
        />
      </FilterBar>
      <DataTable<AuditRow>
        label={t('title')}
        columns={useLogColumns()}
        rowKey={(row) => row.id}
        {...tableOf(query)}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={<EmptyState title={t('empty')} />}
      />
    </>
  );
}

function useLogColumns(): Column<AuditRow>[] {
  const t = useWords(auditWords);
  const format = useFormat();
  const nameOf = useActionName();
  const who = (kind: string) =>
    kind === 'support' || kind === 'terminal' || kind === 'system' ? t(kind) : t('user');
  return [
    {
      id: 'when',
      head: t('when'),
      width: '150px',
      cell: (row) => <span className="n text-ink-2">{format.dateTime(row.at)}</span>,
    },
    {
      id: 'what',
      head: t('what'),
      cell: (row) => (
        <span>
          {nameOf(row.action)}
          {row.subject ? <span className="text-ink-2"> · {row.subject}</span> : null}
        </span>
      ),
    },
    { id: 'reason', head: t('reason'), hideBelow: 'sm', cell: (row) => row.reason ?? '' },
    {
      id: 'who',
      head: t('who'),
      cell: (row) => (
        <Tag tone={row.actorKind === 'support' ? 'info' : 'plain'} icon={null}>
          {who(row.actorKind)}
        </Tag>
      ),
    },
  ];
}
