'use client';

import type { AppRouter } from '@oson/api';
import { accountWords } from '@oson/messages/admin';
import {
  Banner,
  Button,
  showToast,
  Tag,
  TextField,
  useFormat,
  useLocale,
  useWords,
} from '@oson/ui';
import { type Column, ConfirmDialog, DataTable, Form, FormSection } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import { ListError } from '../lists/list-states.tsx';

type MemberRow = inferRouterOutputs<AppRouter>['account']['members'][number];

/** Owners and managers who may open the office; invitations that wait for an answer. */
export function PeoplePanel() {
  const t = useWords(accountWords);
  const me = trpc.account.me.useQuery();
  const isOwner = me.data?.office?.role === 'owner';
  const members = trpc.account.members.useQuery(undefined, { enabled: isOwner });
  const [leaving, setLeaving] = useState<MemberRow | null>(null);
  const columns = useMemberColumns(setLeaving);
  if (me.data && !isOwner) return <Banner tone="info">{t('ownerOnly')}</Banner>;
  return (
    <>
      <DataTable<MemberRow>
        label={t('managers')}
        columns={columns}
        rows={members.data ?? []}
        rowKey={(row) => row.userId}
        state={members.data ? 'ready' : members.error ? 'error' : 'loading'}
        error={<ListError error={members.error} onAgain={() => void members.refetch()} />}
        height="360px"
      />
      <Invite />
      <Pending />
      {leaving ? <RemoveMember row={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  );
}

function useMemberColumns(onRemove: (row: MemberRow) => void): Column<MemberRow>[] {
  const t = useWords(accountWords);
  const format = useFormat();
  return [
    {
      id: 'name',
      head: t('name'),
      cell: (row) => (
        <span>
          <b className="font-600">{row.name}</b>
          <span className="n block text-13 text-ink-2">{row.address}</span>
        </span>
      ),
    },
    {
      id: 'role',
      head: t('role'),
      hideBelow: 'sm',
      cell: (row) => (
        <Tag tone="plain" icon={null}>
          {row.role === 'owner' ? t('owner') : t('manager')}
        </Tag>
      ),
    },
    {
      id: 'since',
      head: '',
      hideBelow: 'sm',
      cell: (row) => t('since', { date: format.date(row.since) }),
    },
    {
      id: 'remove',
      head: '',
      align: 'right',
      cell: (row) =>
        row.role === 'owner' ? null : (
          <Button variant="danger" onClick={() => onRemove(row)}>
            {t('remove')}
          </Button>
        ),
    },
  ];
}

function RemoveMember({ row, onClose }: { row: MemberRow; onClose: () => void }) {
  const t = useWords(accountWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const remove = trpc.account.removeMember.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('removed', { name: row.name }) });
      onClose();
    },
    onSettled: () => utils.account.members.invalidate(),
  });
  return (
    <ConfirmDialog
      open
      danger
      title={t('removeTitle', { name: row.name })}
      text={t('removeText')}
      confirmLabel={t('remove')}
      cancelLabel={t('cancel')}
      busy={remove.isPending}
      onCancel={onClose}
      onConfirm={() => remove.mutate({ userId: row.userId })}
    >
      {remove.error ? (
        <Banner alert tone="review" title={refusalText(remove.error, locale)} />
      ) : null}
    </ConfirmDialog>
  );
}

function Invite() {
  const t = useWords(accountWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [email, setEmail] = useState('');
  const invite = trpc.account.invite.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('invited', { email }) });
      setEmail('');
    },
    onSettled: () => utils.account.invitations.invalidate(),
  });
  const needsProof = invite.error && refusalOf(invite.error).details.why === 'proof';
  return (
    <FormSection title={t('invite')} text={t('inviteText')}>
      <Form
        onSubmit={() => {
          if (email.trim()) invite.mutate({ email: email.trim() });
        }}
      >
        <TextField
          type="email"
          label={t('inviteEmail')}
          autoComplete="off"
          value={email}
          onChange={setEmail}
          {...(invite.error
            ? { error: needsProof ? t('factorNeedsProof') : refusalText(invite.error, locale) }
            : {})}
        />
        <div>
          <Button variant="primary" type="submit" icon={<Send />} busy={invite.isPending}>
            {t('inviteSend')}
          </Button>
        </div>
      </Form>
    </FormSection>
  );
}

function Pending() {
  const t = useWords(accountWords);
  const format = useFormat();
  const utils = trpc.useUtils();
  const invitations = trpc.account.invitations.useQuery();
  const cancel = trpc.account.cancelInvitation.useMutation({
    onSettled: () => utils.account.invitations.invalidate(),
  });
  if (!invitations.data?.length) return null;
  return (
    <FormSection title={t('pending')}>
      <ul className="grid gap-2">
        {invitations.data.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-3">
            <b className="font-600">{row.email}</b>
            <span className="flex-1 text-ink-2">
              {t('until', { date: format.dateTime(row.expiresAt) })}
            </span>
            <Button busy={cancel.isPending} onClick={() => cancel.mutate({ id: row.id })}>
              {t('inviteCancel')}
            </Button>
          </li>
        ))}
      </ul>
    </FormSection>
  );
}
