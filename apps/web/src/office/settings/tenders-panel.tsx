'use client';

import type { AppRouter } from '@oson/api';
import { settingsWords } from '@oson/messages/admin';
import { officeShellWords } from '@oson/messages/office';
import {
  Banner,
  Button,
  Dialog,
  Select,
  showToast,
  Switch,
  TextField,
  useLocale,
  useWords,
} from '@oson/ui';
import { type Column, DataTable, Form } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { ListError } from '../lists/list-states.tsx';

type TenderRow = inferRouterOutputs<AppRouter>['tenant']['tenderTypes'][number];
const FORM = 'tender-form';
const KINDS = ['card', 'transfer', 'payme', 'click', 'uzum', 'debt'] as const;

/** How a sale may be paid: what is shown at terminals, in their order. */
export function TendersPanel() {
  const t = useWords(settingsWords);
  const [isNew, setIsNew] = useState(false);
  const me = trpc.account.me.useQuery();
  const isOwner = me.data?.office?.role === 'owner';
  const tenders = trpc.tenant.tenderTypes.useQuery();
  const columns = useTenderColumns(isOwner);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <p className="flex-1 text-ink-2">{t('tendersText')}</p>
        {isOwner ? (
          <Button variant="primary" icon={<Plus />} onClick={() => setIsNew(true)}>
            {t('addTender')}
          </Button>
        ) : null}
      </div>
      <DataTable<TenderRow>
        label={t('tabTenders')}
        columns={columns}
        rows={tenders.data ?? []}
        rowKey={(row) => row.id}
        state={tenders.data ? 'ready' : tenders.error ? 'error' : 'loading'}
        error={<ListError error={tenders.error} onAgain={() => void tenders.refetch()} />}
      />
      {isNew ? <NewTender onClose={() => setIsNew(false)} /> : null}
    </>
  );
}

function useTenderColumns(isOwner: boolean): Column<TenderRow>[] {
  const t = useWords(settingsWords);
  const { locale } = useLocale();
  const active = useActive();
  return [
    {
      id: 'name',
      head: t('tenderName'),
      cell: (row) => <b className="font-600">{row.names?.[locale] ?? row.name}</b>,
    },
    { id: 'kind', head: t('tenderKind'), hideBelow: 'sm', cell: (row) => t(row.kind) },
    {
      id: 'active',
      head: t('tenderActive'),
      align: 'right',
      cell: (row) => (
        <Switch
          label={<span className="sr-only">{`${t('tenderActive')}: ${row.name}`}</span>}
          checked={row.active}
          disabled={!isOwner || row.kind === 'cash'}
          onChange={(on) => active(row, on)}
        />
      ),
    },
  ];
}

/** The switch moves at once; it moves back, with the reason, when the server says no. */
function useActive() {
  const shell = useWords(officeShellWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const change = trpc.tenant.changeTenderType.useMutation({
    onMutate: async ({ id, active }) => {
      await utils.tenant.tenderTypes.cancel();
      const before = utils.tenant.tenderTypes.getData();
      utils.tenant.tenderTypes.setData(undefined, (rows) =>
        rows?.map((row) => (row.id === id ? { ...row, active: active ?? row.active } : row)),
      );
      return { before };
    },
    onError: (error, _given, context) => {
      utils.tenant.tenderTypes.setData(undefined, context?.before);
      const reason = refusalText(error, locale);
      showToast({ tone: 'review', text: shell('notSaved', { reason }) });
    },
    onSettled: () => utils.tenant.tenderTypes.invalidate(),
  });
  return (row: TenderRow, active: boolean) =>
    change.mutate({ id: row.id, version: row.version, active });
}

function NewTender({ onClose }: { onClose: () => void }) {
  const t = useWords(settingsWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('card');
  const add = trpc.tenant.addTenderType.useMutation({
    onSuccess: onClose,
    onSettled: () => utils.tenant.tenderTypes.invalidate(),
  });
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t('addTender')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={FORM} busy={add.isPending}>
            {t('add')}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        onSubmit={() => {
          if (name.trim()) add.mutate({ name, kind });
        }}
      >
        <TextField
          autoFocus
          label={t('tenderName')}
          maxLength={30}
          value={name}
          onChange={setName}
        />
        <Select
          label={t('tenderKind')}
          value={kind}
          options={KINDS.map((each) => ({ value: each, label: t(each) }))}
          onChange={setKind}
        />
        {add.error ? <Banner alert tone="review" title={refusalText(add.error, locale)} /> : null}
      </Form>
    </Dialog>
  );
}
