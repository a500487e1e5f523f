'use client';

import { consoleWords } from '@oson/messages/console';
import { Banner, Button, Dialog, showToast, TextField, useLocale, useWords } from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';
import type { Health } from './tenant-page.tsx';

export type ReasonAct = 'view' | 'reveal' | 'suspend' | 'resume';
const FORM = 'reason-form';
const REASON_LENGTH_MIN = 10;

/** No act of support without a reason that the tenant can read. */
export function ReasonDialog(props: { act: ReasonAct; tenant: Health; onClose: () => void }) {
  const { act, tenant, onClose } = props;
  const t = useWords(consoleWords);
  const { locale } = useLocale();
  const [reason, setReason] = useState('');
  const [touched, setTouched] = useState(false);
  const run = useAct(act, tenant.tenantId, onClose);
  const words = wordsOfAct(act, tenant.name, t);
  const isShort = reason.trim().length < REASON_LENGTH_MIN;
  const submit = () => {
    setTouched(true);
    if (!isShort) run.go(reason);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.text}
      actions={
        run.contacts ? (
          <Button variant="primary" onClick={onClose}>
            {t('done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button
              variant={act === 'suspend' ? 'danger' : 'primary'}
              type="submit"
              form={FORM}
              busy={run.isPending}
            >
              {words.button}
            </Button>
          </>
        )
      }
    >
      {run.contacts ? (
        <ul className="grid gap-2">
          {run.contacts.map((owner) => (
            <li key={`${owner.name}${owner.phone ?? ''}`}>
              <b className="font-600">{owner.name}</b>{' '}
              <span className="n select-all">{owner.phone}</span>{' '}
              <span className="select-all">{owner.email}</span>
            </li>
          ))}
        </ul>
      ) : (
        <Form id={FORM} onSubmit={submit}>
          <TextField
            autoFocus
            label={t('reason')}
            maxLength={300}
            multiline={3}
            hint={t('reasonHint')}
            value={reason}
            onChange={setReason}
            {...(touched && isShort ? { error: t('reasonHint') } : {})}
          />
          {run.error ? <Banner alert tone="review" title={refusalText(run.error, locale)} /> : null}
        </Form>
      )}
    </Dialog>
  );
}

type ConsoleT = ReturnType<typeof useWords<(typeof consoleWords)['uz-Latn']>>;

function wordsOfAct(act: ReasonAct, name: string, t: ConsoleT) {
  switch (act) {
    case 'view':
      return { title: t('viewTitle', { name }), text: t('viewText'), button: t('open') };
    case 'reveal':
      return { title: t('revealTitle'), text: t('recorded'), button: t('reveal') };
    case 'suspend':
      return {
        title: t('suspendTitle', { name }),
        text: t('suspendText'),
        button: t('suspend'),
      };
    case 'resume':
      return { title: t('resumeTitle', { name }), text: t('resumeText'), button: t('resume') };
  }
}

function useAct(act: ReasonAct, tenantId: string, onClose: () => void) {
  const t = useWords(consoleWords);
  const utils = trpc.useUtils();
  const done = {
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('done') });
      onClose();
    },
    onSettled: () => utils.console.invalidate(),
  };
  const view = trpc.console.openAccess.useMutation(done);
  const suspend = trpc.console.setSuspended.useMutation(done);
  const reveal = trpc.console.revealContacts.useMutation();
  const used = { view, reveal, suspend, resume: suspend }[act];
  return {
    isPending: used.isPending,
    error: used.error,
    contacts: reveal.data ?? null,
    go: (reason: string) => {
      if (act === 'view') view.mutate({ tenantId, reason });
      else if (act === 'reveal') reveal.mutate({ tenantId, reason });
      else suspend.mutate({ tenantId, reason, suspended: act === 'suspend' });
    },
  };
}
