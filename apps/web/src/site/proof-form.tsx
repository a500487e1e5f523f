'use client';

import { siteWords } from '@oson/messages/site';
import { Banner, Button, showToast, TextField, useLocale, useWords } from '@oson/ui';
import { type FormEvent, useState } from 'react';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';
import { FormHead } from './site-frame.tsx';

/** The code that proves an e-mail or phone, typed inside the account's own session. */
export function ProofForm(props: { to: string; overdue: boolean; onDone: () => void }) {
  const t = useWords(siteWords);
  const { locale } = useLocale();
  const [code, setCode] = useState('');
  const prove = trpc.account.prove.useMutation({ onSuccess: props.onDone });
  const send = trpc.account.sendProof.useMutation({
    onSuccess: () => showToast({ text: t('sentAgain'), tone: 'ok' }),
  });
  const error = prove.error ?? send.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) prove.mutate({ code: code.trim() });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormHead title={t('proveTitle')} text={t('proveText', { to: props.to })} />
      {props.overdue ? <Banner tone="wait" title={t('proveOverdue')} /> : null}
      <TextField
        size="lg"
        name="code"
        autoFocus
        figures
        inputMode="numeric"
        autoComplete="one-time-code"
        label={t('code')}
        value={code}
        onChange={setCode}
      />
      {error ? <Banner alert tone="review" title={refusalText(error, locale)} /> : null}
      <Button type="submit" variant="primary" size="lg" block busy={prove.isPending}>
        {t('confirm')}
      </Button>
      <Button size="lg" block busy={send.isPending} onClick={() => send.mutate()}>
        {t('sendAgain')}
      </Button>
    </form>
  );
}
